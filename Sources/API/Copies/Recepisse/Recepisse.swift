import Events
import Projections

/// The *récépissé de dépôt*: what a pupil handed in and when, with the proof that the log says so. Anybody can check it without us.
struct Recepisse {
    let copie: HandedInCopie
    /// The upload's record.
    let record: Record
    let upload: CopieUploaded
    /// Nil when the pupil has given none.
    let name: String?
    let epreuve: EpreuveGenerated
    /// Its extra data is the record's line, so that the file of the proof is enough.
    let proof: TlogProof
    let checkpoint: Checkpoint
    /// The log's public key (vkey).
    let key: String

    /// The name of the proof's file.
    static let proofFile = "recepisse.tlog-proof"

    /// Ready to be printed: plain text, lines of at most 96 characters but for keys and hashes.
    var text: String {
        let time = ParisTime(handedInAt)
        let pages = upload.pages.map { ", \($0) page\($0 > 1 ? "s" : "")" } ?? ""
        return """
            RÉCÉPISSÉ DE DÉPÔT
            EAF Premium, préparation à l'épreuve anticipée de français

            Copie       \(copie.id)
            Élève       \(name ?? "(nom non renseigné)")
            Déposée le  \(time.text) (heure de Paris, UTC+\(time.offsetHours))\(takenOver)
            Épreuve     \(epreuve.type.label)\(sujet)
            Fichier     \(upload.fileType), \(upload.bytes) octets\(pages)
            SHA-256     \(upload.sha256)

            Ce dépôt est l'enregistrement \(record.position) du journal \(checkpoint.origin).
            Le point de contrôle signé couvre \(checkpoint.size) enregistrements, racine \(checkpoint.root.base64).
            Clé publique du journal : \(key)

            Pour vérifier sans nous : gardez votre fichier et la preuve (\(Self.proofFile)), puis
              eaf log check \(Self.proofFile) --key '\(key)'
              sha256sum <votre fichier>
            La commande dit « Conforme » et montre l'enregistrement, dont « sha256 » doit être celui du fichier.

            """
    }

    /// When the copie was handed in; of an imported one, as the former service said.
    var handedInAt: Timestamp { upload.occurredAt ?? record.time }

    /// The log proves when a copie was imported, and not what the former service said.
    private var takenOver: String {
        guard upload.occurredAt != nil else { return "" }
        return "\nReprise le  \(ParisTime(record.time).text), de l'ancien service, qui donnait la date du dépôt"
    }

    private var sujet: String {
        guard let sujet = epreuve.content.value?.sujet, !sujet.isEmpty else { return "" }
        let line = sujet.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return " : " + (line.count > Self.sujetMax ? line.prefix(Self.sujetMax) + "…" : line)
    }

    private static let sujetMax = 70
}
