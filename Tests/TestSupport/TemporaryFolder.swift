import Foundation

/// An empty folder that goes away with its owner.
public final class TemporaryFolder: Sendable {
    public let path: String

    /// Makes a folder.
    public init() throws {
        path = FileManager.default.temporaryDirectory.path + "/eaf-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The names in the folder, sorted.
    public func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

    /// Every file's bytes by relative path. The lock file, which says nothing, is left out.
    public func files() throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) where name != "lock" {
            var isFolder: ObjCBool = false
            _ = unsafe FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
            if !isFolder.boolValue { found[name] = try read(name) }
        }
        return found
    }

    public func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
    }

    public func write(_ bytes: [UInt8], to name: String) throws {
        let whole = path + "/" + name
        try FileManager.default.createDirectory(
            atPath: String(whole[..<(whole.lastIndex(of: "/") ?? whole.endIndex)]), withIntermediateDirectories: true)
        if FileManager.default.fileExists(atPath: whole) { try FileManager.default.removeItem(atPath: whole) }
        try Data(bytes).write(to: URL(fileURLWithPath: whole))
    }

    public func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }

    /// Makes a file one that was closed.
    public func close(_ name: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path + "/" + name)
    }
}
