import Foundation
import Testing

/// A backup of a place in a folder beside it, made and restored by the product.
struct Backup {
    let place: Place
    let path: String

    init(of place: Place) {
        self.place = place
        path = place.path + "/backup"
    }

    func ship() async throws {
        let shipped = try await Binary.run("ship", "--to", path, at: place)
        #expect(shipped.status == 0, "\(shipped.output)\(shipped.errors)")
    }

    /// Every object as it is and, where it is compressed, as a stock tool reads it.
    func files() async throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            let whole = "\(path)/\(name)"
            guard try FileManager.default.attributesOfItem(atPath: whole)[.type] as? FileAttributeType == .typeRegular
            else { continue }
            files["backup/\(name)"] = try Data(contentsOf: URL(filePath: whole))
            guard name.hasSuffix(".zst") else { continue }
            let plain = try await Binary.bash("zstd -dc '\(whole)'", at: place)
            #expect(plain.status == 0 && plain.output.contains("fr.eaf."), "\(name): \(plain.errors)")
            files["backup/\(name), opened"] = Data(plain.output.utf8)
        }
        #expect(files.keys.contains { $0.hasSuffix("opened") } && files.keys.contains { $0.contains("/vault/") })
        return files
    }

    /// A place with what a restore brings back.
    func restored(until: String?) async throws -> Place {
        let target = try Place()
        let into = target.path + "/restored"
        var arguments = ["--from", path, "--into", into, "--keys-from", place.data]
        if let until { arguments += ["--until", until, "--reason", "essai"] }
        let quoted = arguments.map { "'\($0)'" }.joined(separator: " ")
        let outcome = try await Binary.bash("$EAF restore \(quoted)", at: place)
        try #require(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        try FileManager.default.moveItem(atPath: into + "/eventlog", toPath: target.log)
        try FileManager.default.moveItem(atPath: into + "/.data", toPath: target.data)
        return target
    }
}
