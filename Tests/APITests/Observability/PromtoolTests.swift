import Foundation
import Metrics
import Testing

@testable import API

/// `promtool` comes with Debian's package `prometheus`; without it these tests fail, they are not skipped.
@Suite struct `Promtool finds nothing to say` {
    @Test func `about every metric of the product`() throws {
        let registry = PrometheusRegistry.forProduct()
        let factory = PrometheusMetricsFactory(registry: registry)
        for name in MetricName.allCases {
            let dimensions = [("route", "/copies/{id}"), ("reason", "a \"b\" \\ \n é")]
            switch name.rawValue {
            case let label where label.hasSuffix("_total"):
                Counter(label: label, dimensions: dimensions, factory: factory).increment()
            case let label where label.hasSuffix("_duration_seconds"):
                Timer(label: label, dimensions: dimensions, factory: factory).recordMilliseconds(3)
            case let label where label.hasSuffix("_bytes"):
                Recorder(label: label, dimensions: dimensions, factory: factory).record(3)
            case let label:
                Gauge(label: label, dimensions: dimensions, factory: factory).record(0.1)
            }
        }
        let text = registry.render()
        for name in MetricName.allCases {
            let header = "# HELP \(name.rawValue) \(name.help)\n# TYPE \(name.rawValue) "
            #expect(("\n" + text).contains("\n" + header), "\(name)")
        }
        let report = try check(text)
        #expect(report == Report(status: 0, output: ""))
    }

    @Test func `about labels that were never meant for Prometheus, and a full metric`() throws {
        let registry = PrometheusRegistry.forProduct()
        let factory = PrometheusMetricsFactory(registry: registry)
        let strange = [("http.request.method", "GET"), ("le", "1"), ("__name__", "x"), ("", ""), ("1", "\r")]
        Meter(label: "http.server.active_requests", dimensions: strange, factory: factory).increment(by: 1)
        Timer(label: "http.server.request.duration", dimensions: strange, factory: factory).recordSeconds(1)
        for value in 0...(MetricFamily.labelSetsMax + 1) {
            Counter(label: "hb.requests", dimensions: [("v", "\(value)")], factory: factory).increment()
        }
        #expect(try check(registry.render()) == Report(status: 0, output: ""))
    }

    @Test func `but it does speak up about a metric without help`() throws {
        let report = try check("# TYPE x counter\nx 1\n")
        #expect(report.status != 0)
        #expect(report.output.contains("x"))
    }

    private struct Report: Equatable {
        let status: Int32
        let output: String
    }

    private func check(_ text: String) throws -> Report {
        let file = FileManager.default.temporaryDirectory.appending(path: "metrics-\(UUID().uuidString).prom")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["promtool", "check", "metrics"]
        process.standardInput = try FileHandle(forReadingFrom: file)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let report = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Report(status: process.terminationStatus, output: String(decoding: report, as: UTF8.self))
    }
}
