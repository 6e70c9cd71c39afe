import Events
import Testing

@testable import API

@Suite struct `A password of the predecessor` {
    private static let salt = "00112233445566778899aabbccddeeff"
    /// By Python's `hashlib.pbkdf2_hmac('sha512', b'une-phrase-de-passe', salt, 120000, 48)`, the salt being the text.
    private static let hash =
        "4438395175abbe8ea18d60f4b5d5a108adadab56bb0cb76d8c6b237ced3365d57081b2c550a13b979df0fdd2966622a6"

    /// The published vectors of PBKDF2 with HMAC-SHA-512, of the inputs of RFC 6070.
    @Test(arguments: [
        (
            "password", "salt", 1,
            "867f70cf1ade02cff3752599a3a53dc4af34c7a669815ae5d513554e1c8cf252c02d470a285a0501bad999bfe943c08f050235d7d68b1da55e63f73b60a57fce"
        ),
        (
            "password", "salt", 2,
            "e1d9c16aa681708a45f5c7c4e215ceb66e011a2e9f0040713f18aefdb866d53cf76cab2868a39b9f7840edce4fef5a82be67335c77a6068e04112754f27ccf4e"
        ),
        (
            "password", "salt", 4_096,
            "d197b1b33db0143e018b12f3d1d1479e6cdebdcc97c5c0f87f6902e072f457b5143f30602641b3d55cd335988cb36b84376060ecd532e039b742a239434af2d5"
        ),
        (
            "passwordPASSWORDpassword", "saltSALTsaltSALTsaltSALTsaltSALTsalt", 4_096,
            "8c0511f4c6e597c6ac6315d8f0362e225f3c501495ba23b868c005174dc4ee71115b59f9e60cd9532fa33e0f75aefe30225c583a186cd82bd4daea9724a3d3b8"
        ),
    ])
    func `is derived as the published vectors say`(
        _ password: String, _ salt: String, _ iterations: Int, _ expected: String
    ) throws {
        let derived = try #require(
            ImportedPassword.derive(password, salt: Array(salt.utf8), iterations: iterations, bytes: 64))
        #expect(derived.hexadecimal == expected)
    }

    @Test func `fits its own hash alone, also after it was stored`() throws {
        let password = try #require(ImportedPassword(hash: Self.hash, salt: Self.salt))
        let stored = try #require(ImportedPassword(stored: password.stored))
        #expect(stored == password)
        #expect(stored.matches("une-phrase-de-passe"))
        #expect(!stored.matches("une-phrase-de-passE") && !stored.matches(""))
        #expect(!password.stored.contains(Self.salt) && !password.stored.contains(Self.hash))
    }

    @Test(arguments: [
        ("", salt), (String(hash.dropLast()), salt), (hash.replacing("4", with: "g"), salt), (hash, ""),
        (hash, String(repeating: "0", count: 129)), (hash.replacing("44", with: "+4"), salt),
    ])
    func `of another form is none`(_ hash: String, _ salt: String) {
        #expect(ImportedPassword(hash: hash, salt: salt) == nil)
    }

    @Test(arguments: [
        "", "$unusable$", "$argon2id$v=19$m=19456,t=2,p=1$YWJj$ZGVm", "$pbkdf2-sha512$i=1,l=48$YWJj$ZGVm",
    ])
    func `is not read from what another scheme stored`(_ stored: String) {
        #expect(ImportedPassword(stored: stored) == nil)
    }

    @Test(arguments: [true, false])
    func `is verified by the hasher, and every other account too`(alsoImported: Bool) async throws {
        let hasher = PasswordHasher(atOnce: 1)
        let imported = try #require(ImportedPassword(hash: Self.hash, salt: Self.salt)).stored
        let own = try await hasher.hash("une-phrase-de-passe")
        for stored in [imported, own] {
            #expect(try await hasher.verify("une-phrase-de-passe", against: stored, alsoImported: alsoImported))
            #expect(try await !hasher.verify("une-autre", against: stored, alsoImported: alsoImported))
        }
        for stored in [nil, PasswordHasher.unusable] {
            #expect(try await !hasher.verify("une-phrase-de-passe", against: stored, alsoImported: alsoImported))
        }
        #expect(PasswordHasher.isOutdated(imported) && !PasswordHasher.isOutdated(own))
    }
}
