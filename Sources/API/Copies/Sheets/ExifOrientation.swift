/// How a camera was held, from the EXIF data of a JPEG (CIPA DC-008 §4.6.4 A, tag 274).
enum ExifOrientation {
    private static let tag = 0x0112
    private static let mark: [UInt8] = Array("Exif\0\0".utf8)
    /// Entries of the first directory that are looked at; cameras write some twenty.
    private static let entriesMax = 128

    /// The clockwise turn that sets the picture upright; nil when the segment is no EXIF data, or says nothing of it.
    ///
    /// Mirrored pictures, which no camera takes of a sheet, are only turned.
    ///
    /// - Parameter start: where the segment's content begins.
    /// - Throws: what reading throws.
    static func degrees(in bytes: SheetBytes, at start: Int) throws -> Int? {
        guard try bytes.read(start, mark.count) == mark else { return nil }
        let base = start + mark.count
        let head = try bytes.read(base, 8)
        guard head.count == 8, let isBig = [[0x49, 0x49]: false, [0x4D, 0x4D]: true][Array(head[..<2])] else {
            return nil
        }
        func number(_ part: [UInt8]) -> Int { (isBig ? part : part.reversed()).reduce(0) { $0 << 8 | Int($1) } }
        let directory = base + number(Array(head[4...]))
        let counted = try bytes.read(directory, 2)
        guard counted.count == 2 else { return nil }
        for index in 0..<min(number(counted), entriesMax) {
            let entry = try bytes.read(directory + 2 + index * 12, 12)
            guard entry.count == 12 else { return nil }
            guard number(Array(entry[..<2])) == tag else { continue }
            // A short, in the first two bytes of the value.
            return [1: 0, 2: 0, 3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270][number(Array(entry[8..<10]))]
        }
        return nil
    }
}
