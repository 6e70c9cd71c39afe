/// The segments of a JPEG, walked up to its frame header (ITU-T T.81 §B.2.2).
enum JPEGSegments {
    /// How many markers to walk: a large colour profile takes 255; one read each must not become a million.
    private static let markersWalked = 2_048
    private static let headBytes = 9

    /// Where the frame header is, and its first 9 bytes: `FF Cn`, length, precision, height, width. Nil when there is none: the file
    /// is damaged, or no JPEG.
    ///
    /// - Parameters:
    ///   - read: returns `count` bytes from `offset` on, or fewer where the file ends.
    ///   - passing: told of each segment on the way: its marker without the `FF`, and where its content begins.
    /// - Throws: what `read` and `passing` throw.
    static func frameHeader<Failure: Error>(
        reading read: (_ offset: Int, _ count: Int) throws(Failure) -> [UInt8],
        passing: (_ marker: UInt8, _ content: Int) throws(Failure) -> Void = { _, _ in }
    ) throws(Failure) -> (offset: Int, head: [UInt8])? {
        guard try read(0, 2) == [0xFF, 0xD8] else { return nil }
        var offset = 2
        for _ in 0..<markersWalked {
            let segment = try read(offset, headBytes)
            guard segment.count >= 4, segment[0] == 0xFF else { return nil }
            switch segment[1] {
            case 0xFF:  // A fill byte before a marker.
                offset += 1
            case 0x01, 0xD0...0xD7:  // TEM and RSTn stand alone.
                offset += 2
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:  // SOFn; not DHT, JPG, DAC.
                return segment.count == headBytes && segment.bigEndian16(at: 2) >= 8 ? (offset, segment) : nil
            case 0x00, 0xD8...0xDA:  // No marker, a second image, its end, or a scan before any frame.
                return nil
            default:
                let length = segment.bigEndian16(at: 2)
                guard length >= 2 else { return nil }
                try passing(segment[1], offset + 4)
                offset += 2 + length
            }
        }
        return nil
    }
}
