/// Why an import cannot be made, or did not come to its end, in French.
public struct ImportError: Error, Equatable, Sendable {
    /// The exit status, of sysexits.
    public let exitCode: Int32
    /// For the operator; names files, lines and tables, and holds no personal value.
    public let message: String

    /// The predecessor's data cannot be read.
    static func bad(_ message: String) -> ImportError { ImportError(exitCode: 65, message: message) }

    /// The predecessor's database does not answer as it should.
    static func database(_ message: String) -> ImportError {
        ImportError(exitCode: 69, message: "La base de l'ancien service ne répond pas : \(message)")
    }

    /// It stopped halfway: what was taken stays, and the same command goes on.
    static func stopped(_ message: String) -> ImportError {
        ImportError(
            exitCode: 75, message: "\(message) Ce qui a été repris l'est : relancez la même commande pour continuer.")
    }
}
