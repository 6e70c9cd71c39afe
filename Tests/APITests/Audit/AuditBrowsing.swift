import Events
import Foundation
import Testing

@testable import API

/// What the tests of auditing share.
extension TestServer {
    func auditor(_ email: String = "audit@academie.fr") async throws -> Browser {
        try await appointed(.auditeur, email)
    }

    /// Gives the right to see personal values, or takes it away, as the command line does.
    func unsealing(_ mayUnseal: Bool, of email: String = "audit@academie.fr") async throws {
        let request = ControlRequest.setUnsealing(email: email, mayUnseal: mayUnseal)
        _ = try await control.carryOut(request, by: "tests", trace: trace)
    }

    func role(_ role: Role, of email: String = "audit@academie.fr") async throws {
        let request = ControlRequest.setRole(email: email, role: role)
        _ = try await control.carryOut(request, by: "tests", trace: trace)
    }

    /// The lines of the log so far.
    func lines() throws -> [String] { try folder.logText().split(separator: "\n").map(String.init) }

    /// Waits until `isSo`; a test that waits in vain fails.
    func eventually(_ what: String, _ isSo: () throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while try !isSo() {
            try #require(ContinuousClock.now < deadline, "\(what)")
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}

extension Browser {
    static let following = ["Accept": "text/event-stream"]
}

extension Answer {
    var lines: [String] { text.split(separator: "\n").map(String.init) }
    /// The positions of the records in an NDJSON answer.
    var positions: [UInt64] {
        lines.map { line in
            let json = (try? JSONDecoder().decode(JSONValue.self, from: Data(line.utf8))) ?? .null
            return UInt64(json["sequence"].text) ?? 0
        }
    }
    /// The path of the next page, without `/api/v1/`.
    var next: String? {
        header("Link").flatMap { $0.firstMatch(of: /^<\/api\/v1\/(.*)>; rel="next"$/) }.map { String($0.1) }
    }
    /// The ids of the events in a stream that carry data.
    var events: [UInt64] {
        text.components(separatedBy: "\n\n").filter { $0.contains("\ndata: ") }.compactMap { event in
            event.firstMatch(of: /^id: ([0-9]+)\nevent: fr\.eaf\.[a-z_.]+\.v1\ndata: \{/).flatMap { UInt64($0.1) }
        }
    }
}
