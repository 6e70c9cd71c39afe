import Foundation

/// Reads the variables of an S3 service, and gathers what is wrong with them.
struct S3Environment {
    private static let ownPrefix = "BACKUP_S3_"

    /// More than any key has; keeps a path to a device from being read whole.
    private static let fileBytesMax = 64 << 10

    private let environment: [String: String]
    private let prefix: String
    private(set) var complaints: [String] = []

    init(_ environment: [String: String]) {
        self.environment = environment
        let hasOwn = environment.contains { $0.key.hasPrefix(Self.ownPrefix) && !$0.value.isEmpty }
        prefix = hasOwn ? Self.ownPrefix : "S3_"
    }

    /// A variable's value; nil when it is not set, or breaks its rule.
    ///
    /// - Parameter part: its name after `S3_`.
    mutating func value<Value>(_ part: String, _ rule: String, _ parse: (String) -> Value?) -> Value? {
        let name = prefix + part
        guard let text = text(name) else { return nil }
        if let value = parse(text) { return value }
        complaints.append("\(name) : \(rule).")
        return nil
    }

    /// A variable that has to be set, or to stand in the file that `NAME_FILE` names.
    mutating func secret(_ part: String) -> String {
        let name = prefix + part
        let file = name + "_FILE"
        switch (text(name), text(file)) {
        case (let text?, nil): return text
        case (nil, let path?):
            if let text = Self.read(path), !text.isEmpty { return text }
            complaints.append("\(file) : le fichier ne peut pas être lu, est vide ou dépasse 64 Kio.")
        case (.some, .some): complaints.append("\(name) : \(file) est donnée aussi ; gardez l'une des deux.")
        case (nil, nil):
            complaints.append("\(name) : il en faut une pour s3://… ; elle peut être dans un fichier (\(file)).")
        }
        return ""
    }

    private func text(_ name: String) -> String? {
        let text = environment[name]?.trimmingCharacters(in: .whitespacesAndNewlines)
        return text?.isEmpty == false ? text : nil
    }

    private static func read(_ path: String) -> String? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        guard let bytes = try? file.read(upToCount: fileBytesMax + 1), bytes.count <= fileBytesMax else { return nil }
        return String(data: bytes, encoding: .utf8)?.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
