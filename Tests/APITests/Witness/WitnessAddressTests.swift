import Events
import Testing

@testable import API

@Suite struct `The variable WITNESS_URLS` {
    private static let key = NoteSigner(name: "temoin.example/w1", key: .random(), kind: .cosignature).verifierKey
    private static let second = NoteSigner(name: "temoin.example/w2", key: .random(), kind: .cosignature).verifierKey

    @Test func `names witnesses by address and key`() throws {
        let value = "https://temoin.example/w1/#\(Self.key), http://127.0.0.1:3100#\(Self.second)"
        let witnesses = try Reading.configuration(["WITNESS_URLS": value]).witnesses
        #expect(witnesses.map(\.prefix) == ["https://temoin.example/w1", "http://127.0.0.1:3100"])
        #expect(witnesses.map(\.verifier.text) == [Self.key, Self.second])
        #expect(try Reading.configuration([:]).witnesses.isEmpty)
    }

    @Test(arguments: [
        "https://temoin.example", "#\(key)", "ftp://temoin.example#\(key)", "https://#\(key)",
        "https://temoin.example?a=b#\(key)", "https://moi@temoin.example#\(key)", "https://temoin.example#\(key)x",
        "https://temoin.example#\(key),", "https://a.example#\(key),https://b.example#\(key)",
        // The key of a log signs without a time.
        "https://temoin.example#" + NoteSigner(name: "essai.example/eaf/1", key: .random()).verifierKey,
    ])
    func `is refused when one is not of that form, or named twice`(_ value: String) throws {
        #expect(throws: ConfigurationError.self, "\(value)") {
            try Reading.configuration(["WITNESS_URLS": value])
        }
    }
}
