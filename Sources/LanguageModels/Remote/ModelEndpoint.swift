import Foundation

/// Where a model is, and on what terms.
public struct ModelEndpoint: Sendable {
    /// The interfaces that are spoken.
    public enum Service: String, Sendable, CaseIterable {
        case openai, gemini, mistral, ollama

        /// The provider's own address.
        public var base: String {
            switch self {
            case .openai: "https://api.openai.com/v1"
            case .gemini: "https://generativelanguage.googleapis.com"
            case .mistral: "https://api.mistral.ai/v1"
            case .ollama: "http://127.0.0.1:11434/v1"
            }
        }
    }

    public var service: Service
    /// Without a final slash.
    public var base: String
    public var key: String?
    public var model: String
    public var price: ModelPrice
    /// Whether the model is shown pages where its interface can carry them.
    public var showsFiles: Bool
    /// Of Gemini's interface.
    public var version: String
    /// One exchange.
    public var timeoutSeconds: Int
    /// Exchanges at once.
    public var concurrency: Int

    public init(
        service: Service, base: String, key: String?, model: String, price: ModelPrice, showsFiles: Bool,
        version: String,
        timeoutSeconds: Int, concurrency: Int
    ) {
        self.service = service
        self.base = base
        self.key = key
        self.model = model
        self.price = price
        self.showsFiles = showsFiles
        self.version = version
        self.timeoutSeconds = timeoutSeconds
        self.concurrency = concurrency
    }

    /// Who reads what is sent: the interface and the host, as in `mistral (api.mistral.ai)`.
    public var recipient: String { "\(service.rawValue) (\(Self.host(of: base)))" }

    /// Whether the address is of a machine of one's own, or of one's own network: then nothing leaves the house. What stands behind a
    /// relay there, an address does not say.
    public var isInHouse: Bool { HostName(Self.host(of: base)).isInHouse }

    private static func host(of base: String) -> String { URL(string: base)?.host(percentEncoded: false) ?? base }

    var dialect: any ModelDialect {
        switch service {
        case .openai: chat(outputLimit: "max_completion_tokens", temperature: nil)
        case .mistral, .ollama: chat(outputLimit: "max_tokens", temperature: 0.2)
        case .gemini:
            GeminiDialect(base: base, version: version, key: key ?? "", model: model, readsFiles: showsFiles)
        }
    }

    private func chat(outputLimit: String, temperature: Double?) -> ChatDialect {
        ChatDialect(
            base: base, key: key, model: model,
            variant: .init(outputLimit: outputLimit, temperature: temperature, readsPictures: showsFiles))
    }
}
