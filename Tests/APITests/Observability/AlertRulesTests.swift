import Foundation
import Testing

@testable import API

/// The rules of `deploy/prometheus` are ours to keep true: `promtool` tries them, and every metric in them is one that we export.
@Suite struct `The alert rules` {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../deploy/prometheus").standardized

    @Test func `ring when they should, and only then`() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["promtool", "test", "rules", "eaf-alerts.test.yml"]
        process.currentDirectoryURL = Self.folder
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let report = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(report)")
    }

    @Test func `speak of metrics that the server has`() throws {
        let text = try String(contentsOf: Self.folder.appending(path: "eaf-alerts.yml"), encoding: .utf8)
        let expressions = text.split(separator: "\n").filter { $0.contains("expr:") }.joined(separator: "\n")
        let names = Set(expressions.matches(of: /eaf_[a-z_]+/).map { String($0.output) })
        #expect(names.count > 5)
        let known = Set(MetricName.allCases.map(\.rawValue))
        #expect(names.subtracting(known) == [])
    }
}
