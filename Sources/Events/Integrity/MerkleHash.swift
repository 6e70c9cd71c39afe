import Crypto

/// The SHA-256 of a leaf, of a node, or of a whole tree.
public struct MerkleHash: Hashable, Sendable {
    /// How many bytes a hash has.
    public static let byteCount = 32

    /// The bytes, in memory order: a vector needs no room on the heap, and a tree has millions of hashes.
    let words: SIMD4<UInt64>

    init(_ digest: SHA256.Digest) {
        words = unsafe digest.withUnsafeBytes { unsafe $0.loadUnaligned(as: SIMD4<UInt64>.self) }
    }

    /// Takes the bytes; nil unless there are 32.
    public init?(bytes: some Collection<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count == Self.byteCount else { return nil }
        words = unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(as: SIMD4<UInt64>.self) }
    }

    /// Reads base 64 as in checkpoints and proofs; nil for anything else.
    public init?(base64 text: some StringProtocol) {
        guard let bytes = Base64.decode(text) else { return nil }
        self.init(bytes: bytes)
    }

    /// Consecutive hashes, as a tile holds them; nil when `bytes` are not whole hashes.
    static func all(in bytes: [UInt8]) -> [MerkleHash]? {
        guard bytes.count.isMultiple(of: byteCount) else { return nil }
        return stride(from: 0, to: bytes.count, by: byteCount).compactMap { start in
            MerkleHash(bytes: bytes[start..<start + byteCount])
        }
    }

    public var bytes: [UInt8] { unsafe withUnsafeBytes(of: words) { unsafe [UInt8]($0) } }
    public var base64: String { Base64.encode(bytes) }
    /// 64 hexadecimal digits.
    public var hex: String { bytes.hexadecimal }
}

extension MerkleHash: CustomStringConvertible {
    public var description: String { base64 }
}
