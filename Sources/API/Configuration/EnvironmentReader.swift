public import S3

/// Reads the configuration from flags and environment variables.
///
/// A flag wins over the environment, and both over the default. A secret `NAME` may stand in a file whose path is in
/// `NAME_FILE`. Unknown `EAF_…` names, empty and malformed values, and values that this release cannot honour are all
/// errors, and all of them are reported at once.
public struct EnvironmentReader: Sendable {
    private let environment: [String: String]
    private let overrides: [String: String]

    /// A reader of `environment`.
    ///
    /// - Parameters:
    ///   - environment: The environment of the process.
    ///   - overrides: The values of flags, by the name of the variable that each one stands for.
    public init(environment: [String: String], overrides: [String: String]) {
        self.environment = environment
        self.overrides = overrides
    }

    /// The configuration.
    ///
    /// - Throws: `ConfigurationError` with everything that is wrong; the process should exit with its `exitCode`.
    public func configuration() throws(ConfigurationError) -> ServerConfiguration {
        var settings = Settings(environment: environment, overrides: overrides)
        let configuration = ServerConfiguration(&settings)
        guard settings.issues.isEmpty else { throw ConfigurationError(issues: settings.issues) }
        return configuration
    }

    /// Where copies are when they are in a bucket; nil: in a folder. Nothing else of the configuration is looked at.
    ///
    /// - Throws: `ConfigurationError` with everything that is wrong with it.
    public func storage() throws(ConfigurationError) -> S3Configuration? {
        var settings = Settings(environment: environment, overrides: overrides)
        let seen = settings.issues.count
        let s3 = ServerConfiguration.s3(settings.value(Variables.storageProvider, .name), &settings)
        let issues = Array(settings.issues.dropFirst(seen)) + settings.issues.prefix(seen).filter(\.isAboutStorage)
        guard issues.isEmpty else { throw ConfigurationError(issues: issues) }
        return s3
    }

    /// Every variable with its value and where that comes from, for people to look at; also when something is wrong.
    public func report() -> ConfigurationReport {
        var settings = Settings(environment: environment, overrides: overrides)
        let configuration = ServerConfiguration(&settings)
        return ConfigurationReport(settings, configuration)
    }
}

extension ConfigurationError.Issue {
    fileprivate var isAboutStorage: Bool { variable.hasPrefix("S3_") || variable == Variables.storageProvider.name }
}
