import Foundation
import Testing

@testable import Events

/// Writes the files of golden logs that have none yet. Nonces are random, so a file is made once and then kept.
///
/// To make one: `EAF_MAKE_GOLDEN=1 swift test --filter GoldenMaker`. An existing file is left alone.
@Suite struct GoldenMaker {
    private static let isWanted = ProcessInfo.processInfo.environment["EAF_MAKE_GOLDEN"] != nil

    @Test(arguments: GoldenLog.all)
    func `a golden log has a file, or gets one when asked`(log: GoldenLog) throws {
        let url = GoldenFiles.url(of: log)
        guard !FileManager.default.fileExists(atPath: url.path(percentEncoded: false)) else { return }
        try #require(Self.isWanted, "the golden log \(log.name) has no file: EAF_MAKE_GOLDEN=1 makes it")
        let encoder = RecordEncoder(source: log.source, keys: try GoldenKeys())
        var bytes: [UInt8] = []
        for record in log.records {
            bytes += try record.line(encoder)
            bytes.append(0x0A)
        }
        try Data(bytes).write(to: url, options: .withoutOverwriting)
    }
}

extension GoldenLog: CustomTestStringConvertible {
    var testDescription: String { name }
}
