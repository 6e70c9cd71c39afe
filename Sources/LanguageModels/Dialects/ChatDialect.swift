import Events
import Foundation

/// OpenAI's chat completions, which Mistral, Ollama and many others speak at their own addresses.
struct ChatDialect: ModelDialect {
    /// Where the servers differ.
    struct Variant: Equatable {
        /// The newer name is OpenAI's; the others know only the older one, and Mistral refuses what it does not know.
        let outputLimit: String
        /// OpenAI's reasoning models accept no temperature but their own.
        let temperature: Double?
        let readsPictures: Bool
    }

    let base: String
    let key: String?
    let model: String
    let variant: Variant

    var readableFiles: Set<ModelFile.Kind> { variant.readsPictures ? [.png, .jpeg, .webp] : [] }

    func call(_ prompt: ModelPrompt) -> DialectCall {
        var headers = ["Content-Type": "application/json", "Accept": "application/json"]
        if let key { headers["Authorization"] = "Bearer \(key)" }
        return DialectCall(url: "\(base)/chat/completions", headers: headers, body: body(prompt))
    }

    private func body(_ prompt: ModelPrompt) -> [UInt8] {
        var out = JSONWriter()
        out.object { out in
            out.field("model", model)
            out.key("messages")
            out.array { out in
                Self.message("system", to: &out) { $0.string(prompt.instructions) }
                Self.message("user", to: &out) { Self.content(of: prompt, to: &$0) }
            }
            out.key("response_format")
            out.object { out in
                out.field("type", "json_schema")
                out.key("json_schema")
                out.object { out in
                    out.field("name", prompt.name)
                    out.field("strict", true)
                    out.key("schema")
                    prompt.shape.write(to: &out, in: .jsonSchema)
                }
            }
            out.key(dynamic: variant.outputLimit)
            out.integer(prompt.outputTokensMax)
            out.field("temperature", number: variant.temperature)
        }
        return out.bytes
    }

    private static func message(_ role: String, to out: inout JSONWriter, content: (inout JSONWriter) -> Void) {
        out.object { out in
            out.field("role", role)
            out.key("content")
            content(&out)
        }
    }

    private static func content(of prompt: ModelPrompt, to out: inout JSONWriter) {
        guard !prompt.files.isEmpty else { return out.string(prompt.material) }
        out.array { out in
            out.object { out in
                out.field("type", "text")
                out.field("text", prompt.material)
            }
            for file in prompt.files {
                out.object { out in
                    out.field("type", "image_url")
                    out.key("image_url")
                    out.object {
                        $0.field("url", "data:\(file.kind.rawValue);base64,\(Data(file.bytes).base64EncodedString())")
                    }
                }
            }
        }
    }

    func reply(in body: [UInt8]) throws(ModelFailure) -> DialectReply {
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(body)) else {
            throw ModelFailure(.malformedAnswer, "not a chat completion")
        }
        let tokens = answer.usage.map {
            ModelTokens(input: $0.prompt_tokens ?? 0, output: $0.completion_tokens ?? 0)
        }
        func failure(_ kind: ModelFailure.Kind, _ detail: String) -> ModelFailure {
            ModelFailure(kind, detail, tokens: tokens ?? .none)
        }
        guard let choice = answer.choices?.first else { throw failure(.emptyAnswer, "no choice") }
        if let refusal = choice.message?.refusal, !refusal.isEmpty { throw failure(.contentFiltered, "refusal") }
        switch choice.finish_reason {
        case "stop", nil: break
        case "length", "model_length": throw failure(.truncated, "finish_reason length")
        case "content_filter": throw failure(.contentFiltered, "finish_reason content_filter")
        default: throw failure(.malformedAnswer, "another finish_reason")
        }
        guard let text = choice.message?.content?.text, !text.isEmpty else {
            throw failure(.emptyAnswer, "no content")
        }
        return DialectReply(text: text, model: answer.model, tokens: tokens)
    }

    // The names are the wire's.
    private struct Answer: Decodable {
        struct Choice: Decodable {
            let message: Message?
            let finish_reason: String?
        }
        struct Message: Decodable {
            let content: Content?
            let refusal: String?
        }
        struct Usage: Decodable {
            let prompt_tokens: Int?
            let completion_tokens: Int?
        }
        let model: String?
        let choices: [Choice]?
        let usage: Usage?
    }

    /// A string, or parts of which the texts count: Mistral's thinking models answer so.
    private struct Content: Decodable {
        struct Part: Decodable {
            let type: String?
            let text: String?
        }
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self.text = text
            } else {
                text = try container.decode([Part].self).filter { $0.type == "text" }.compactMap(\.text).joined()
            }
        }
    }
}
