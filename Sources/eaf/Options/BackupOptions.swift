import ArgumentParser
import Events
import Foundation
import Replay

/// Where a backup lies, from what the operator wrote.
enum BackupPlace {
    /// A folder or a bucket.
    static func store(at text: String) throws -> any BackupStore {
        try BackupStores.open(text, environment: ProcessInfo.processInfo.environment)
    }

    /// Makes the folder of a backup that has never been written to. Later on a missing folder is a disk that is not mounted.
    static func makeFolder(at text: String, for place: ShipPlace) throws {
        guard !text.hasPrefix("s3://"), !FileManager.default.fileExists(atPath: text), try !place.isKnown else {
            return
        }
        let parent = URL(fileURLWithPath: text).standardizedFileURL.deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: parent) else {
            throw ReplayFailure(.cannotCreate, "« \(parent) », où la sauvegarde doit aller, n'existe pas.")
        }
        try POSIXFiles().makeDirectory(text)
        try POSIXFiles().syncDirectory(parent)
    }

    /// The same, with a few attempts when the place does not answer.
    static func patientStore(at text: String) throws -> any BackupStore {
        PatientStore(try store(at: text), patience: .attempts(5)) { wait in
            StandardError.line("eaf : \(wait.error.remedy) Nouvel essai dans \(Int(wait.seconds.rounded(.up))) s.")
        } sleep: { seconds in
            try await Task.sleep(for: .seconds(seconds))
        }
    }
}

/// Whose signature on a backup is believed.
struct TrustOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Clé publique du journal (GET /api/v1/log/key, ou « eaf log key »).", valueName: "nom+id+base64"))
    var key: String?

    @Flag(
        help:
            "Croire la clé que la sauvegarde nomme elle-même : dit qu'elle est d'un seul tenant, pas d'où elle vient."
    )
    var trustBackupKey = false

    func validate() throws {
        if key != nil, trustBackupKey { throw ValidationError("--key et --trust-backup-key s'excluent.") }
        _ = try key.map { try Self.verifier($0) }
    }

    /// - Parameter directories: where `signing.key` may lie.
    func trust(_ keys: BackupKeys, directories: [String]) throws -> BackupTrust {
        if trustBackupKey { return .anyOne }
        if let key { return .key(try Self.verifier(key)) }
        if let signing = try keys.signing(in: directories) {
            return .key(NoteSigner(name: "eaf", key: signing).verifier)
        }
        throw ReplayFailure(
            .usage,
            "Qui a signé cette sauvegarde ? Donnez --key (la clé publique du journal), EAF_SIGNING_KEY, --keys-from avec "
                + "signing.key, ou --trust-backup-key.")
    }

    private static func verifier(_ text: String) throws -> NoteVerifier {
        do throws(NoteError) { return try NoteVerifier(text) } catch {
            throw ValidationError("--key : \(error.explanation).")
        }
    }
}
