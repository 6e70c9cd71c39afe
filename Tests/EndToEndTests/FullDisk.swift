import Foundation
import Glibc
import Testing

/// A server whose files can be kept from growing, and the way to do it.
struct FullDisk {
    enum Means: String, CaseIterable, Sendable {
        /// The process may not make any file longer: writes fail with EFBIG. Anybody may set that.
        case fileSizeLimit
        /// A small file system in memory, in a mount namespace of the server's own: writes fail with ENOSPC.
        case smallDisk

        /// What this computer lets tests do. A limit on file sizes can be set everywhere.
        static let available: [Means] = isMountingAllowed ? allCases : [.fileSizeLimit]

        private static var isMountingAllowed: Bool {
            let process = try? SpawnedProcess(
                "/usr/bin/unshare", ["-Urm", "/bin/sh", "-c", "mount -t tmpfs -o size=4m none /mnt"],
                environment: [:], output: "/dev/null", errors: "/dev/null")
            return process?.waitUntilEnd() == .exited(0)
        }
    }

    private let means: Means
    private let place: Place
    let server: RunningServer

    init(_ means: Means, at place: Place) async throws {
        self.means = means
        self.place = place
        switch means {
        case .fileSizeLimit: server = try await RunningServer(place)
        case .smallDisk:
            let disk = place.path + "/disk"
            try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: false)
            server = try await RunningServer(
                place, environment: ["EAF_EVENTLOG_DIR": disk + "/log", "EAF_DATA_DIR": disk + "/data"],
                wrapper: [
                    "/usr/bin/unshare", "-Urm", "/bin/sh", "-c",
                    "mount -t tmpfs -o size=4m,mode=700 none \(disk) && exec \"$@\"", "sh",
                ])
        }
    }

    /// The disk as the server sees it.
    private var disk: String { "/proc/\(server.child.pid)/root\(place.path)/disk" }

    func fill() async throws {
        switch means {
        case .fileSizeLimit: try await limit("0")
        case .smallDisk: _ = try await Binary.bash("dd if=/dev/zero of=\(disk)/ballast bs=4k", at: place)
        }
    }

    func makeRoom() async throws {
        switch means {
        case .fileSizeLimit: try await limit("unlimited")
        case .smallDisk: try FileManager.default.removeItem(atPath: disk + "/ballast")
        }
    }

    private func limit(_ bytes: String) async throws {
        let outcome = try await Binary.bash("prlimit --pid \(server.child.pid) --fsize=\(bytes):unlimited", at: place)
        try #require(outcome.status == 0, "\(outcome.errors)")
    }

    /// Kills the server and starts one on what its disk holds.
    func restarted() async throws -> RunningServer {
        if means == .smallDisk {
            // While the server does nothing; its disk goes with it.
            let outcome = try await Binary.bash("cp -a \(disk)/log \(disk)/data \(place.path)", at: place)
            try #require(outcome.status == 0, "\(outcome.errors)")
        }
        try await server.kill()
        return try await RunningServer(place)
    }
}
