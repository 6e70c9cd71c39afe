import Curl
import Synchronization

/// A pupil who acts without pause until the server is gone, and remembers what was asked for and what was acknowledged.
final class Pupil: Sendable {
    /// A request with an idempotency key; `answer` is the id in the answer, nil while there is none.
    struct Keyed: Sendable {
        let key: String
        var answer: String?
        /// The épreuve and the file of a copie.
        var upload: (epreuve: String, file: SampleCopie)?
    }

    struct Memory: Sendable {
        var isRegistered = false
        /// The browser, and those of further log-ins.
        var browser: Client
        var logins: [Client] = []
        var score = (asked: 0, acknowledged: 0)
        var telemetry = (asked: Set<String>(), acknowledged: Set<String>())
        var epreuves: [Keyed] = []
        var copies: [Keyed] = []
        /// Answers that nobody should get.
        var oddities: [String] = []
    }

    let email: String
    let password: String
    let name: String
    private let uploads: [SampleCopie]
    /// Whether 503 and 429 are answers: a database may be gone for a while, and who acts for long is slowed down.
    private let mayWait: Bool
    let memory: Mutex<Memory>

    /// - Parameter uploads: the copies to hand in, one an épreuve.
    init(_ email: String, at origin: String, uploads: [SampleCopie], mayWait: Bool = false) {
        self.mayWait = mayWait
        self.email = email
        password = "phrase-de-\(email)"
        name = "Élève \(email.prefix { $0 != "@" })"
        self.uploads = uploads
        memory = Mutex(Memory(browser: Client(origin: origin)))
    }

    var remembered: Memory { memory.withLock { $0 } }
    var browser: Client { memory.withLock { $0.browser } }

    /// Goes to the server at another address, with every browser.
    func move(to origin: String) {
        memory.withLock { memory in
            memory.browser = memory.browser.at(origin)
            memory.logins = memory.logins.map { $0.at(origin) }
        }
    }

    /// Registers, then acts at random; ends with the server.
    func act(_ random: SeededGenerator) async {
        var random = random
        do {
            guard try await register() else { return }
            for count in 1... { try await step(count, &random) }
        } catch is CurlError {
            return
        } catch {
            odd("\(error)")
        }
    }

    /// Whether the account is there now, and is this pupil's.
    func register() async throws -> Bool {
        let answer = try await browser.register(email, password, name)
        if answer.status == 201 { memory.withLock { $0.isRegistered = true } }
        if answer.status != 201, answer.status != 409, !(mayWait && answer.status == 503) {
            odd("register \(answer.text)")
        }
        return answer.status == 201
    }

    private func step(_ count: Int, _ random: inout SeededGenerator) async throws {
        switch Int.random(in: 0..<10, using: &random) {
        case 0...2: try await changeProfile()
        case 3...5: try await tell("geste-\(random.next())")
        case 6: try await login()
        case 7...8: try await generate("cle-\(random.next())")
        default: try await handIn("copie-\(random.next())")
        }
    }

    func changeProfile() async throws {
        let score = memory.withLock { memory in
            memory.score.asked += 1
            return memory.score.asked
        }
        let answer = try await browser.send("PUT", "student/profile", ["targetScore": "\(score)"])
        guard expect(200, answer) else { return }
        memory.withLock { $0.score.acknowledged = score }
    }

    func tell(_ feature: String) async throws {
        memory.withLock { _ = $0.telemetry.asked.insert(feature) }
        let answer = try await browser.send("POST", "memory/events", ["type": "interaction", "feature": feature])
        guard expect(201, answer) else { return }
        memory.withLock { _ = $0.telemetry.acknowledged.insert(feature) }
    }

    private func login() async throws {
        guard remembered.logins.count < 2 else { return }
        let other = Client(origin: browser.origin)
        guard expect(200, try await other.login(email, password)) else { return }
        memory.withLock { $0.logins.append(other) }
    }

    func generate(_ key: String) async throws {
        guard remembered.epreuves.count < 12 else { return }
        memory.withLock { $0.epreuves.append(Keyed(key: key)) }
        try await repeatEpreuve(remembered.epreuves.count - 1)
    }

    /// Sends the request of an épreuve, for the first time or again.
    func repeatEpreuve(_ index: Int) async throws {
        let keyed = remembered.epreuves[index]
        let answer = try await browser.send(
            "POST", "epreuves/generate", ["type": "dissertation", "theme": keyed.key], key: keyed.key)
        guard expect(200, answer) else { return }
        settle(\.epreuves, index, answer["epreuveId"])
    }

    func handIn(_ key: String) async throws {
        let memory = remembered
        guard memory.copies.count < uploads.count,
            let epreuve = memory.epreuves.compactMap(\.answer).first(where: { id in
                !memory.copies.contains { $0.upload?.epreuve == id }
            })
        else { return }
        self.memory.withLock { $0.copies.append(Keyed(key: key, upload: (epreuve, uploads[memory.copies.count]))) }
        try await repeatCopie(memory.copies.count)
    }

    /// Sends the request of a copie, for the first time or again.
    func repeatCopie(_ index: Int) async throws {
        let keyed = remembered.copies[index]
        guard let upload = keyed.upload else { return }
        let answer = try await browser.handIn(upload.file, epreuve: upload.epreuve, key: keyed.key)
        guard expect(202, answer) else { return }
        settle(\.copies, index, answer["copieId"])
    }

    private func settle(_ list: any WritableKeyPath<Memory, [Keyed]> & Sendable, _ index: Int, _ id: String) {
        if let before = remembered[keyPath: list][index].answer, before != id {
            odd("a repeated key answered \(id) after \(before)")
        }
        memory.withLock { $0[keyPath: list][index].answer = id }
    }

    private func expect(_ status: Int, _ answer: Client.Answer) -> Bool {
        if answer.status != status, !(mayWait && [429, 503].contains(answer.status)) { odd(answer.text) }
        return answer.status == status
    }

    func odd(_ text: String) { memory.withLock { $0.oddities.append(text) } }
}
