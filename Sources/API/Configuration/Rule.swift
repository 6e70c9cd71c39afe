import Curl
import Events
import Foundation
import Logging

/// What a variable's value has to be.
struct Rule<Value>: Sendable {
    /// The rule in French, for the message.
    let text: String
    /// The value that the text stands for; nil when it breaks the rule.
    let parse: @Sendable (String) -> Value?

    init(_ text: String, parse: @escaping @Sendable (String) -> Value?) {
        self.text = text
        self.parse = parse
    }
}

extension Rule<Int> {
    static func number(_ range: ClosedRange<Int>) -> Self {
        Self("un nombre entier de \(range.lowerBound) à \(range.upperBound) est attendu") { text in
            guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text) else { return nil }
            return range.contains(number) ? number : nil
        }
    }
}

extension Rule<Bool> {
    static var trueOrFalse: Self {
        Self("true ou false est attendu") { text in
            switch text {
            case "true": true
            case "false": false
            default: nil
            }
        }
    }
}

extension Rule<String> {
    static var host: Self {
        Self("une adresse IP ou un nom d'hôte est attendu") { HostName.isValid($0) ? $0 : nil }
    }

    static var directory: Self {
        Self("le chemin d'un dossier est attendu") { text in
            guard !text.utf8.contains(0) else { return nil }
            let path = text.replacing(/\/+$/, with: "")
            return path.isEmpty ? "/" : path
        }
    }

    static var logName: Self {
        Self("1 à 32 caractères parmi a-z, 0-9 et - sont attendus") { text in
            let isName = text.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
            }
            return isName && (1...32).contains(text.utf8.count) ? text : nil
        }
    }
}

extension Rule<CurlOrigin> {
    static var serviceOrigin: Self {
        Self("[https://]hôte[:port] est attendu, ou http:// pour une liaison en clair") { CurlOrigin($0) }
    }
}

extension Rule<Secret> {
    static var databaseURL: Self {
        Self("une adresse postgresql://utilisateur@hôte:port/base est attendue") { text in
            PostgresEventLog.Configuration.isURL(text) ? Secret(text) : nil
        }
    }

    static var cookieSecret: Self {
        Self("au moins 32 caractères sont attendus (openssl rand -base64 32 en donne)") { text in
            text.count >= 32 ? Secret(text) : nil
        }
    }
}

extension Rule<MasterKey> {
    static var masterKey: Self {
        Self("32 octets en base64 ou base64url sont attendus (openssl rand -base64 32 en donne)") { MasterKey($0) }
    }
}

extension Rule<SigningKey> {
    static var signingKey: Self {
        Self("32 octets en base64 ou base64url sont attendus (openssl rand -base64 32 en donne)") { SigningKey($0) }
    }
}

extension Rule<PublicOrigin> {
    static var origin: Self {
        Self("http(s)://hôte[:port] est attendu, sans chemin ni barre finale") { PublicOrigin($0) }
    }
}

extension Rule<[IPRange]> {
    static var proxies: Self {
        Self("une liste d'adresses IP ou de plages CIDR séparées par des virgules est attendue") { text in
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            let ranges = parts.compactMap { IPRange($0.trimmingCharacters(in: .whitespaces)) }
            return ranges.count == parts.count ? ranges : nil
        }
    }
}

extension Rule<[WitnessAddress]> {
    /// Each is a label of metrics and costs a request a checkpoint.
    private static var countMax: Int { 8 }

    static var witnesses: Self {
        Self(
            "1 à \(countMax) témoins http(s)://hôte/chemin#nom+identifiant+base64 sont attendus, séparés par des virgules, chacun une fois"
        ) { text in
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            let witnesses = parts.compactMap { WitnessAddress($0.trimmingCharacters(in: .whitespaces)) }
            let names = Set(witnesses.map(\.name))
            return witnesses.count == parts.count && names.count == parts.count && parts.count <= countMax
                ? witnesses : nil
        }
    }
}

extension Rule<Logger.Level> {
    static var logLevel: Self {
        let names = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
        return Self("un niveau est attendu : \(names)") { try? Logger.Level.parsing($0) }
    }
}

extension Rule where Value: RawRepresentable & CaseIterable & SendableMetatype, Value.RawValue == String {
    /// One of the names of an enumeration.
    static var name: Self {
        let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
        return Self("une de ces valeurs est attendue : \(names)") { Value(rawValue: $0) }
    }
}
