import LanguageModels

/// The search in the reference corpus.
extension Variables {
    static let embeddingsProvider = Variable(
        "EMBEDDINGS_PROVIDER", .value("none"),
        "fournisseur des vecteurs de la recherche ; none : recherche par les mots seuls")
    static let embeddingsPrice: (variable: Variable, euros: Double) = (
        Variable(
            "EMBEDDINGS_PRICE_EUR", .described("0.2 ; 0 pour ollama"),
            "prix en euros d'un million de jetons lus par le modèle de vecteurs"), 0.2
    )
    static let embeddingsTimeout = Variable(
        "EMBEDDINGS_TIMEOUT_MS", .value("1500"),
        "attente des vecteurs d'une question, en millisecondes ; au-delà, recherche par les mots seuls")
    static let passageWords = Variable(
        "RAG_CHUNK_SIZE", .value("250"), "mots d'un passage des textes de la bibliothèque, au plus")

    static func embeddingModel(of service: ModelEndpoint.Service) -> Variable {
        let (name, model) =
            switch service {
            case .openai: ("OPENAI_EMBEDDING_MODEL", "text-embedding-3-small")
            case .gemini: ("GEMINI_EMBEDDING_MODEL", "gemini-embedding-001")
            // The predecessor's names.
            case .mistral: ("MISTRAL_EMBED_MODEL", "mistral-embed")
            case .ollama: ("OLLAMA_EMBEDDING_MODEL", "nomic-embed-text")
            }
        return Variable(name, .value(model), "modèle de vecteurs de \(service.rawValue)")
    }

    static let search =
        [embeddingsProvider] + ModelEndpoint.Service.allCases.map(embeddingModel(of:))
        + [embeddingsPrice.variable, embeddingsTimeout, passageWords]
}
