import Events
import Foundation

/// Google's `generateContent`.
struct GeminiDialect: ModelDialect {
    let base: String
    /// `v1beta`, `v1`: Google's own clients differ.
    let version: String
    let key: String
    let model: String
    let readsFiles: Bool

    var readableFiles: Set<ModelFile.Kind> { readsFiles ? Set(ModelFile.Kind.allCases) : [] }

    func call(_ prompt: ModelPrompt) -> DialectCall {
        DialectCall(
            url: "\(base)/\(version)/models/\(model):generateContent",
            headers: ["Content-Type": "application/json", "Accept": "application/json", "x-goog-api-key": key],
            body: body(prompt))
    }

    private func body(_ prompt: ModelPrompt) -> [UInt8] {
        var out = JSONWriter()
        out.object { out in
            out.key("systemInstruction")
            out.object { out in
                out.key("parts")
                out.array { Self.text(prompt.instructions, to: &$0) }
            }
            out.key("contents")
            out.array { out in
                out.object { out in
                    out.field("role", "user")
                    out.key("parts")
                    out.array { out in
                        Self.text(prompt.material, to: &out)
                        for file in prompt.files { Self.inline(file, to: &out) }
                    }
                }
            }
            out.key("generationConfig")
            out.object { out in
                out.field("temperature", number: 0.2)
                out.field("maxOutputTokens", prompt.outputTokensMax)
                out.field("responseMimeType", "application/json")
                out.key("responseSchema")
                prompt.shape.write(to: &out, in: .gemini)
            }
        }
        return out.bytes
    }

    private static func text(_ text: String, to out: inout JSONWriter) {
        out.object { $0.field("text", text) }
    }

    private static func inline(_ file: ModelFile, to out: inout JSONWriter) {
        out.object { out in
            out.key("inlineData")
            out.object { out in
                out.field("mimeType", file.kind.rawValue)
                out.field("data", Data(file.bytes).base64EncodedString())
            }
        }
    }

    func reply(in body: [UInt8]) throws(ModelFailure) -> DialectReply {
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(body)) else {
            throw ModelFailure(.malformedAnswer, "not an answer of generateContent")
        }
        let tokens = answer.usageMetadata.map { usage in
            ModelTokens(
                input: usage.promptTokenCount ?? 0,
                output: (usage.candidatesTokenCount ?? 0) + (usage.thoughtsTokenCount ?? 0))
        }
        func failure(_ kind: ModelFailure.Kind, _ detail: String) -> ModelFailure {
            ModelFailure(kind, detail, tokens: tokens ?? .none)
        }
        guard let candidate = answer.candidates?.first else {
            if answer.promptFeedback?.blockReason != nil { throw failure(.contentFiltered, "blockReason") }
            throw failure(.emptyAnswer, "no candidate")
        }
        switch candidate.finishReason {
        case "STOP", nil: break
        case "MAX_TOKENS": throw failure(.truncated, "MAX_TOKENS")
        case "RECITATION": throw failure(.recitation, "RECITATION")
        // The reasons grow with the interface: what is new is a refusal too.
        default: throw failure(.contentFiltered, "another finishReason")
        }
        let text = (candidate.content?.parts ?? []).filter { $0.thought != true }.compactMap(\.text).joined()
        guard !text.isEmpty else { throw failure(.emptyAnswer, "no part with text") }
        return DialectReply(text: text, model: answer.modelVersion, tokens: tokens)
    }

    private struct Answer: Decodable {
        struct Candidate: Decodable {
            let content: Content?
            let finishReason: String?
        }
        struct Content: Decodable {
            let parts: [Part]?
        }
        struct Part: Decodable {
            let text: String?
            let thought: Bool?
        }
        struct Feedback: Decodable {
            let blockReason: String?
        }
        struct Usage: Decodable {
            let promptTokenCount: Int?
            let candidatesTokenCount: Int?
            let thoughtsTokenCount: Int?
        }
        let candidates: [Candidate]?
        let promptFeedback: Feedback?
        let usageMetadata: Usage?
        let modelVersion: String?
    }
}
