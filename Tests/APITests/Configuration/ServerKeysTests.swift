import Crypto
import Events
import Foundation
import Testing

@testable import API

@Suite struct `The keys of a server` {
    private static let secret = String(repeating: "s", count: 32)

    private func keys(master: String = Reading.masterKey, cookieSecret: String?) throws -> ServerKeys {
        ServerKeys(
            masterKey: try #require(MasterKey(master)), signingKey: .random(),
            cookieSecret: cookieSecret.map { Secret($0) })
    }

    private func text(_ key: SymmetricKey) -> String { unsafe key.withUnsafeBytes { unsafe Base64URL.encode($0) } }

    /// One text for each key.
    private func fingerprints(_ keys: ServerKeys) -> [String] {
        [keys.emailHash, keys.invitationHash, keys.sessionHash].map { $0.of("x") }
            + [keys.csrfKey, keys.snapshotKey, keys.masterKey.derived(for: "vault")].map(text)
    }

    /// The values were computed with another implementation of HKDF and HMAC (Python's hmac).
    @Test func `stay what they are from release to release`() throws {
        let keys = try keys(cookieSecret: nil)
        #expect(keys.emailHash.of("jean@eaf.local") == "8P8oKse1WiGbBB0H_qMQgFnx3soeSYZKxn-VqvuXpX4")
        #expect(keys.invitationHash.of("ABCD") == "svK2gsgDr8hKQaTxNaiRPRz89wXDwudITDGseknI1Jc")
        #expect(keys.sessionHash.of("token") == "1FxE5hXT_tt51TnWojiYR-S7oImsZ4MaxD9E9v7itLg")
        #expect(text(keys.csrfKey) == "x5vfBoT1L9kLQ4sLJS7Q_XMKYBz4-XoF6ApJ2YkrzS4")
        #expect(text(keys.snapshotKey) == "APUJfHg4BRP7kwu5OHxBPVet79wt5c1Fhv1WV8bmEcg")
        let others = try self.keys(cookieSecret: Self.secret)
        #expect(others.sessionHash.of("token") == "1eh0ndHP1TM1mmFK7dRSh4MYEJ49ooFk2ZYtiyWwlvY")
        #expect(text(others.csrfKey) == "rWvzYahrMEkJw66AlAUKBe3OKsdVDZeSVLB20GUNvJU")
    }

    @Test func `differ from each other and from the master key`() throws {
        for cookieSecret in [nil, Self.secret] {
            let keys = try keys(cookieSecret: cookieSecret)
            #expect(Set(fingerprints(keys) + [keys.masterKey.text]).count == 7)
        }
    }

    @Test func `all change with the master key`() throws {
        let other = try keys(master: String(Reading.masterKey.reversed().dropFirst()) + "A", cookieSecret: nil)
        #expect(zip(fingerprints(try keys(cookieSecret: nil)), fingerprints(other)).allSatisfy { $0 != $1 })
    }

    @Test func `change with COOKIE_SECRET for sessions and CSRF only`() throws {
        let plain = fingerprints(try keys(cookieSecret: nil))
        let salted = fingerprints(try keys(cookieSecret: Self.secret))
        #expect(zip(plain, salted).map { $0 == $1 } == [true, true, false, false, true, true])
    }

    @Test func `come from the file, and are the same at the next start`() throws {
        let folder = try ScratchFolder()
        let configuration = try Reading.configuration(["EAF_DATA_DIR": folder.path + "/data"])
        let first = try ServerKeys.load(for: configuration, files: POSIXFiles())
        let second = try ServerKeys.load(for: configuration, files: POSIXFiles())
        #expect(fingerprints(first) == fingerprints(second))
    }

    @Test func `come from EAF_MASTER_KEY and EAF_SIGNING_KEY without touching the disk`() throws {
        let folder = try ScratchFolder()
        let configuration = try Reading.configuration([
            "EAF_DATA_DIR": folder.path + "/data", "EAF_MASTER_KEY": Reading.masterKey, "COOKIE_SECRET": Self.secret,
            "EAF_SIGNING_KEY": Reading.masterKey,
        ])
        let keys = try ServerKeys.load(for: configuration, files: POSIXFiles())
        #expect(fingerprints(keys) == fingerprints(try self.keys(cookieSecret: Self.secret)))
        #expect(keys.signingKey.text == SigningKey(Reading.masterKey)?.text)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/data"))
    }
}
