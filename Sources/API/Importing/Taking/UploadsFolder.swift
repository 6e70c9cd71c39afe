import Foundation

/// The predecessor's folder of uploads, `.data/uploads/copies`: rows name files below it, in paths of several forms.
struct UploadsFolder: Sendable {
    /// The folder, without symbolic links; nil when there is none.
    let path: String?

    init(_ path: String?) {
        guard let path, let resolved = unsafe realpath(path, nil) else {
            self.path = nil
            return
        }
        self.path = unsafe String(cString: resolved)
        unsafe free(resolved)
    }

    /// The file that a row names; nil when it is not there. Never one outside the folder, whatever the row says.
    ///
    /// - Parameter owner: the predecessor's id of the person, whose subfolder is looked in too.
    func file(_ named: String, owner: String) -> String? {
        guard let path else { return nil }
        let parts = named.split { $0 == "/" || $0 == "\\" }.map(String.init).filter { $0 != "." }
        guard let name = parts.last, !parts.contains("..") else { return nil }
        // `uploads/copies/<user>/<file>`, `<user>/<file>`, an absolute path of another machine, or the name alone.
        let below = parts.lastIndex(of: "copies").map { Array(parts[($0 + 1)...]) } ?? parts
        let candidates = [below.joined(separator: "/"), "\(owner)/\(name)", name]
        return candidates.lazy.compactMap { regularFile("\(path)/\($0)") }.first
    }

    private func regularFile(_ candidate: String) -> String? {
        guard let path, let resolved = UploadsFolder(candidate).path, resolved.hasPrefix(path + "/") else {
            return nil
        }
        let type = try? FileManager.default.attributesOfItem(atPath: resolved)[.type] as? FileAttributeType
        return type == .typeRegular ? resolved : nil
    }
}
