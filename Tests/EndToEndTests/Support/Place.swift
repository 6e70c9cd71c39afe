import Foundation

/// A folder for one test: the log, the data beside it, and what its processes said. It goes away with its owner.
final class Place: Sendable {
    let path: String

    var log: String { path + "/log" }
    var data: String { path + "/data" }
    var segments: String { log + "/segments" }
    var blobs: String { data + "/uploads/copies" }

    init() throws {
        // Short, so that the control socket's path has room.
        path = "/tmp/eaf-e2e-\(UUID().uuidString.prefix(12).lowercased())"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// What a process of this place is told. Every client has an address of its own, behind a proxy that is trusted.
    var environment: [String: String] {
        [
            "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PORT": "0", "EAF_EVENTLOG_DIR": log, "EAF_DATA_DIR": data,
            "TRUSTED_PROXIES": "127.0.0.1",
        ]
    }

    /// Another place with the same files.
    func copy() throws -> Place {
        let other = try Place()
        // What a killed server left behind.
        try? FileManager.default.removeItem(atPath: data + "/control.sock")
        for (from, to) in [(log, other.log), (data, other.data)] {
            try FileManager.default.copyItem(atPath: from, toPath: to)
        }
        return other
    }

    /// Path, below the place, and content of every file of log and data; sockets and the like are left out.
    func files() throws -> [String: Data] {
        var files: [String: Data] = [:]
        for folder in ["log", "data"] {
            for name in try FileManager.default.subpathsOfDirectory(atPath: "\(path)/\(folder)") {
                let relative = "\(folder)/\(name)"
                let kind = try FileManager.default.attributesOfItem(atPath: "\(path)/\(relative)")[.type]
                guard kind as? FileAttributeType == .typeRegular else { continue }
                files[relative] = try Data(contentsOf: URL(filePath: "\(path)/\(relative)"))
            }
        }
        return files
    }

    /// The paths of the segments, oldest first.
    func segmentPaths() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: segments).filter { $0.hasSuffix(".jsonl") }.sorted()
            .map { "\(segments)/\($0)" }
    }

    /// Changes the bytes of the newest segment.
    func rewriteLastSegment(_ change: (inout Data) throws -> Void) throws {
        let path = try segmentPaths().last ?? ""
        var bytes = try Data(contentsOf: URL(filePath: path))
        try change(&bytes)
        try bytes.write(to: URL(filePath: path))
    }
}
