import API

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

    static let checkpoint = SmokeStep("point de contrôle signé") { visit in
        try visit.require("GET /api/v1/log/checkpoint", "de point de contrôle")
        let answer = try await visit.pupil.exchange("GET", "log/checkpoint")
        try answer.expect(200)
        // C2SP tlog-checkpoint: origin, size, root, then an empty line and signatures.
        let lines = answer.text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 4, let size = UInt64(lines[1]), lines[3].isEmpty, lines[4].hasPrefix("— \(lines[0]) ")
        else {
            throw SiteFailure("GET log/checkpoint : ce n'est pas un point de contrôle signé par \(lines.first ?? "")")
        }
        return "\(lines[0]), \(size) enregistrements"
    }
}
