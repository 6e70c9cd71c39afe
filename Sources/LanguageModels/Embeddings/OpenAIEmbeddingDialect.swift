import Events
import Foundation

/// `POST embeddings` as OpenAI has it; Mistral, Ollama and others speak it at their own addresses.
struct OpenAIEmbeddingDialect: EmbeddingDialect {
    let base: String
    let key: String?
    let model: String

    func call(_ texts: [String], as role: EmbeddingRole) -> DialectCall {
        var headers = ["Content-Type": "application/json", "Accept": "application/json"]
        if let key { headers["Authorization"] = "Bearer \(key)" }
        var out = JSONWriter()
        out.object { out in
            out.field("model", model)
            out.key("input")
            out.array { out in
                for text in texts { out.string(prefix(role) + text) }
            }
        }
        return DialectCall(url: "\(base)/embeddings", headers: headers, body: out.bytes)
    }

    /// What the model's makers want before each text: nomic-embed-text and the E5 family were trained with it.
    private func prefix(_ role: EmbeddingRole) -> String {
        let name = model.lowercased()
        switch role {
        case .question where name.contains("nomic-embed"): return "search_query: "
        case .passage where name.contains("nomic-embed"): return "search_document: "
        case .question where name.contains("e5-"): return "query: "
        case .passage where name.contains("e5-"): return "passage: "
        default: return ""
        }
    }

    func reply(in body: [UInt8]) throws(ModelFailure) -> EmbeddingReply {
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(body)) else {
            throw ModelFailure(.malformedAnswer, "not embeddings")
        }
        let sorted = answer.data.enumerated().sorted {
            ($0.element.index ?? $0.offset) < ($1.element.index ?? $1.offset)
        }
        return EmbeddingReply(
            vectors: sorted.map(\.element.embedding), model: answer.model,
            tokens: answer.usage?.prompt_tokens ?? answer.usage?.total_tokens)
    }

    // The names are the wire's.
    private struct Answer: Decodable {
        struct Item: Decodable {
            let index: Int?
            let embedding: [Float]
        }
        struct Usage: Decodable {
            let prompt_tokens: Int?
            let total_tokens: Int?
        }
        let data: [Item]
        let model: String?
        let usage: Usage?
    }
}
