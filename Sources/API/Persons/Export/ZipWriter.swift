import Events

/// Writes a ZIP archive (PKWARE APPNOTE.TXT 6.3.10) file by file, for a stream that cannot go back.
///
/// Files are stored as they are: what is large in them, PDF and pictures, is compressed already. Names are UTF-8. ZIP64 is used
/// for the numbers that need it, so that the archive has no limit; a single file has to fit in memory.
struct ZipWriter {
    private static let madeBy: UInt16 = 3 << 8 | 45  // Unix, version 4.5
    private static let needed: UInt16 = 20
    private static let neededForZip64: UInt16 = 45
    private static let utf8Names: UInt16 = 1 << 11
    private static let stored: UInt16 = 0
    /// A regular file that its owner alone may read and write.
    private static let mode: UInt32 = 0o100_600

    private var directory = LittleEndian()
    private var entries: UInt64 = 0
    private var offset: UInt64
    private let time: UInt16
    private let date: UInt16

    /// - Parameters:
    ///   - offset: how many bytes lie before the archive in its file.
    ///   - modified: the time that every file gets, in UTC.
    init(at offset: UInt64, modified: Timestamp) {
        self.offset = offset
        let day = CivilDate(daysSinceEpoch: modified.day)
        let seconds = Int(modified.microseconds / 1_000_000) - modified.day * 86_400
        time = UInt16((seconds / 3_600) << 11 | (seconds % 3_600 / 60) << 5 | seconds % 60 / 2)
        // The format begins in 1980 and has seven bits for the year.
        date = UInt16(min(max(day.year - 1_980, 0), 127) << 9 | day.month << 5 | day.day)
    }

    /// The bytes of one more file: its header and its content.
    mutating func file(_ name: String, _ content: [UInt8]) -> [UInt8] {
        precondition(content.count < UInt32.max, "a file of \(content.count) bytes")
        var common = LittleEndian()
        common.put(Self.utf8Names)
        common.put(Self.stored)
        common.put(time)
        common.put(date)
        common.put(CRC32.checksum(content))
        common.put(UInt32(content.count))
        common.put(UInt32(content.count))
        common.put(UInt16(name.utf8.count))
        var out = LittleEndian()
        out.put(0x0403_4B50 as UInt32)
        out.put(Self.needed)
        out.bytes += common.bytes
        out.put(0 as UInt16)
        out.bytes += name.utf8
        out.bytes += content
        list(name, common)
        entries += 1
        offset += UInt64(out.bytes.count)
        return out.bytes
    }

    /// Adds the file that begins at `offset` to the directory.
    private mutating func list(_ name: String, _ common: LittleEndian) {
        let isFar = offset >= UInt32.max
        directory.put(0x0201_4B50 as UInt32)
        directory.put(Self.madeBy)
        directory.put(isFar ? Self.neededForZip64 : Self.needed)
        directory.bytes += common.bytes
        directory.put(isFar ? 12 : 0 as UInt16)  // extra field
        directory.put(0 as UInt16)  // comment
        directory.put(0 as UInt16)  // disk
        directory.put(0 as UInt16)  // internal attributes
        directory.put(Self.mode << 16)
        directory.put(isFar ? .max : UInt32(offset))
        directory.bytes += name.utf8
        guard isFar else { return }
        directory.put(1 as UInt16)  // ZIP64
        directory.put(8 as UInt16)
        directory.put(offset)
    }

    /// The archive's end.
    consuming func finish() -> [UInt8] {
        var out = directory
        let size = UInt64(directory.bytes.count)
        if entries >= UInt16.max || offset + size >= UInt32.max {
            let end = offset + size
            out.put(0x0606_4B50 as UInt32)
            out.put(44 as UInt64)
            out.put(Self.madeBy)
            out.put(Self.neededForZip64)
            out.put(0 as UInt64)  // disks
            for value in [entries, entries, size, offset] { out.put(value) }
            out.put(0x0706_4B50 as UInt32)
            out.put(0 as UInt32)
            out.put(end)
            out.put(1 as UInt32)
        }
        out.put(0x0605_4B50 as UInt32)
        out.put(0 as UInt32)  // disks
        for _ in 0..<2 { out.put(UInt16(clamping: entries)) }
        out.put(UInt32(clamping: size))
        out.put(UInt32(clamping: offset))
        out.put(0 as UInt16)  // comment
        return out.bytes
    }
}

/// Bytes with integers in the order of ZIP.
private struct LittleEndian {
    var bytes: [UInt8] = []

    mutating func put(_ value: some FixedWidthInteger & UnsignedInteger) {
        for shift in stride(from: 0, to: value.bitWidth, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }
}
