public import Crypto
import Foundation

/// A long body sealed in chunks: blobs and snapshots.
///
/// The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015; as in age): a header of `EAFSEAL1` and seven random bytes,
/// then chunks of 64 KiB of plaintext, each AES-256-GCM under the nonce *random ‖ counter (4 bytes, big-endian) ‖ last (1)*, so
/// that chunks can be neither reordered, dropped, nor cut off at the end. `context` is the associated data of every chunk.
public enum SealedStream {
    /// Plaintext bytes in every chunk but the last.
    public static let chunkBytes = 64 << 10
    static let tagBytes = 16
    static let magic = Array("EAFSEAL1".utf8)
    static let prefixBytes = 7
    static let headerBytes = magic.count + prefixBytes

    static func nonce(_ prefix: [UInt8], _ counter: UInt32, isLast: Bool) throws -> AES.GCM.Nonce {
        var bytes = prefix
        for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: counter >> UInt32(shift))) }
        bytes.append(isLast ? 1 : 0)
        return try AES.GCM.Nonce(data: bytes)
    }
}

/// Seals a body piece by piece.
public struct SealedStreamWriter: Sendable {
    private let key: SymmetricKey
    private let context: Data
    private let prefix: [UInt8]
    private var counter: UInt32 = 0
    private var pending: [UInt8] = []

    /// A writer and the header that the sealed body begins with.
    public static func begin(key: SymmetricKey, context: String) -> (writer: Self, header: [UInt8]) {
        var generator = SystemRandomNumberGenerator()
        let prefix = (0..<SealedStream.prefixBytes).map { _ in UInt8.random(in: 0...255, using: &generator) }
        return (Self(key: key, context: context, prefix: prefix), SealedStream.magic + prefix)
    }

    /// A writer under a key that seals this one body and nothing else: no random bytes are needed, and the same body gives the
    /// same sealed bytes.
    public static func begin(once key: SymmetricKey, context: String) -> (writer: Self, header: [UInt8]) {
        let prefix = [UInt8](repeating: 0, count: SealedStream.prefixBytes)
        return (Self(key: key, context: context, prefix: prefix), SealedStream.magic + prefix)
    }

    private init(key: SymmetricKey, context: String, prefix: [UInt8]) {
        self.key = key
        self.context = Data(context.utf8)
        self.prefix = prefix
    }

    /// Takes plaintext and returns what can be written so far.
    ///
    /// - Throws: `SealedStreamError.tooLong` beyond 2³² chunks, or an error of the cryptographic library.
    public mutating func seal(_ bytes: some Collection<UInt8>) throws -> [UInt8] {
        pending += bytes
        var out: [UInt8] = []
        var start = 0
        // The last chunk is kept back: only `finish` knows that it is the last.
        while pending.count - start > SealedStream.chunkBytes {
            out += try chunk(pending[start..<start + SealedStream.chunkBytes], isLast: false)
            start += SealedStream.chunkBytes
        }
        pending.removeFirst(start)
        return out
    }

    /// The end of the sealed body.
    ///
    /// - Throws: as `seal`.
    public consuming func finish() throws -> [UInt8] {
        try chunk(pending[...], isLast: true)
    }

    private mutating func chunk(_ plain: ArraySlice<UInt8>, isLast: Bool) throws -> [UInt8] {
        let nonce = try SealedStream.nonce(prefix, counter, isLast: isLast)
        let box = try AES.GCM.seal(plain, using: key, nonce: nonce, authenticating: context)
        guard counter < .max else { throw SealedStreamError.tooLong }
        counter += 1
        return [UInt8](box.ciphertext) + [UInt8](box.tag)
    }
}

/// Opens a sealed body piece by piece.
public struct SealedStreamReader: Sendable {
    private let key: SymmetricKey
    private let context: Data
    private var prefix: [UInt8]?
    private var counter: UInt32 = 0
    private var pending: [UInt8] = []

    /// A reader for a body sealed under `key` in `context`.
    public init(key: SymmetricKey, context: String) {
        self.key = key
        self.context = Data(context.utf8)
    }

    /// Takes sealed bytes and returns the plaintext that is certain so far.
    ///
    /// - Throws: `SealedStreamError`.
    public mutating func open(_ bytes: some Collection<UInt8>) throws(SealedStreamError) -> [UInt8] {
        pending += bytes
        try readHeader()
        guard prefix != nil else { return [] }
        let sealedChunk = SealedStream.chunkBytes + SealedStream.tagBytes
        var out: [UInt8] = []
        var start = 0
        while pending.count - start > sealedChunk {
            out += try chunk(pending[start..<start + sealedChunk], isLast: false)
            start += sealedChunk
        }
        pending.removeFirst(start)
        return out
    }

    /// The rest of the plaintext; throws when the body was cut off.
    ///
    /// - Throws: `SealedStreamError`.
    public consuming func finish() throws(SealedStreamError) -> [UInt8] {
        guard prefix != nil else { throw .notSealed }
        return try chunk(pending[...], isLast: true)
    }

    private mutating func readHeader() throws(SealedStreamError) {
        guard prefix == nil, pending.count >= SealedStream.headerBytes else { return }
        guard pending.starts(with: SealedStream.magic) else { throw .notSealed }
        prefix = Array(pending[SealedStream.magic.count..<SealedStream.headerBytes])
        pending.removeFirst(SealedStream.headerBytes)
    }

    private mutating func chunk(_ sealed: ArraySlice<UInt8>, isLast: Bool) throws(SealedStreamError) -> [UInt8] {
        guard let prefix, sealed.count >= SealedStream.tagBytes else { throw .broken }
        do {
            let nonce = try SealedStream.nonce(prefix, counter, isLast: isLast)
            let box = try AES.GCM.SealedBox(
                nonce: nonce, ciphertext: sealed.dropLast(SealedStream.tagBytes),
                tag: sealed.suffix(SealedStream.tagBytes))
            counter += 1
            return [UInt8](try AES.GCM.open(box, using: key, authenticating: context))
        } catch {
            throw .broken
        }
    }
}
