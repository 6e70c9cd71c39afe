import Foundation

/// What `/proc` says of the processes of this machine.
enum SystemProcesses {
    /// Whether a process has an argument; tests mark theirs with a number of seconds of their own.
    static func exists(withArgument argument: String) -> Bool {
        ids.contains { id in
            read("/proc/\(id)/cmdline").split(separator: "\0").contains { $0 == argument }
        }
    }

    /// Children of this process that ended and were not waited for.
    static var zombies: [Int] {
        ids.filter { id in
            // pid (name) state parent …; a name may hold spaces and parentheses
            let fields = read("/proc/\(id)/stat").split(separator: ")").last?.split(separator: " ") ?? []
            return fields.count > 1 && fields[0] == "Z" && Int(fields[1]) == ownID
        }
    }

    /// Awaits a condition for at most ten seconds and returns whether it came true.
    static func eventually(_ condition: () -> Bool) async -> Bool {
        let deadline = ContinuousClock.now + .seconds(10)
        while !condition() {
            guard ContinuousClock.now < deadline else { return false }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return true
    }

    private static let ownID = Int(ProcessInfo.processInfo.processIdentifier)

    private static var ids: [Int] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap(Int.init)
    }

    private static func read(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
}
