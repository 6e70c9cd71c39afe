import Foundation
import Logging
import Testing

@testable import API

@Suite struct `A JSON log line` {
    private let sink = MemoryLogSink()

    private func logger(provider: Logger.MetadataProvider? = nil) -> Logger {
        Logger(label: "eaf.http") { [sink] label in
            JSONLogHandler(label: label, level: .trace, metadataProvider: provider, sink: sink) {
                LogTimestamp(millisecondsSince1970: 1_781_857_800_042)
            }
        }
    }

    private func onlyObject() throws -> [String: Any] {
        let line = try #require(sink.lines.first)
        #expect(sink.lines.count == 1)
        #expect(line.hasSuffix("}\n"))
        #expect(line.unicodeScalars.count { $0 == "\n" } == 1)
        return try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    @Test func `has its keys in a fixed order and sorted metadata`() throws {
        var logger = logger(provider: Logger.MetadataProvider { ["b": "provider", "c": "provider"] })
        logger[metadataKey: "a"] = "logger"
        logger[metadataKey: "b"] = "logger"
        logger.warning(
            "request answered",
            metadata: [
                "c": "call", "z": ["y", ["x": "1", "w": "2"]], "status": .stringConvertible(200),
                "ok": .stringConvertible(true), "load": .stringConvertible(0.5),
                "none": .stringConvertible(Double.nan), "id": .stringConvertible(LogLevelError(value: "a")),
            ]
        )
        let start = #"{"time":"2026-06-19T08:30:00.042Z","level":"warning","logger":"eaf.http","#
        let end =
            #""message":"request answered","metadata":{"a":"logger","b":"provider","c":"call","#
            + #""id":"LOG_LEVEL must be one of trace, debug, info, notice, warning, error, critical; it is \"a\"","#
            + #""load":0.5,"none":"nan","ok":true,"status":200,"z":["y",{"w":"2","x":"1"}]}}"#
        #expect(sink.lines == [start + end + "\n"])
        _ = try onlyObject()
    }

    @Test func `has no metadata key when there is none`() {
        logger().info("ready")
        let line =
            #"{"time":"2026-06-19T08:30:00.042Z","level":"info","logger":"eaf.http","message":"ready"}"#
        #expect(sink.lines == [line + "\n"])
    }

    @Test func `cannot be forged, whatever is logged`() throws {
        let attack =
            "x\"}\r\n{\"level\":\"critical\"}\u{2028}\u{2029}\u{85}\u{0}\u{1B}[2J\u{7F}\u{9B}\u{202E}\\"
        logger().error("\(attack)", metadata: ["\(attack)": .string(attack), "list": [.string(attack)]])
        let line = try #require(sink.lines.first).dropLast()
        let breaking = line.unicodeScalars.filter {
            $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || (0x2028...0x202E).contains($0.value)
        }
        #expect(breaking.isEmpty)
        let object = try onlyObject()
        #expect(object["level"] as? String == "error")
        #expect(object["message"] as? String == attack)
        let metadata = try #require(object["metadata"] as? [String: Any])
        #expect(metadata[attack] as? String == attack)
        #expect(metadata["list"] as? [String] == [attack])
    }

    @Test func `reads back every text it may hold`() throws {
        let text = (1...0x10FFFF).lazy.compactMap { Unicode.Scalar($0 as Int) }
            .enumerated().filter { $0.offset < 0x300 || $0.offset % 1_009 == 0 }.map(\.element)
        for start in stride(from: 0, to: text.count, by: 1_000) {
            var piece = String.UnicodeScalarView()
            piece.append(contentsOf: text[start..<min(start + 1_000, text.count)])
            let sink = MemoryLogSink()
            JSONLogHandler(label: "l", level: .info, metadataProvider: nil, sink: sink)
                .log(event: event(String(piece)))
            let line = try #require(sink.lines.first)
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect((object?["message"] as? String).map { Array($0.utf8) } == Array(String(piece).utf8))
        }
    }

    @Test func `cuts long texts, deep structures and endless ones`() throws {
        var deep = Logger.MetadataValue.string("bottom")
        for _ in 0..<50 { deep = ["d": deep] }
        let zalgo = "e" + String(repeating: "\u{301}", count: 10_000)
        logger().info(
            "\(String(repeating: "é", count: 2_001))",
            metadata: [
                "deep": deep, "zalgo": .string(zalgo), "exact": .string(String(repeating: "x", count: 2_000)),
                "zz.endless": .array(Array(repeating: "0123456789", count: 100_000)),
            ]
        )
        let line = try #require(sink.lines.first)
        #expect(line.utf8.count < 2 * JSONLogLine.lineBytesMax)
        #expect(!line.contains("bottom"))
        let object = try onlyObject()
        #expect(object["message"] as? String == String(repeating: "é", count: 2_000) + "…")
        let metadata = try #require(object["metadata"] as? [String: Any])
        #expect(metadata["exact"] as? String == String(repeating: "x", count: 2_000))
        #expect((metadata["zalgo"] as? String)?.unicodeScalars.count == 2_001)
    }

    @Test func `says of an error its description or its case, never its contents`() throws {
        enum Leaky: Error { case unknownPerson(email: String) }
        logger().error("failed", error: Leaky.unknownPerson(email: "ana@example.org"))
        let line = try #require(sink.lines.first)
        #expect(line.contains(#""error.message":"unknownPerson","error.type":"#))
        #expect(!line.contains("ana@"))

        logger().error("failed", error: LogLevelError(value: "loud"))
        #expect(sink.lines.last?.contains(#"it is \"loud\"","error.type":"API.LogLevelError""#) == true)
    }

    private func event(_ message: String) -> LogEvent {
        LogEvent(
            level: .info,
            message: "\(message)",
            metadata: nil,
            source: nil,
            file: #fileID,
            function: #function,
            line: #line
        )
    }
}
