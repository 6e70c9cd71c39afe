import Crypto
public import Foundation

/// Vectors that were paid for once, by the text that they stand for: a file of one model beside the index, which can be thrown away.
///
/// Layout: a line `eaf-vectors 1 <dimensions>\n`, then records of 32 bytes (SHA-256 of the text) and `dimensions` little-endian
/// Float32. A record that is cut short is left out, and so is a file that begins otherwise.
public struct VectorCache: Sendable {
    /// A vector of more numbers is none that a provider gives.
    static let dimensionsMax = 8_192

    public let path: String

    /// - Parameter model: as it is asked for; each has a file of its own.
    public init(folder: String, model: String) {
        let name = SHA256.hash(data: Data(model.utf8)).prefix(8).map(\.hexadecimal).joined()
        path = "\(folder)/vectors-\(name).f32"
    }

    /// What a text is known by.
    public static func key(of text: String) -> Data { Data(SHA256.hash(data: Data(text.utf8))) }

    /// Everything the file has; nothing when there is none or it is of another form.
    public func read() -> [Data: [Float]] {
        guard let bytes = FileManager.default.contents(atPath: path),
            let end = bytes.prefix(64).firstIndex(of: UInt8(ascii: "\n")),
            let dimensions = Self.dimensions(String(decoding: bytes[..<end], as: UTF8.self))
        else { return [:] }
        var vectors: [Data: [Float]] = [:]
        let size = 32 + dimensions * 4
        var at = end + 1
        while at + size <= bytes.count {
            let numbers = bytes[at + 32..<at + size]
            vectors[Data(bytes[at..<at + 32])] = (0..<dimensions).map { index in
                let start = numbers.startIndex + index * 4
                let bits = numbers[start..<start + 4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
                return Float(bitPattern: bits)
            }
            at += size
        }
        return vectors
    }

    private static func dimensions(_ line: String) -> Int? {
        let parts = line.split(separator: " ")
        guard parts.count == 3, parts[0] == "eaf-vectors", parts[1] == "1", let count = Int(parts[2]),
            (1...dimensionsMax).contains(count)
        else { return nil }
        return count
    }

    /// Writes the file anew, beside the old one, which the new one then replaces.
    ///
    /// - Throws: `CocoaError`.
    public func write(_ vectors: [Data: [Float]]) throws {
        guard let dimensions = vectors.values.first?.count else { return }
        var bytes = Data("eaf-vectors 1 \(dimensions)\n".utf8)
        bytes.reserveCapacity(64 + vectors.count * (32 + dimensions * 4))
        for (key, vector) in vectors where vector.count == dimensions && key.count == 32 {
            bytes.append(key)
            for number in vector {
                let bits = number.bitPattern
                bytes.append(contentsOf: [
                    UInt8(truncatingIfNeeded: bits), UInt8(truncatingIfNeeded: bits >> 8),
                    UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 24),
                ])
            }
        }
        try bytes.write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}
