import Foundation
import Testing

@testable import API

@Suite struct `Secrets` {
    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_+/=:@é")

    private static func text(_ generator: inout SplitMixGenerator, _ lengths: ClosedRange<Int>) -> String {
        let length = Int.random(in: lengths, using: &generator)
        return String((0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] })
    }

    /// Everything that may be printed about an environment.
    private static func printed(_ environment: [String: String], _ overrides: [String: String]) throws -> String {
        let reader = EnvironmentReader(environment: environment, overrides: overrides)
        let report = reader.report()
        var out = [report.text, try report.json(), "\(report)", String(reflecting: report)]
        do throws(ConfigurationError) {
            let configuration = try reader.configuration()
            out += ["\(configuration)", String(reflecting: configuration)]
            var dumped = ""
            dump(configuration, to: &dumped)
            out.append(dumped)
        } catch {
            out += ["\(error)", String(reflecting: error)]
        }
        return out.joined(separator: "\n")
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `are never in a report, an error or a printed configuration`(seed: UInt64) throws {
        var generator = SplitMixGenerator(seed: seed)
        var environment: [String: String] = [:]
        var overrides: [String: String] = [:]
        var secrets: [String] = []
        for variable in Variables.all where variable.isSecret && Bool.random(using: &generator) {
            // Short and long, right and wrong.
            let secret = Self.text(&generator, 12...60)
            secrets.append(secret)
            if Bool.random(using: &generator) {
                environment[variable.name] = secret
            } else {
                overrides[variable.name] = secret
            }
            // A secret where a path should be.
            if Int.random(in: 0..<4, using: &generator) == 0 { environment[variable.name + "_FILE"] = secret }
        }
        let out = try Self.printed(environment, overrides)
        for secret in secrets { #expect(!out.contains(secret), "seed \(seed)") }
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `that are right are not printed either`(seed: UInt64) throws {
        var generator = SplitMixGenerator(seed: seed)
        let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let key = Data(bytes).base64EncodedString()
        let secret = Self.text(&generator, 32...60)
        let out = try Self.printed(["EAF_MASTER_KEY": key, "COOKIE_SECRET": secret], [:])
        #expect(!out.contains(secret))
        #expect(!out.contains(key.dropLast(2)))
        #expect(!out.contains("\(bytes)".dropFirst().dropLast()))
    }

    @Test func `in a variable that has another use are not repeated by its error`() {
        let issues = Reading.issues(["PORT": "hunter2hunter2", "PUBLIC_ORIGIN": "https://a:hunter2hunter2@b"])
        #expect(issues.count == 2)
        #expect(!ConfigurationError(issues: issues).description.contains("hunter2"))
    }
}
