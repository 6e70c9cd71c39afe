import Foundation

extension PrivateFolder {
    /// Removes the folders that a killed process left inside `root`, and returns how many there were.
    ///
    /// For the start of a process that has `root` to itself, before anything is read: a copie in clear must not
    /// outlive a crash.
    static func removeLeftovers(under root: String) throws -> Int {
        let names = try FileManager.default.contentsOfDirectory(atPath: root).filter { $0.hasPrefix(namePrefix) }
        for name in names { try FileManager.default.removeItem(atPath: "\(root)/\(name)") }
        return names.count
    }
}
