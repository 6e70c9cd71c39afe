@testable import API

/// The configuration from an environment, and what is wrong with it.
enum Reading {
    static let masterKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"

    static func configuration(
        _ environment: [String: String], overrides: [String: String] = [:]
    ) throws -> ServerConfiguration {
        try EnvironmentReader(environment: environment, overrides: overrides).configuration()
    }

    static func issues(
        _ environment: [String: String], overrides: [String: String] = [:]
    ) -> [ConfigurationError.Issue] {
        do throws(ConfigurationError) {
            _ = try EnvironmentReader(environment: environment, overrides: overrides).configuration()
            return []
        } catch {
            return error.issues
        }
    }

    /// The names in the issues, sorted.
    static func refused(_ environment: [String: String], overrides: [String: String] = [:]) -> [String] {
        issues(environment, overrides: overrides).map(\.variable).sorted()
    }
}
