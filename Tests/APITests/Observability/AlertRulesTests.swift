import Foundation
import Testing

@testable import API

/// The rules of `packaging/prometheus` are ours to keep true: `promtool` tries them, and every metric in them is one that we export.
@Suite struct `The alert rules` {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../packaging/prometheus").standardized

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

    @Test(arguments: ["prometheus/eaf-alerts.yml", "grafana/eaf.json"])
    func `speak of metrics that the server has, and so does the dashboard`(_ file: String) throws {
        let text = try String(
            contentsOf: Self.folder.deletingLastPathComponent().appending(path: file), encoding: .utf8)
        // A histogram is read by its buckets.
        let names = Set(text.matches(of: /\b(?:eaf|process)_[a-z_]+/).map { String($0.output) })
            .map { $0.hasSuffix("_bucket") ? String($0.dropLast("_bucket".count)) : $0 }
        #expect(names.count > 15)
        let known = Set(MetricName.allCases.map(\.rawValue) + PrometheusRegistry.ownHelp.keys)
        #expect(Set(names).subtracting(known) == [])
    }
}
