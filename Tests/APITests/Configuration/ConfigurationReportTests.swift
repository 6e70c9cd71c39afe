import Foundation
import Testing

@testable import API

@Suite struct `The report of the configuration` {
    private func report(
        _ environment: [String: String], overrides: [String: String] = [:]
    ) -> ConfigurationReport {
        EnvironmentReader(environment: environment, overrides: overrides).report()
    }

    private func row(_ name: String, in report: ConfigurationReport) throws -> ConfigurationReport.Row {
        try #require(report.rows.first { $0.name == name })
    }

    @Test func `has every variable, in the order of the table`() {
        #expect(report([:]).rows.map(\.name) == Variables.all.map(\.name))
    }

    @Test func `says where each value comes from`() throws {
        let report = report(["HOST": "::1", "LOG_LEVEL": "debug"], overrides: ["LOG_LEVEL": "error"])
        #expect(try row("HOST", in: report).source.rawValue == "environnement")
        #expect(try row("LOG_LEVEL", in: report).source.rawValue == "option")
        #expect(try row("LOG_LEVEL", in: report).value == "error")
        #expect(try row("PORT", in: report).source.rawValue == "défaut")
        #expect(try row("PUBLIC_ORIGIN", in: report).value == "http://[::1]:3000")
        #expect(try row("COOKIE_SECURE", in: report).value == "false")
        #expect(try row("DATABASE_URL", in: report).value == nil)
    }

    @Test func `is there when something is wrong, with what is wrong`() throws {
        let report = report(["PORT": "x", "NODE_ENV": "test"])
        #expect(report.issues.map(\.variable) == ["PORT"])
        #expect(report.notices.map(\.variable) == ["NODE_ENV"])
        #expect(try row("PORT", in: report).value == "x")
    }

    @Test func `masks a password in an address`() throws {
        let report = report([
            "S3_ENDPOINT": "https://ana:s3cret@s3.example/", "PUBLIC_ORIGIN": "https://u:s3cret@a.b",
        ])
        #expect(try row("S3_ENDPOINT", in: report).value == "https://••••@s3.example/")
        #expect(!report.text.contains("s3cret"))
    }

    @Test func `does not mind a service for backups alone, and says what has no effect`() throws {
        let report = report([
            "S3_ENDPOINT": "s3.example", "S3_REGION": "fr-par", "S3_BUCKET": "eaf", "S3_ACCESS_KEY_ID": "AKIDEXAMPLE",
            "S3_SECRET_ACCESS_KEY": "wJalrXUtnFEMI",
        ])
        #expect(report.issues == [])
        #expect(report.notices.map(\.variable) == ["S3_BUCKET"])
        #expect(try row("S3_ENDPOINT", in: report).meaning.contains("ship, restore et drill"))
        #expect(report.notices.allSatisfy { $0.rule.contains("STORAGE_PROVIDER=local") })
        #expect(!report.text.contains("AKID") && !report.text.contains("wJalr"))
    }

    @Test func `reads as a table`() {
        let lines = report(["COOKIE_SECRET": String(repeating: "x", count: 40)]).text.split(separator: "\n")
        #expect(lines.count == Variables.all.count + 1)
        #expect(lines[0].hasPrefix("VARIABLE"))
        #expect(lines.contains { $0.hasPrefix("COOKIE_SECRET ") && $0.contains("•••• (40 octets)") })
        #expect(lines.contains { $0.hasPrefix("DATABASE_URL ") && $0.contains("(aucune : journal en fichiers)") })
    }

    @Test func `reads as JSON`() throws {
        let json = try report(["PORT": "x"]).json()
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let variables = try #require(object["variables"] as? [[String: Any]])
        #expect(variables.count == Variables.all.count)
        #expect(variables[0]["name"] as? String == "HOST")
        #expect(variables[0]["source"] as? String == "défaut")
        #expect(variables[0]["secret"] as? Bool == false)
        #expect(variables.allSatisfy { Set($0.keys) == ["name", "value", "source", "meaning", "secret"] })
        let issues = try #require(object["issues"] as? [[String: String]])
        #expect(issues.map { $0["variable"] } == ["PORT"])
    }
}
