import Synchronization
import Testing

/// One pupil in two browsers, each at a node of its own, that send the same request under the same key at the same moment.
final class Twins: Sendable {
    private struct Memory {
        var browsers: [Client] = []
        /// The ids that were answered, by key.
        var answers: [String: [String]] = [:]
        var oddities: [String] = []
    }

    let email: String
    private let origins: [String]
    private let memory = Mutex(Memory())

    init(_ email: String, at origins: [String]) {
        self.email = email
        self.origins = origins
    }

    /// In how many rounds both were answered.
    var rounds: Int { memory.withLock { $0.answers.values.count { $0.count == 2 } } }

    /// Registers at the first node.
    func register() async throws {
        let client = Client(origin: origins[0])
        let answer = try await client.register(email, "phrase-de-\(email)", "Jumelle")
        try #require(answer.status == 201, "\(answer.text)")
        memory.withLock { $0.browsers = origins.map { client.at($0) } }
    }

    /// Asks for an épreuve in both browsers at once; false when neither is answered any more.
    func ask(_ key: String) async -> Bool {
        let browsers = memory.withLock { $0.browsers }
        let statuses = await withTaskGroup(of: Int?.self) { group in
            for browser in browsers { group.addTask { await self.ask(browser, key, remembers: true).status } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        return statuses.contains { $0 != nil }
    }

    /// Rounds until both nodes are gone, as many as the limit on épreuves allows.
    func act(roundsMax: Int = 18) async {
        do { try await register() } catch { return odd("\(error)") }
        for round in 1...roundsMax {
            guard await ask("\(email)-\(round)") else { return }
            try? await Task.sleep(for: .milliseconds(30))
        }
    }

    /// What does not hold: every request has one answer, whoever gave it, now and afterwards.
    func complaints(at judge: Client) async throws -> [String] {
        let found = memory.withLock { $0 }
        var complaints = found.oddities
        guard let browser = found.browsers.first?.at(judge.origin) else { return complaints }
        for (key, answers) in found.answers {
            let again = await ask(browser, key, remembers: false)
            let ids = Set(answers + [again.id].compactMap(\.self))
            if ids.count > 1 { complaints.append("\(key) was answered with \(ids)") }
        }
        return complaints.map { "\(email): \($0)" }
    }

    private func ask(_ browser: Client, _ key: String, remembers: Bool) async -> (status: Int?, id: String?) {
        let sent = try? await browser.send(
            "POST", "epreuves/generate", ["type": "dissertation", "theme": key], key: key)
        guard let answer = sent else { return (nil, nil) }
        // A database may be gone for a while, and who acts for long is slowed down.
        if ![200, 429, 503].contains(answer.status) { odd(answer.text) }
        guard answer.status == 200 else { return (answer.status, nil) }
        let id = answer["epreuveId"]
        if remembers { memory.withLock { $0.answers[key, default: []].append(id) } }
        return (200, id)
    }

    private func odd(_ text: String) { memory.withLock { $0.oddities.append(text) } }
}
