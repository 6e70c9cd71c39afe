import Foundation
import Logging

/// A folder only this user can enter, gone when its work ends, well or badly.
struct PrivateFolder: Sendable {
    static let namePrefix = "eaf-lecture-"

    let path: String

    /// Gives the body a new empty folder inside an existing one.
    static func with<Value>(
        under root: String,
        _ body: (PrivateFolder) async throws(ReadingFailure) -> Value
    ) async throws(ReadingFailure) -> Value {
        let folder = PrivateFolder(path: "\(root)/\(namePrefix)\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(
                atPath: folder.path,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            Logger.current.error("cannot make a private folder", metadata: ["error": "\(type(of: error))"])
            throw .unavailable
        }
        defer { folder.remove() }
        return try await body(folder)
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Logged and not thrown: what was read is good, but a page of a pupil may be left behind.
    private func remove() {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            Logger.current.error("cannot remove a private folder", metadata: ["path": "\(path)"])
        }
    }
}
