import Foundation
import Synchronization
import Testing

/// Asks a server that was started again for everything that a pupil was promised.
struct PupilCheck {
    let pupil: Pupil
    private(set) var complaints: [String] = []

    init(_ pupil: Pupil) { self.pupil = pupil }

    /// What is missing, or there twice.
    static func complaints(of pupil: Pupil) async throws -> [String] {
        var check = PupilCheck(pupil)
        try await check.run()
        return (check.complaints + pupil.remembered.oddities).map { "\(pupil.email): \($0)" }
    }

    private mutating func run() async throws {
        guard try await findAccount() else { return }
        try await repeatUnanswered()
        let memory = pupil.remembered
        for browser in [memory.browser] + memory.logins {
            let me = try await browser.get("auth/me")
            expect(me.status == 200 && me["email"] == pupil.email, "a session is gone: \(me.text)")
        }
        let answer = try await memory.browser.get("student/profile")
        let score = Int(answer["targetScore"]) ?? 0
        expect(
            score >= memory.score.acknowledged && score <= memory.score.asked,
            "profile \(score) of \(memory.score)")
        expect(answer["displayName"] == pupil.name, "name \(answer.text)")
        try await checkTimeline(memory)
        try await checkEpreuves(memory)
        try await checkCopies(memory)
    }

    /// An account that was acknowledged is there. One that was not is there, or can be made now.
    private mutating func findAccount() async throws -> Bool {
        let fresh = Client(origin: pupil.browser.origin)
        let login = try await fresh.login(pupil.email, pupil.password)
        if pupil.remembered.isRegistered {
            expect(login.status == 200, "cannot log in: \(login.text)")
            return login.status == 200
        }
        if login.status == 200 {
            pupil.memory.withLock { memory in
                memory.isRegistered = true
                memory.browser = fresh
            }
            return true
        }
        let isMade = try await pupil.register()
        expect(isMade, "neither there nor to be made")
        return isMade
    }

    /// Every request with a key that got no answer is sent again, and one that did.
    private mutating func repeatUnanswered() async throws {
        let memory = pupil.remembered
        for (index, keyed) in memory.epreuves.enumerated() where keyed.answer == nil || index == 0 {
            try await pupil.repeatEpreuve(index)
        }
        for (index, keyed) in memory.copies.enumerated() where keyed.answer == nil || index == 0 {
            try await pupil.repeatCopie(index)
        }
    }

    private mutating func checkTimeline(_ memory: Pupil.Memory) async throws {
        let answer = try await memory.browser.get("memory/timeline?limit=200")
        let entries = answer.object["timeline"] as? [[String: Any]] ?? []
        let told = entries.filter { $0["source"] as? String == "client" }.compactMap { $0["feature"] as? String }
        expect(Set(told).count == told.count, "a gesture is there twice")
        expect(Set(told).isSubset(of: memory.telemetry.asked), "gestures that nobody made")
        guard entries.count < 200 else { return }
        let lost = memory.telemetry.acknowledged.subtracting(told)
        expect(lost.isEmpty, "gestures are lost: \(lost)")
    }

    private mutating func checkEpreuves(_ memory: Pupil.Memory) async throws {
        let found = try await ids("epreuves", "epreuves", "epreuveId")
        expect(
            found.sorted() == memory.epreuves.compactMap(\.answer).sorted(), "épreuves \(found), \(memory.epreuves)")
    }

    private mutating func checkCopies(_ memory: Pupil.Memory) async throws {
        let found = try await ids("copies", "copies", "copieId")
        expect(
            found.sorted() == memory.copies.compactMap(\.answer).sorted(),
            "copies \(found), keys \(memory.copies.map { "\($0.key) \($0.answer ?? "-")" })")
        for copie in memory.copies {
            guard let upload = copie.upload, let id = copie.answer else { continue }
            let path = "epreuves/\(upload.epreuve)/copie/\(id)"
            var last = ""
            do {
                try await eventually("copie \(id) is corrected", withinSeconds: 60) {
                    let answer = try await memory.browser.get(path)
                    last = answer.text
                    let file = answer.object["file"] as? [String: Any]
                    guard file?["sha256"] as? String == upload.file.sha256 else { return false }
                    return answer["status"] == "done" && answer.object["corrections"] as? Int == 1
                }
            } catch let late as Late {
                complaints.append("\(late.what): \(last.prefix(300))")
            }
        }
    }

    private func ids(_ path: String, _ list: String, _ member: String) async throws -> [String] {
        let answer = try await pupil.browser.get(path)
        return (answer.object[list] as? [[String: Any]] ?? []).compactMap { $0[member] as? String }
    }

    private mutating func expect(_ holds: Bool, _ complaint: @autoclosure () -> String) {
        if !holds { complaints.append(complaint()) }
    }
}
