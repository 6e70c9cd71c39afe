import Foundation

/// What an answer with another status than 200 says: `{"error":{…}}` of OpenAI and Gemini, or the flat form of Mistral.
///
/// The provider's message is not kept: it may repeat parts of the prompt.
struct ProviderError: Equatable {
    /// Stable codes and reasons, as far as they look like names.
    let codes: [String]
    /// Of Google's `RetryInfo`.
    let retryDelaySeconds: Double?

    init(in body: [UInt8]) {
        let data = Data(body)
        let decoder = JSONDecoder()
        let whole =
            (try? decoder.decode(Envelope.self, from: data))
            ?? (try? decoder.decode([Envelope].self, from: data))?.first
        let error = whole?.error ?? (try? decoder.decode(Fields.self, from: data))
        let details = error?.details ?? []
        let quotas = details.flatMap { $0.violations ?? [] }.compactMap(\.quotaId)
        codes = ([error?.code?.text, error?.type, error?.status] + details.map(\.reason) + quotas)
            .compactMap { $0 }.filter { $0.wholeMatch(of: /[A-Za-z0-9_.-]{1,80}/) != nil }
        retryDelaySeconds = details.compactMap(\.retryDelay).first.flatMap { delay in
            delay.hasSuffix("s") ? Double(delay.dropLast()) : nil
        }
    }

    /// Waiting a little does not help: there is no money, or the day is used up.
    var isOutOfMoney: Bool {
        codes.contains { code in
            ["insufficient_quota", "billing_hard_limit_reached", "billing_not_active"].contains(code)
                || code.contains("PerDay")
        }
    }

    var isBadKey: Bool { codes.contains { ["API_KEY_INVALID", "invalid_api_key"].contains($0) } }

    private struct Envelope: Decodable {
        let error: Fields
    }

    private struct Fields: Decodable {
        let code: Code?
        let type: String?
        let status: String?
        let details: [Detail]?
    }

    private struct Detail: Decodable {
        struct Violation: Decodable {
            let quotaId: String?
        }
        let reason: String?
        let retryDelay: String?
        let violations: [Violation]?
    }

    /// A name with some, a number with others.
    private struct Code: Decodable {
        let text: String?

        init(from decoder: any Decoder) throws {
            text = try? decoder.singleValueContainer().decode(String.self)
        }
    }
}
