import Foundation

/// An empty folder that goes away with its owner.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/eaf-events-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Every file's bytes by relative path. The lock file, which says nothing, is left out.
    func files() throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) where name != "lock" {
            var isFolder: ObjCBool = false
            _ = unsafe FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
            if !isFolder.boolValue { found[name] = try read(name) }
        }
        return found
    }

    func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        let whole = path + "/" + name
        try FileManager.default.createDirectory(
            atPath: String(whole[..<(whole.lastIndex(of: "/") ?? whole.endIndex)]), withIntermediateDirectories: true)
        if FileManager.default.fileExists(atPath: whole) { try FileManager.default.removeItem(atPath: whole) }
        try Data(bytes).write(to: URL(fileURLWithPath: whole))
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }

    /// Makes a file one that was closed.
    func close(_ name: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path + "/" + name)
    }
}
