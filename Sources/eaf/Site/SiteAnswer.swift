import Curl
import Foundation

/// What a server answered.
struct SiteAnswer {
    /// `POST auth/login`, for messages.
    let request: String
    let response: CurlResponse

    var status: Int { response.status }
    var text: String { String(decoding: response.body, as: UTF8.self) }
    func header(_ name: String) -> String? { response.values(of: name).first }

    /// The body as a JSON object; empty when it is none.
    var object: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(response.body))) as? [String: Any] ?? [:]
    }

    /// The body of an answer with a status of success.
    var successful: [String: Any] {
        get throws {
            guard (200..<300).contains(status) else { throw unexpected }
            return object
        }
    }

    /// Checks the status.
    ///
    /// - Throws: `SiteFailure` when it is another.
    func expect(_ status: Int) throws {
        guard self.status == status else { throw SiteFailure("\(unexpected.message) (attendu : \(status))") }
    }

    /// The status and what the server says of it.
    var unexpected: SiteFailure {
        let said = object["error"] as? String
        return SiteFailure("\(request) : \(status)\(said.map { " \($0)" } ?? "")")
    }
}

/// Why a visit to a server cannot go on, in French.
struct SiteFailure: Error {
    let message: String
    init(_ message: String) { self.message = message }
}
