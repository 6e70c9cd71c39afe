import Foundation
import Testing

/// A ZIP archive, opened by other people's tools.
struct Archive {
    /// What a tool says that will not open it.
    struct NotWhole: Error { let said: String }

    /// Content by name.
    private(set) var files: [String: Data] = [:]

    /// Python's `zipfile` checks checksums and directory, and hands the files out.
    private static let script = """
        import base64, json, sys, zipfile
        archive = zipfile.ZipFile(sys.argv[1])
        assert archive.testzip() is None
        print(json.dumps({i.filename: base64.b64encode(archive.read(i)).decode() for i in archive.infolist()}))
        """

    /// - Throws: when the archive is not whole.
    init(_ bytes: [UInt8]) throws {
        let path = FileManager.default.temporaryDirectory.path + "/eaf-\(UUID().uuidString).zip"
        try Data(bytes).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        try self.init(at: path)
    }

    init(at path: String) throws {
        let (status, output) = try Self.run("/usr/bin/python3", ["-c", Self.script, path])
        guard status == 0 else { throw NotWhole(said: String(decoding: output, as: UTF8.self)) }
        let encoded = try JSONDecoder().decode([String: String].self, from: output)
        files = encoded.mapValues { Data(base64Encoded: $0) ?? Data() }
    }

    /// Runs a program and returns its status and what it said.
    static func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: Data) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }

    var names: [String] { files.keys.sorted() }

    func text(_ name: String) throws -> String {
        String(decoding: try #require(files[name], "\(names)"), as: UTF8.self)
    }
}
