import Events
import Foundation
import Testing

@testable import API

@Suite struct `A secret in a file` {
    static let secret = "0123456789abcdef0123456789abcdef"
    let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    @Test func `is read, without the white space around it`() throws {
        let file = try folder.write("\n \(Self.secret)\r\n", to: "secret", mode: 0o644)
        let configuration = try Reading.configuration(["COOKIE_SECRET_FILE": file])
        #expect(configuration.cookieSecret == Secret(Self.secret))
        let report = EnvironmentReader(environment: ["COOKIE_SECRET_FILE": file], overrides: [:]).report()
        let row = report.rows.first { $0.name == "COOKIE_SECRET" }
        #expect(row?.source == .file)
        #expect(row?.value == "•••• (32 octets)")
    }

    @Test func `may be the master key`() throws {
        let file = try folder.write(Reading.masterKey + "\n", to: "key", mode: 0o600)
        let configuration = try Reading.configuration(["EAF_MASTER_KEY_FILE": file])
        guard case .given(let key) = configuration.masterKey else {
            Issue.record("the master key is given")
            return
        }
        #expect(key.text == Reading.masterKey)
    }

    @Test func `cannot be given as a value too`() throws {
        let file = try folder.write(Self.secret, to: "secret", mode: 0o600)
        let issues = Reading.issues(["COOKIE_SECRET_FILE": file, "COOKIE_SECRET": Self.secret])
        #expect(
            issues.map(\.description) == [
                "COOKIE_SECRET : COOKIE_SECRET_FILE est donnée aussi ; gardez l'une des deux."
            ])
    }

    @Test func `gives way to a flag`() throws {
        let environment = ["COOKIE_SECRET_FILE": "/nowhere"]
        let configuration = try Reading.configuration(environment, overrides: ["COOKIE_SECRET": Self.secret])
        #expect(configuration.cookieSecret == Secret(Self.secret))
    }

    @Test func `is refused under the name that was set when it cannot be read`() throws {
        #expect(Reading.refused(["COOKIE_SECRET_FILE": folder.path + "/none"]) == ["COOKIE_SECRET_FILE"])
        #expect(Reading.refused(["COOKIE_SECRET_FILE": folder.path]) == ["COOKIE_SECRET_FILE"])
        #expect(Reading.refused(["COOKIE_SECRET_FILE": ""]) == ["COOKIE_SECRET_FILE"])
        #expect(Reading.refused(["COOKIE_SECRET_FILE": "/dev/zero"]) == ["COOKIE_SECRET_FILE"])
    }

    @Test func `has to keep the variable's rule`() throws {
        let short = try folder.write("short", to: "short", mode: 0o600)
        let empty = try folder.write(" \n", to: "empty", mode: 0o600)
        #expect(Reading.refused(["COOKIE_SECRET_FILE": short]) == ["COOKIE_SECRET_FILE"])
        #expect(Reading.refused(["EAF_MASTER_KEY_FILE": empty]) == ["EAF_MASTER_KEY_FILE"])
        #expect(Reading.refused(["DATABASE_URL_FILE": short]) == ["DATABASE_URL_FILE"])
    }
}
