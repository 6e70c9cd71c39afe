import Events
import Projections

/// A récépissé as the API answers it.
struct RecepisseBody: Encodable {
    /// The record that says so.
    struct Journal: Encodable {
        let origine: String
        let position: LogPosition
        /// The public key (vkey).
        let cle: String
        /// The line, byte for byte.
        let enregistrement: String
    }

    struct PointDeControle: Encodable {
        let taille: UInt64
        /// Base 64.
        let racine: String
    }

    let copieId: CopieID
    let epreuveId: EpreuveID
    let deposeLe: String
    @Nullable var eleve: String?
    let fichier: FileBody
    let journal: Journal
    let pointDeControle: PointDeControle
    /// The content of `recepisse.tlog-proof` (C2SP tlog-proof).
    let preuve: String
    /// Ready to be printed.
    let texte: String

    init(_ recepisse: Recepisse) {
        copieId = recepisse.copie.id
        epreuveId = recepisse.copie.epreuve
        deposeLe = recepisse.handedInAt.milliseconds
        eleve = recepisse.name
        fichier = FileBody(recepisse.upload)
        journal = Journal(
            origine: recepisse.checkpoint.origin, position: recepisse.record.position, cle: recepisse.key,
            enregistrement: String(decoding: recepisse.record.line, as: UTF8.self))
        pointDeControle = PointDeControle(
            taille: recepisse.checkpoint.size, racine: recepisse.checkpoint.root.base64)
        preuve = recepisse.proof.text
        texte = recepisse.text
    }
}
