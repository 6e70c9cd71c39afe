public import Events
import Foundation
public import Logging
public import S3

/// Everything that the server takes from its environment, as plain values.
///
/// The keys are in `Variables`. Printing a configuration shows no secret.
public struct ServerConfiguration: Sendable {
    /// Where the master key comes from.
    public enum MasterKeySource: Sendable {
        /// `EAF_MASTER_KEY`.
        case given(MasterKey)
        /// A file that is made at the first start.
        case file(path: String)
    }

    /// Where the key that signs checkpoints comes from.
    public enum SigningKeySource: Sendable {
        /// `EAF_SIGNING_KEY`.
        case given(SigningKey)
        /// A file that is made at the first start.
        case file(path: String)
    }

    public var host: String
    /// 0 takes a free one.
    public var port: Int
    /// Nil: no metrics are served.
    public var metricsPort: Int?
    /// Nil: `http://HOST:PORT`, see `origin(boundPort:)`.
    public var publicOrigin: PublicOrigin?
    public var trustedProxies: [IPRange]
    public var eventlogDirectory: String
    public var dataDirectory: String
    public var logName: String
    /// A segment of the log is closed when it has reached this size.
    public var segmentBytesMax: Int
    public var masterKey: MasterKeySource
    public var signingKey: SigningKeySource
    /// Who is asked to cosign checkpoints.
    public var witnesses: [WitnessAddress]
    /// Where log and vault are; nil: in files.
    public var database: DatabasePlace?
    /// What this node is called where several share a log.
    public var nodeName: String
    /// How long a worker has a copie to itself.
    public var leaseSeconds: Int
    public var cookieSecret: Secret?
    public var cookieSecure: Bool
    public var storageProvider: StorageProvider
    /// Where copies are; nil: in a folder of `dataDirectory`.
    public var s3: S3Configuration?
    public var uploadBytesMax: Int
    public var llmProvider: LLMProvider
    /// Nil for the embedded corrector.
    public var model: ModelConfiguration?
    public var embeddingsProvider: EmbeddingsProvider
    /// Nil when the search goes by words alone.
    public var embeddings: EmbeddingsConfiguration?
    /// Of a passage of the reference corpus, at most.
    public var passageWords: Int
    public var isWorkerEnabled: Bool
    public var workerConcurrency: Int
    public var shutdownSeconds: Int
    public var logLevel: Logger.Level
    /// What does not stop the start, and should be logged once.
    public var notices: [ConfigurationError.Issue]

    /// Where the tree over the log, and what was signed of it, are kept.
    public var treePlace: TreePlace { TreePlace(eventlog: eventlogDirectory, data: dataDirectory) }

    /// The origin under which browsers see the site, once the port is known.
    public func origin(boundPort: Int) -> PublicOrigin {
        publicOrigin ?? PublicOrigin(isSecure: false, host: host, port: boundPort)
    }
}

extension ServerConfiguration {
    /// The name of the master key's file under the data directory.
    static let masterKeyFile = "master.key"
    /// The name of the signing key's file under the data directory.
    static let signingKeyFile = "signing.key"

