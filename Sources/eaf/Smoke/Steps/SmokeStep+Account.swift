import Curl
import Foundation

/// Accounts and sessions.
extension SmokeStep {
    static let registration = SmokeStep("inscription") { visit in
        let answer = try await visit.pupil.exchange(
            "POST", "auth/register",
            json: ["email": visit.pupilEmail, "password": visit.password, "displayName": "Contrôle (smoke)"])
        try answer.expect(201)
        visit.isPupilRegistered = true
        let session = answer.response.values(of: "Set-Cookie").first { $0.hasPrefix("eaf_session=") } ?? ""
        guard session.contains("HttpOnly"), session.contains("SameSite"),
            !visit.isSecure || session.contains("Secure")
        else { throw SiteFailure("le cookie de session n'est pas protégé (HttpOnly, SameSite, Secure en https)") }
        return visit.pupilEmail
    }

    static let wrongPassword = SmokeStep("mauvais mot de passe refusé") { visit in
        try visit.require(visit.isPupilRegistered, after: .registration)
        var stranger = SiteClient(origin: visit.settings.origin)
        try await stranger.exchange(
            "POST", "auth/login", json: ["email": visit.pupilEmail, "password": "pas-celui-la"]
        ).expect(401)
        return "401"
    }

    static let tokenRequired = SmokeStep("jeton CSRF exigé") { visit in
        try visit.require(visit.isPupilRegistered, after: .registration)
        try await visit.pupil.exchange("PUT", "student/profile", json: [:], sendsToken: false).expect(403)
        return "403 sans jeton"
    }

    static let logout = SmokeStep("déconnexion") { visit in
        try visit.require(visit.isPupilRegistered, after: .registration)
        visit.formerPupil = visit.pupil
        try await visit.pupil.exchange("POST", "auth/logout", json: [:]).expect(200)
        guard visit.pupil.cookies["eaf_session"] == nil else {
            throw SiteFailure("le cookie de session n'est pas retiré")
        }
        return "cookies retirés"
    }

    static let deadSession = SmokeStep("session refusée après déconnexion") { visit in
        guard var former = visit.formerPupil else { throw Unverified("pas de session à essayer") }
        try await former.exchange("GET", "auth/me").expect(401)
        return "401 avec l'ancien cookie"
    }

    static let login = SmokeStep("connexion") { visit in
        try visit.require(visit.isPupilRegistered, after: .registration)
        _ = try await visit.pupil.send("POST", "auth/login", ["email": visit.pupilEmail, "password": visit.password])
        let me = try await visit.pupil.get("auth/me")
        guard me["email"] as? String == visit.pupilEmail else { throw SiteFailure("auth/me dit un autre compte") }
        return "auth/me : \(me["role"] ?? "?")"
    }

    /// Last: takes away what the visit put there. What the log holds of it stays, sealed without a key.
    static let cleaning = SmokeStep("comptes de contrôle effacés") { visit in
        guard visit.isPupilRegistered || visit.isTeacherRegistered else { return "rien à effacer" }
        let accounts = [visit.pupilEmail] + (visit.isTeacherRegistered ? [visit.teacherEmail] : [])
        do {
            try visit.require("DELETE /api/v1/account", "l'effacement par le titulaire")
        } catch let unverified as Unverified {
            throw Unverified("\(unverified.reason) : \(accounts.joined(separator: ", ")) reste(nt)")
        }
        if visit.isPupilRegistered { try await erase(&visit.pupil, visit.pupilEmail, visit.password) }
        if visit.isTeacherRegistered { try await erase(&visit.teacher, visit.teacherEmail, visit.password) }
        return "\(accounts.count) compte(s)"
    }

    private static func erase(_ client: inout SiteClient, _ email: String, _ password: String) async throws {
        _ = try await client.send("DELETE", "account", ["password": password])
        var stranger = SiteClient(origin: client.origin)
        let answer = try await stranger.exchange("POST", "auth/login", json: ["email": email, "password": password])
        guard answer.status == 401 else { throw SiteFailure("\(email) se connecte encore après l'effacement") }
    }
}
