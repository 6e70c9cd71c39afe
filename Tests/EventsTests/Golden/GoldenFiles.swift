import Foundation

@testable import Events

/// Where the log's public contract lies: `eventlog/` of this checkout.
enum GoldenFiles {
    static let eventlog = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "eventlog")
    static let golden = eventlog.appending(path: "golden/v1")
    static let schemas = eventlog.appending(path: "schemas")

    static func url(of log: GoldenLog) -> URL { golden.appending(path: log.name + ".jsonl") }

    /// The records of a golden log, as stored.
    static func records(of log: GoldenLog) throws -> [Record] {
        let bytes = [UInt8](try Data(contentsOf: url(of: log)))
        return try LineChunk(bytes: bytes, first: LogPosition(1)).records()
    }

    /// The names of files in `folder` that end in `suffix`, without it.
    static func names(in folder: URL, endingIn suffix: String) throws -> Set<String> {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
        return Set(names.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) })
    }

    /// The schema of a stored type.
    static func schema(of type: String) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: schemas.appending(path: type + ".json")))
    }
}
