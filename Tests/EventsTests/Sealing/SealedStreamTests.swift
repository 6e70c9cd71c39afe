import Crypto
import Testing

@testable import Events

@Suite struct `A long body that is sealed` {
    static let sizes = [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000]
    static let seed: UInt64 = 1
    static let sealedChunk = SealedStream.chunkBytes + SealedStream.tagBytes

    let key = SymmetricKey(size: .bits256)

    /// Cuts `bytes` into random pieces, some of them empty.
    private func pieces(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + Int(generator.next() % 50_000))
            pieces.append(bytes[start..<end])
            start = end
        }
        return pieces + [[]]
    }

    private func seal(_ plain: [UInt8], _ generator: inout SeededGenerator) throws -> [UInt8] {
        var (writer, sealed) = SealedStreamWriter.begin(key: key, context: "copie/1")
        for piece in pieces(plain, &generator) { sealed += try writer.seal(piece) }
        return sealed + (try writer.finish())
    }

    private func open(
        _ sealed: [[UInt8]], context: String = "copie/1", key: SymmetricKey? = nil
    ) throws(SealedStreamError) -> [UInt8] {
        var reader = SealedStreamReader(key: key ?? self.key, context: context)
        var plain: [UInt8] = []
        for piece in sealed { plain += try reader.open(piece) }
        return plain + (try reader.finish())
    }

    @Test(arguments: sizes)
    func `opens to what was sealed, however both were cut`(_ size: Int) throws {
        var generator = SeededGenerator(seed: Self.seed)
        for _ in 0..<3 {
            let plain = generator.bytes(size)
            let sealed = try seal(plain, &generator)
            let chunks = max(1, (size + SealedStream.chunkBytes - 1) / SealedStream.chunkBytes)
            #expect(sealed.count == SealedStream.headerBytes + size + chunks * SealedStream.tagBytes)
            let cut = pieces(sealed, &generator).map(Array.init)
            #expect(try open(cut) == plain, "seed \(Self.seed)")
            #expect(try open([sealed]) == plain, "seed \(Self.seed)")
        }
    }

    @Test(arguments: sizes)
    func `does not open when it was cut off, anywhere`(_ size: Int) throws {
        var generator = SeededGenerator(seed: Self.seed)
        let sealed = try seal(generator.bytes(size), &generator)
        var places = [0, 5, sealed.count - 1]
        for chunk in stride(from: SealedStream.headerBytes, to: sealed.count, by: Self.sealedChunk) {
            for offset in [-1, 0, 1, 15, 16, 17] { places.append(chunk + offset) }
        }
        for place in places where place < sealed.count {
            #expect(throws: SealedStreamError.self, "cut at \(place)") { try open([Array(sealed.prefix(place))]) }
        }
        #expect(throws: SealedStreamError.broken) { try open([sealed, [0]]) }
    }

    @Test func `does not open when chunks change places, are missing or are doubled`() throws {
        var generator = SeededGenerator(seed: Self.seed)
        let sealed = try seal(generator.bytes(200_000), &generator)
        let header = Array(sealed.prefix(SealedStream.headerBytes))
        let body = stride(from: header.count, to: sealed.count, by: Self.sealedChunk).map {
            Array(sealed[$0..<min($0 + Self.sealedChunk, sealed.count)])
        }
        #expect(body.count == 4)
        #expect(throws: Never.self) { try open([header] + body) }
        let orders = [
            [1, 0, 2, 3], [0, 2, 1, 3], [0, 1, 3], [1, 2, 3], [0, 0, 1, 2, 3], [0, 1, 2], [3], [0, 1, 2, 3, 3],
        ]
        for order in orders {
            #expect(throws: SealedStreamError.broken, "\(order)") { try open([header] + order.map { body[$0] }) }
        }
        let other = try seal(generator.bytes(200_000), &generator)
        #expect(throws: SealedStreamError.broken) { try open([Array(other.prefix(header.count))] + body) }
    }

    @Test func `does not open after a bit flipped, under another key or in another context`() throws {
        var generator = SeededGenerator(seed: Self.seed)
        let sealed = try seal(generator.bytes(300), &generator)
        for bit in 0..<sealed.count * 8 {
            var bad = sealed
            bad[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: SealedStreamError.self, "bit \(bit)") { try open([bad]) }
        }
        #expect(throws: SealedStreamError.broken) { try open([sealed], key: SymmetricKey(size: .bits256)) }
        #expect(throws: SealedStreamError.broken) { try open([sealed], context: "copie/2") }
        #expect(throws: SealedStreamError.notSealed) { try open([generator.bytes(300)]) }
        #expect(throws: SealedStreamError.notSealed) { try open([]) }
    }
}
