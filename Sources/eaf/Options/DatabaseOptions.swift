import ArgumentParser
import Foundation
import Replay

/// Which database: the option wins over `DIRECT_URL`, which wins over `DATABASE_URL`; each also as `…_FILE`.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Adresse de la base (par défaut : DIRECT_URL, sinon DATABASE_URL ; le mot de passe plutôt dans PGPASSFILE).",
            valueName: "postgres://…"))
    var database: String?

    /// The database's URL.
    ///
    /// - Throws: `ReplayFailure`, exit status 78, when there is none or its file cannot be read.
    func url() throws -> String {
        if let database { return database }
        if let url = try Self.environment() { return url }
        throw ReplayFailure(.configuration, "Aucune base de données : donnez --database, DIRECT_URL ou DATABASE_URL.")
    }

    /// What the environment says; nil when it says nothing.
    ///
    /// - Throws: `ReplayFailure`, exit status 78, when a file cannot be read.
    static func environment() throws -> String? {
        let environment = ProcessInfo.processInfo.environment
        for name in ["DIRECT_URL", "DATABASE_URL"] {
            if let url = environment[name], !url.isEmpty { return url }
            guard let path = environment[name + "_FILE"], !path.isEmpty else { continue }
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw ReplayFailure(.configuration, "\(name)_FILE : « \(path) » ne se lit pas.")
            }
            return text.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return nil
    }
}
