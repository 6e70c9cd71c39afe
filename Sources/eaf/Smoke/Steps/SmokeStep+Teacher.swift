/// A teacher and the class.
extension SmokeStep {
    static let teacher = SmokeStep("inscription d'un enseignant") { visit in
        // An invitation is not asked for in vain.
        guard visit.operations != nil else { throw Unverified("le serveur ne répond pas") }
        let invitation = try await visit.teacherInvitation()
        let answer = try await visit.teacher.exchange(
            "POST", "auth/register",
            json: [
                "email": visit.teacherEmail, "password": visit.password, "displayName": "Contrôle (smoke)",
                "role": "enseignant", "invitationCode": invitation,
            ])
        try answer.expect(201)
        visit.isTeacherRegistered = true
        return visit.teacherEmail
    }

    static let classroom = SmokeStep("classe") { visit in
        try visit.require(visit.isTeacherRegistered, after: .teacher)
        visit.classCode = try await visit.teacher.send("POST", "enseignant/class-code", [:])["classCode"] as? String
        guard let code = visit.classCode else { throw SiteFailure("pas de code de classe dans la réponse") }
        try visit.require(visit.isPupilRegistered, after: .registration)
        _ = try await visit.pupil.send("PUT", "student/profile", ["classCode": code])
        return "code \(code), un élève"
    }

    static let dashboard = SmokeStep("tableau de bord de l'enseignant") { visit in
        try visit.require(visit.isTeacherRegistered, after: .teacher)
        let dashboard = try await visit.teacher.get("enseignant/dashboard")
        guard dashboard["classCode"] as? String == visit.classCode, visit.classCode != nil else {
            throw SiteFailure("le tableau de bord n'a pas le code de la classe")
        }
        let students = dashboard["students"] as? [[String: Any]] ?? []
        let copies = dashboard["copies"] as? [[String: Any]] ?? []
        try visit.require(visit.isPupilRegistered, after: .registration)
        guard students.count == 1, students.first?["email"] as? String == visit.pupilEmail else {
            throw SiteFailure("\(students.count) élève(s) au lieu de celui qui s'est inscrit")
        }
        guard let copie = visit.copie else { return "1 élève" }
        guard copies.contains(where: { $0["copieId"] as? String == copie }) else {
            throw SiteFailure("la copie de l'élève n'y est pas")
        }
        return "1 élève, 1 copie, moyenne \(DemoText.number(students.first?["averageScore"]))/20"
    }

    static let vitals = SmokeStep("mesures des navigateurs (vitals)") { visit in
        _ = try await visit.pupil.send("POST", "metrics/vitals", ["name": "TTFB", "value": 100, "path": "/smoke"])
        guard visit.isTeacherRegistered else { return "envoi accepté ; lecture non vérifiée, sans enseignant" }
        let vitals = try await visit.teacher.get("metrics/vitals")["vitals"] as? [String: [String: Any]] ?? [:]
        guard let count = vitals["TTFB"]?["count"] as? Int, count > 0 else {
            throw SiteFailure("la mesure envoyée ne se lit pas")
        }
        return "TTFB : \(count) mesure(s)"
    }
}
