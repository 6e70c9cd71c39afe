import Foundation

/// Looks for texts in bytes, in every form that a program may have left them in.
struct CanaryScanner {
    /// A text that was found.
    struct Finding: Hashable, CustomStringConvertible {
        let place: String
        let canary: String
        let form: String

        var description: String { "“\(canary)” as \(form) in \(place)" }
    }

    private struct Pattern {
        let bytes: [UInt8]
        let canary: String
        let form: String
    }

    /// By their first four bytes, so that a file is gone through once.
    private var patterns: [UInt32: [Pattern]] = [:]

    init(_ canaries: [String]) {
        for canary in canaries {
            for (form, bytes) in Self.forms(of: canary) {
                precondition(bytes.count >= 8, "“\(canary)” as \(form) is too short to be unmistakable")
                patterns[Self.word(bytes, 0), default: []].append(Pattern(bytes: bytes, canary: canary, form: form))
            }
        }
    }

    /// Every form of a text: letters as they are, small and capital, composed and decomposed, each in every encoding.
    static func forms(of canary: String) -> [(form: String, bytes: [UInt8])] {
        var texts: [(String, String)] = []
        for (form, text) in [("", canary), ("small ", canary.lowercased()), ("capital ", canary.uppercased())] {
            texts.append((form, text.precomposedStringWithCanonicalMapping))
            texts.append((form + "decomposed ", text.decomposedStringWithCanonicalMapping))
        }
        return texts.flatMap { form, text in
            encodings(of: text).map { (form + $0.form, $0.bytes) }
        }
    }

    private static func encodings(of text: String) -> [(form: String, bytes: [UInt8])] {
        let plain = Array(text.utf8)
        let units = Array(text.utf16)
        var forms: [(String, [UInt8])] = [
            ("UTF-8", plain),
            ("UTF-16LE", units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }),
            ("UTF-16BE", units.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }),
            ("JSON, all escaped", units.flatMap { escape($0, capital: false) }),
            ("JSON, ASCII", units.flatMap { $0 < 0x80 ? [UInt8($0)] : escape($0, capital: false) }),
            ("JSON, ASCII, capital", units.flatMap { $0 < 0x80 ? [UInt8($0)] : escape($0, capital: true) }),
            ("hexadecimal", plain.flatMap { Array(String($0, radix: 16).utf8) }),
            ("percent", Array((text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "").utf8)),
        ]
        for alignment in 0..<3 {
            let base64 = aligned(plain, alignment)
            forms.append(("base64 at \(alignment)", base64))
            let url = base64.map {
                $0 == UInt8(ascii: "+") ? UInt8(ascii: "-") : $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0
            }
            forms.append(("base64url at \(alignment)", url))
        }
        return forms
    }

    private static func escape(_ unit: UInt16, capital: Bool) -> [UInt8] {
        let digits = String(Int(unit) + 0x10000, radix: 16, uppercase: capital).suffix(4)
        return Array("\\u\(digits)".utf8)
    }

    /// What of the base64 of something that holds `bytes` depends on `bytes` alone, when `alignment` bytes precede it.
    private static func aligned(_ bytes: [UInt8], _ alignment: Int) -> [UInt8] {
        let padded = [UInt8](repeating: 0, count: alignment) + bytes
        let encoded = Array(Data(padded).base64EncodedString().utf8)
        let first = (alignment * 8 + 5) / 6
        let last = padded.count * 8 / 6
        return Array(encoded[first..<last])
    }

    private static func word(_ bytes: [UInt8], _ start: Int) -> UInt32 {
        UInt32(bytes[start]) << 24 | UInt32(bytes[start + 1]) << 16 | UInt32(bytes[start + 2]) << 8
            | UInt32(bytes[start + 3])
    }

    /// What is found in the bytes.
    func findings(in data: Data, _ place: String) -> [Finding] {
        let bytes = [UInt8](data)
        guard bytes.count >= 4 else { return [] }
        var found: Set<Finding> = []
        var word = Self.word(bytes, 0)
        for start in 0...(bytes.count - 4) {
            if start > 0 { word = word << 8 | UInt32(bytes[start + 3]) }
            guard let candidates = patterns[word] else { continue }
            for pattern in candidates where bytes[start...].starts(with: pattern.bytes) {
                found.insert(Finding(place: place, canary: pattern.canary, form: pattern.form))
            }
        }
        return Array(found)
    }

    /// What is found in the files.
    func findings(in files: [String: Data]) -> [Finding] { files.flatMap { findings(in: $0.value, $0.key) } }
}
