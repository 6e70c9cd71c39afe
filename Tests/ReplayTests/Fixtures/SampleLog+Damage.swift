import Foundation

@testable import Replay

/// What can happen to a log's files.
extension SampleLog {
    /// The segments' names, in order.
    var segments: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: directory + "/segments").filter {
                $0.hasSuffix(".jsonl")
            }.sorted()
        }
    }

    func path(_ name: String) -> String { directory + "/segments/" + name }

    func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name)))) }

    /// Writes a segment anew, its permissions as they were.
    func rewrite(_ name: String, _ body: (inout [UInt8]) -> Void) throws {
        var changed = try bytes(name)
        body(&changed)
        let manager = FileManager.default
        let mode = try manager.attributesOfItem(atPath: path(name))[.posixPermissions]
        try manager.removeItem(atPath: path(name))
        try Data(changed).write(to: URL(fileURLWithPath: path(name)))
        try manager.setAttributes([.posixPermissions: mode as Any], ofItemAtPath: path(name))
    }

    /// Writes a segment anew, line by line.
    func rewriteLines(_ name: String, _ body: (inout [[UInt8]]) -> Void) throws {
        try rewrite(name) { bytes in
            var lines = bytes.split(separator: 0x0A).map { Array($0) }
            body(&lines)
            bytes = lines.flatMap { $0 + [0x0A] }
        }
    }

    /// Where the line at `index` of a segment begins and ends, line feed included.
    func line(_ index: Int, of name: String) throws -> Range<Int> {
        let lines = try bytes(name).split(separator: 0x0A).map { $0.startIndex..<$0.endIndex + 1 }
        return lines[index]
    }
}
