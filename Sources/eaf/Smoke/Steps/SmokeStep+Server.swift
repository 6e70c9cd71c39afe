import Curl
import Events
import Foundation
import Replay

/// The server as such.
extension SmokeStep {
    static let alive = SmokeStep("processus vivant") { visit in
        try await visit.pupil.exchange("GET", "health/live").expect(200)
        return visit.settings.origin
    }

    static let ready = SmokeStep("prêt à servir") { visit in
        try await visit.pupil.exchange("GET", "health/ready").expect(200)
        return "lecture et écriture"
    }

    static let healthy = SmokeStep("santé") { visit in
        let answer = try await visit.pupil.exchange("GET", "health")
        let parts = (answer.object["checks"] as? [String: String] ?? [:]).sorted { $0.key < $1.key }
        let shown = parts.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        guard answer.status == 200 else { throw SiteFailure("GET health : \(answer.status) (\(shown))") }
        return "version \(answer.object["version"] ?? "?") ; \(shown)"
    }

    static let securityHeaders = SmokeStep("en-têtes de sécurité") { visit in
        let answer = try await visit.pupil.exchange("GET", "health/live")
        var wanted = [
            ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "strict-origin"),
            ("Content-Security-Policy", "frame-ancestors 'none'"), ("Cross-Origin-Opener-Policy", "same-origin"),
        ]
        if visit.isSecure { wanted.append(("Strict-Transport-Security", "max-age=")) }
        let missing = wanted.filter { name, part in answer.header(name)?.contains(part) != true }.map(\.0)
        guard missing.isEmpty else { throw SiteFailure("manquent : \(missing.joined(separator: ", "))") }
        return "\(wanted.count) présents"
    }

    /// Also tells the later steps what this server has.
    static let description = SmokeStep("description de l'API") { visit in
        let answer = try await visit.pupil.get("openapi.json")
        let paths = answer["paths"] as? [String: [String: Any]] ?? [:]
        let operations = paths.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) \(path)" } }
        guard operations.contains("POST /api/v1/auth/login") else {
            throw SiteFailure("GET openapi.json ne décrit pas cette API")
        }
        visit.operations = Set(operations)
        return "\(paths.count) chemins"
    }

    /// Signed by the key that the server hands out: whether that is the right one, only who has it from elsewhere can say.
    static let checkpoint = SmokeStep("point de contrôle signé") { visit in
        try visit.require("GET /api/v1/log/checkpoint", "de point de contrôle")
        let key = try await visit.pupil.exchange("GET", "log/key")
        try key.expect(200)
        let note = try await visit.pupil.exchange("GET", "log/checkpoint")
        try note.expect(200)
        return try conforming(note.response.body, key: key.text, record: nil)
    }

    /// Checks a proof or a checkpoint as `eaf log check` does.
    ///
    /// - Throws: `SiteFailure` when it does not hold.
    static func conforming(_ file: [UInt8], key: String, record: String?) throws -> String {
        let verifier: NoteVerifier
        do throws(NoteError) {
            verifier = try NoteVerifier(key.trimmingCharacters(in: .whitespacesAndNewlines))
        } catch {
            throw SiteFailure("clé publique du journal : \(error.explanation)")
        }
        let outcome = try ProofCheck(verifier: verifier, record: record.map { Array($0.utf8) }, old: nil).check(file)
        guard outcome.holds else { throw SiteFailure(outcome.explanation) }
        return outcome.explanation
    }
}
