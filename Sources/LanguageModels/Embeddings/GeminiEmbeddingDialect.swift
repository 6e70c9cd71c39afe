import Events
import Foundation

/// Google's `batchEmbedContents`.
struct GeminiEmbeddingDialect: EmbeddingDialect {
    /// Numbers of a vector: as good as the longest, a quarter of its size (Google recommends 768, 1536 or 3072).
    static let dimensions = 768

    let base: String
    let version: String
    let key: String
    let model: String

    func call(_ texts: [String], as role: EmbeddingRole) -> DialectCall {
        var out = JSONWriter()
        out.object { out in
            out.key("requests")
            out.array { out in
                for text in texts { request(text, role, to: &out) }
            }
        }
        return DialectCall(
            url: "\(base)/\(version)/models/\(model):batchEmbedContents",
            headers: ["Content-Type": "application/json", "Accept": "application/json", "x-goog-api-key": key],
            body: out.bytes)
    }

    private func request(_ text: String, _ role: EmbeddingRole, to out: inout JSONWriter) {
        out.object { out in
            out.field("model", "models/\(model)")
            out.key("content")
            out.object { out in
                out.key("parts")
                out.array { out in out.object { $0.field("text", text) } }
            }
            out.field("taskType", role == .question ? "RETRIEVAL_QUERY" : "RETRIEVAL_DOCUMENT")
            out.field("outputDimensionality", Self.dimensions)
        }
    }

    func reply(in body: [UInt8]) throws(ModelFailure) -> EmbeddingReply {
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(body)) else {
            throw ModelFailure(.malformedAnswer, "not an answer of batchEmbedContents")
        }
        return EmbeddingReply(vectors: answer.embeddings.map(\.values), model: nil, tokens: nil)
    }

    private struct Answer: Decodable {
        struct Item: Decodable {
            let values: [Float]
        }
        let embeddings: [Item]
    }
}