    /// Reads every variable; what breaks a rule is noted in `settings` and stands here by its default.
    init(_ settings: inout Settings) {
        host = settings.value(Variables.host, .host)
        port = settings.value(Variables.port, .number(0...65_535))
        let metricsPort = settings.value(Variables.metricsPort, .number(0...65_535))
        self.metricsPort = metricsPort == 0 ? nil : metricsPort
        publicOrigin = settings.optional(Variables.publicOrigin, .origin)
        trustedProxies = settings.optional(Variables.trustedProxies, .proxies) ?? []
        eventlogDirectory = settings.value(Variables.eventlogDirectory, .directory)
        dataDirectory = settings.value(Variables.dataDirectory, .directory)
        logName = settings.value(Variables.logName, .logName)
        segmentBytesMax = settings.value(Variables.segmentSize, .number(1...1_024)) << 20
        let key = settings.optional(Variables.masterKey, .masterKey)
        masterKey = key.map { .given($0) } ?? .file(path: dataDirectory + "/" + Self.masterKeyFile)
        let signing = settings.optional(Variables.signingKey, .signingKey)
        signingKey = signing.map { .given($0) } ?? .file(path: dataDirectory + "/" + Self.signingKeyFile)
        witnesses = settings.optional(Variables.witnesses, .witnesses) ?? []
        _ = settings.optional(Variables.backupKey, .masterKey)
        let url = settings.optional(Variables.databaseURL, .databaseURL)
        let direct = settings.optional(Variables.directURL, .databaseURL)
        database = url.map { DatabasePlace(url: $0, directURL: direct) }
        nodeName = settings.optional(Variables.nodeName, .logName) ?? Self.nodeNameHere
        leaseSeconds = settings.value(Variables.leaseSeconds, .number(10...3_600))
        cookieSecret = settings.optional(Variables.cookieSecret, .cookieSecret)
        let cookieSecure = settings.optional(Variables.cookieSecure, .trueOrFalse)
        self.cookieSecure = true
        storageProvider = settings.value(Variables.storageProvider, .name)
        s3 = Self.s3(storageProvider, &settings)
        uploadBytesMax = settings.value(Variables.maxUploadSize, .number(1...200)) << 20
        llmProvider = settings.value(Variables.llmProvider, .name)
        embeddingsProvider = settings.value(Variables.embeddingsProvider, .name)
        model = ModelConfiguration(llmProvider, embeddings: embeddingsProvider, &settings)
        embeddings = EmbeddingsConfiguration(embeddingsProvider, sharedWith: llmProvider, &settings)
        passageWords = settings.value(Variables.passageWords, .number(50...2_000))
        isWorkerEnabled = settings.value(Variables.worker, .trueOrFalse)
        workerConcurrency = settings.value(Variables.workerConcurrency, .number(1...16))
        shutdownSeconds = settings.value(Variables.shutdownSeconds, .number(1...300))
        logLevel = settings.value(Variables.logLevel, .logLevel)
        notices = []
        decideCookies(asked: cookieSecure, &settings)
        checkDatabase(direct, &settings)
        notices = settings.notices
    }

    /// A cookie without `Secure` is for http on the loopback only.
    private mutating func decideCookies(asked: Bool?, _ settings: inout Settings) {
        let origin = origin(boundPort: port)
        let isOriginLocal = HostName.isLoopback(origin.host)
        let isLocal = isOriginLocal && HostName.isLoopback(host)
        if asked == false, !isLocal {
            settings.refuse(
                Variables.cookieSecure,
                "false n'est admis que si HOST et PUBLIC_ORIGIN sont sur la boucle locale ; mettez true ou retirez-la"
            )
        }
        cookieSecure = asked ?? (origin.isSecure || !isLocal)
        if cookieSecure, !origin.isSecure, !isOriginLocal {
            settings.note(
                Variables.publicOrigin.name,
                "l'origine du site n'est pas en https : les navigateurs n'y renverront pas les cookies Secure")
        }
    }

    /// Several processes of one machine are told apart.
    private static var nodeNameHere: String {
        let host = ProcessInfo.processInfo.hostName.prefix { $0 != "." }.lowercased().prefix(24)
        return "\(host)-\(ProcessInfo.processInfo.processIdentifier)"
    }

    private func checkDatabase(_ direct: Secret?, _ settings: inout Settings) {
        if direct != nil, settings.given[Variables.databaseURL.name] == nil {
            settings.refuse(Variables.directURL, "DATABASE_URL manque ; donnez-la aussi, ou retirez la variable")
        }
        if database != nil, storageProvider == .local {
            settings.note(
                Variables.storageProvider.name,
                "les copies sont dans EAF_DATA_DIR/uploads : plusieurs nœuds doivent partager ce dossier")
        }
    }
}
