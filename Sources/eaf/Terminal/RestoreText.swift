import Replay

/// A restore in lines for people.
enum RestoreText {
    static func lines(_ plan: RestorePlan) -> [String] {
        var lines = [
            "sauvegarde     \(plan.from), manifeste n° \(plan.sequence) du \(plan.shippedAt)",
            "journal        \(plan.origin), jusqu'à la position \(plan.position) sur \(plan.head) (\(plan.time))",
            "ligne de temps \(plan.timeline)\(plan.opensTimeline ? ", nouvelle" : "")",
            "à lire         \(plan.objects) objets, \(plan.readBytes) octets, qui en donnent \(plan.logBytes)",
            "fichiers       au plus \(plan.blobs), \(plan.blobBytes) octets ; coffre \(plan.vaultBytes) octets",
            "contrôle       \(plan.checkpoint.map { "point de contrôle gardé, position \($0)" } ?? "aucun point de contrôle gardé")",
            "instantané     \(plan.snapshot.map { "position \($0)" } ?? "aucun")",
        ]
        if !plan.missingBlobs.isEmpty {
            lines.append("MANQUENT       \(plan.missingBlobs.count) fichiers, absents dès l'envoi")
        }
        lines.append("à remettre     \(plan.keys.joined(separator: ", ")) (jamais dans une sauvegarde)")
        return lines
    }

    static func lines(_ report: RestoreReport, into: String, isInDatabase: Bool = false, seconds: Double) -> [String]
    {
        let plan = report.plan
        var lines = [
            "restauré       position \(plan.position) (\(plan.time)), \(report.records) enregistrements et "
                + "\(report.blobs) fichiers, \(report.bytes) octets en \((seconds * 10).rounded() / 10) s",
            "vérifié        chaque enregistrement, chaque fichier, et l'arbre signé",
            "ligne de temps \(plan.timeline)\(plan.opensTimeline ? ", nouvelle : envoyez-la vers une autre destination" : "")",
        ]
        if report.skippedBlobs > 0 {
            lines.append("effacés        \(report.skippedBlobs) fichiers de personnes effacées, non restaurés")
        }
        if !report.missingBlobs.isEmpty {
            lines.append("MANQUENT       \(report.missingBlobs.count) fichiers, absents dès l'envoi")
        }
        if !report.missingKeys.isEmpty {
            lines.append("à remettre     \(report.missingKeys.joined(separator: ", ")) dans \(into)/.data, mode 0600")
        }
        if isInDatabase { lines.append("base           journal et coffre y sont") }
        lines.append(
            "ensuite        \(isInDatabase ? "DATABASE_URL=postgres://… " : "")EAF_EVENTLOG_DIR=\(into)/eventlog EAF_DATA_DIR=\(into)/.data eaf serve"
        )
        return lines
    }
}
