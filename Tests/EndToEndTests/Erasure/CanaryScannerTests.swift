import Foundation
import Testing

@Suite struct `The search for canaries` {
    @Test func `finds each in every form, wherever it lies`() throws {
        var generator = SeededGenerator(seed: 93)
        let scanner = CanaryScanner(Canary.all)
        for canary in Canary.all {
            for (form, bytes) in CanaryScanner.forms(of: canary) {
                var noise = (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
                    UInt8.random(in: 0...255, using: &generator)
                }
                noise += bytes
                noise += (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
                    UInt8.random(in: 0...255, using: &generator)
                }
                let found = scanner.findings(in: Data(noise), "noise")
                #expect(found.contains { $0.canary == canary }, "“\(canary)” as \(form) was missed")
            }
        }
    }

    @Test func `finds what other programs encode`() throws {
        let scanner = CanaryScanner([Canary.name])
        for prefix in ["", "a", "ab", "abc"] {
            let text = Data("\(prefix)\(Canary.name) et la suite".utf8)
            #expect(!scanner.findings(in: text.base64EncodedData(), "").isEmpty, "\(prefix)")
        }
        let object = ["nom": Canary.name.uppercased()]
        #expect(!scanner.findings(in: try JSONSerialization.data(withJSONObject: object), "").isEmpty)
        for encoding in [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf16, .utf8] {
            #expect(!scanner.findings(in: Canary.name.data(using: encoding) ?? Data(), "").isEmpty)
        }
    }

    @Test func `finds nothing in noise, or in half a canary`() throws {
        var generator = SeededGenerator(seed: 94)
        let scanner = CanaryScanner(Canary.all)
        let noise = (0..<200_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        #expect(scanner.findings(in: Data(noise), "noise").isEmpty)
        #expect(scanner.findings(in: Data(Canary.name.utf8.dropLast()), "half").isEmpty)
    }
}
