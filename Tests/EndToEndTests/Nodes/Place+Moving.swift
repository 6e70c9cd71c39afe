import Foundation

extension Place {
    /// Log and data under the names that they have when nobody says otherwise.
    func linkUsualNames() throws {
        for (name, target) in [("eventlog", log), (".data", data)] {
            try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
        }
    }

    /// Another machine with the same keys and the same files of copies, and nothing else.
    func newPlaceWithItsKeys() throws -> Place {
        let new = try Place()
        try FileManager.default.createDirectory(atPath: new.data + "/uploads", withIntermediateDirectories: true)
        for name in ["master.key", "signing.key"] {
            try FileManager.default.copyItem(atPath: data + "/" + name, toPath: new.data + "/" + name)
        }
        try FileManager.default.createSymbolicLink(atPath: new.blobs, withDestinationPath: blobs)
        return new
    }
}
