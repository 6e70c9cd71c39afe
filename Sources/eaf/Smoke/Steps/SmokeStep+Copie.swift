import Foundation

/// A copie, from the subject to the correction.
extension SmokeStep {
    static let subject = SmokeStep("sujet") { visit in
        try visit.require(visit.isPupilRegistered, after: .registration)
        let epreuve = try await visit.pupil.send("POST", "epreuves/generate", ["type": "commentaire"])
        visit.epreuve = epreuve["epreuveId"] as? String
        guard visit.epreuve != nil else {
            throw SiteFailure("POST epreuves/generate : pas d'épreuve dans la réponse")
        }
        return "épreuve \(visit.epreuve ?? "")"
    }

    static let upload = SmokeStep("dépôt d'une copie (PDF)") { visit in
        guard let epreuve = visit.epreuve else { throw Unverified("pas d'épreuve") }
        guard let file = Bundle.module.url(forResource: "copie-commentaire", withExtension: "pdf") else {
            throw Unverified("le fichier copie-commentaire.pdf manque à l'installation")
        }
        let answer = try await visit.pupil.upload("epreuves/\(epreuve)/copie", file: file, type: "application/pdf")
        visit.copie = answer["copieId"] as? String
        guard let copie = visit.copie else { throw SiteFailure("dépôt : pas de copie dans la réponse") }
        return "copie \(copie)"
    }

    static let correction = SmokeStep("correction") { visit in
        guard let epreuve = visit.epreuve, let copie = visit.copie else { throw Unverified("pas de copie") }
        let limit = visit.settings.correctionSecondsMax
        let deadline = ContinuousClock.now + .seconds(limit)
        var status = ""
        while ContinuousClock.now < deadline {
            let answer = try await visit.pupil.get("epreuves/\(epreuve)/copie/\(copie)")
            status = answer["status"] as? String ?? ""
            if status == "done" {
                visit.isCorrected = true
                let note = (answer["correction"] as? [String: Any])?["note"]
                return "note \(DemoText.number(note))/20"
            }
            if status == "error" { throw SiteFailure("la correction a échoué : \(answer["failureReason"] ?? "")") }
            try await Task.sleep(for: .milliseconds(250))
        }
        throw SiteFailure("pas de correction en \(limit) s (état : \(status)) ; le correcteur tourne-t-il ?")
    }

    /// Checked as a pupil would offline: the proof, the record's line and the log's key are in it.
    static let receipt = SmokeStep("récépissé de dépôt") { visit in
        try visit.require("GET /api/v1/epreuves/{epreuveId}/copie/{copieId}/recepisse", "de récépissé")
        guard let epreuve = visit.epreuve, let copie = visit.copie else { throw Unverified("pas de copie") }
        let receipt = try await visit.pupil.get("epreuves/\(epreuve)/copie/\(copie)/recepisse")
        guard let log = receipt["journal"] as? [String: Any], let key = log["cle"] as? String,
            let record = log["enregistrement"] as? String, let proof = receipt["preuve"] as? String,
            record.contains("copie/\(copie)")
        else { throw SiteFailure("le récépissé n'a pas la preuve du dépôt") }
        return try conforming(Array(proof.utf8), key: key, record: record)
    }
}
