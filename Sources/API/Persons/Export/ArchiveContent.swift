import Events
import Foundation
import Logging
import Projections

/// What goes into the files of a person's archive. The members are those of the API's answers.
struct ArchiveContent {
    let person: PersonID
    let state: ReadModels
    let backend: Backend
    let texts: CopieContents
    let made: Timestamp

    private var keys: OwnKey { OwnKey(person: person, keys: backend.library.keys) }

    /// - Throws: a `Problem` when the person was erased in the meantime.
    func account() throws -> [UInt8] {
        try pretty(ExportedAccount(person, in: state, backend: backend))
    }

    func epreuves() throws -> [UInt8] {
        let bodies = try state.epreuves.ownedBy(person).compactMap { epreuve in
            try backend.library.generated(epreuve).map { EpreuveBody(epreuve, $0) }
        }
        return try pretty(["epreuves": bodies])
    }

    func copie(_ copie: HandedInCopie) async throws -> [UInt8] {
        let corrections = try copie.corrections.compactMap { given in
            try CorrectionBody(at: given.position, comment: nil, in: backend.library).map {
                ExportedCorrection(correctedAt: given.time.milliseconds, correction: $0)
            }
        }
        let body = try await CopieBody(
            copie, by: Authors(accounts: state.accounts, library: backend.library), texts: texts)
        return try pretty(ExportedCopie(copie: body, corrections: corrections))
    }

    /// The file of a copie as it was handed in, or a word on why it cannot be given.
    func file(of copie: HandedInCopie) async throws -> (name: String, bytes: [UInt8]) {
        let uploaded: CopieUploaded? =
            if case .copie(.uploaded(let data)) = try backend.library.event(at: copie.uploadedAt).event { data } else
            {
                nil
            }
        do throws(BlobError) {
            guard let uploaded, let address = BlobAddress(copie.blob) else { throw .notFound }
            let bytes = try await texts.blobs.bytes(of: address, owner: person, bytesMax: uploaded.bytes)
            return ("copie.\(Self.suffix(of: uploaded.fileType))", bytes)
        } catch {
            // A device that refuses may answer the next time; a file that is lost must not keep the rest from its owner.
            switch error {
            case .io, .unavailable: throw error
            case .notFound, .damaged, .otherKey, .noKey, .tooLarge, .diskFull: break
            }
            Logger.current.error("cannot give out the file of a copie", metadata: error.logMetadata)
            return (
                "FICHIER-MANQUANT.txt",
                Array("Le fichier de cette copie est introuvable ou abîmé sur le serveur.\n".utf8)
            )
        }
    }

    private static func suffix(of type: String) -> String {
        switch CopieFileType.accepting(type) {
        case .jpeg: "jpg"
        case .png: "png"
        case .webp: "webp"
        case .pdf: "pdf"
        case nil: "bin"
        }
    }

    /// A record as it stands in the log and, beside it, its personal values opened.
    func line(of record: Record) throws -> [UInt8] {
        try Unsealed(record, keys: keys).json(of: record) + [0x0A]
    }

    /// The record as the timeline shows it; empty when it is no action of the person.
    func activityLine(of record: Record) throws -> [UInt8] {
        guard record.actor.user == person else { return [] }
        let event = try EventCatalog.current.event(of: record, opening: keys)
        guard let entry = TimelineEntry(record, event, of: person) else { return [] }
        return try CanonicalJSON.encode(entry) + [0x0A]
    }

    private func pretty(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(value)) + [0x0A]
    }

    /// The key of one person and of nobody else: a record may concern two.
    private struct OwnKey: KeyRing {
        let person: PersonID
        let keys: any KeyRing

        func key(for other: PersonID) -> PersonKey? { other == person ? keys.key(for: person) : nil }
    }
}
