import Events
import Foundation
import Testing

@testable import API

@Suite struct `A ZIP archive` {
    private let time = Timestamp("2026-02-28T13:14:16Z") ?? Timestamp(seconds: 0)

    private func archive(_ files: [(String, [UInt8])], at offset: UInt64 = 0) -> [UInt8] {
        var zip = ZipWriter(at: offset, modified: time)
        var bytes: [UInt8] = []
        for (name, content) in files { bytes += zip.file(name, content) }
        return bytes + zip.finish()
    }

    @Test func `has what was put in, also nothing, and names in any script`() throws {
        let content = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let files = [("vide.txt", []), ("copies/é-œ-字/copie.pdf", content), ("LISEZMOI.txt", Array("Été.\n".utf8))]
        let read = try Archive(archive(files))
        #expect(read.files == Dictionary(uniqueKeysWithValues: files.map { ($0.0, Data($0.1)) }))
        #expect(try Archive(archive([])).files.isEmpty)
    }

    @Test func `says when and for whom`() throws {
        let path = FileManager.default.temporaryDirectory.path + "/eaf-\(UUID().uuidString).zip"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(archive([("a.txt", [1, 2, 3])])).write(to: URL(filePath: path))
        let script =
            "import sys, zipfile; i = zipfile.ZipFile(sys.argv[1]).infolist()[0]; print(i.date_time, oct(i.external_attr >> 16))"
        let (status, output) = try Archive.run("/usr/bin/python3", ["-c", script, path])
        #expect(status == 0)
        #expect(String(decoding: output, as: UTF8.self) == "(2026, 2, 28, 13, 14, 16) 0o100600\n")
    }

    @Test func `cut off anywhere, or changed, is no archive`() throws {
        let whole = archive([("a.txt", Array("Contenu".utf8)), ("b.txt", [7])])
        #expect(try Archive(whole).names == ["a.txt", "b.txt"])
        for count in [1, whole.count / 2, whole.count - 1] {
            #expect(throws: Archive.NotWhole.self) { try Archive(Array(whole.prefix(count))) }
        }
        var changed = whole
        let place = try #require(whole.firstRange(of: Array("Contenu".utf8))).lowerBound
        changed[place] ^= 1
        #expect(throws: Archive.NotWhole.self) { try Archive(changed) }
    }

    /// Beyond 4 GiB: the file has a hole before the archive, which takes no room.
    @Test func `has no limit`() throws {
        let path = FileManager.default.temporaryDirectory.path + "/eaf-\(UUID().uuidString).zip"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let offset = UInt64(UInt32.max) + 12_345
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.truncate(atOffset: offset)
        try file.seek(toOffset: offset)
        try file.write(contentsOf: archive([("loin.txt", Array("Loin.".utf8)), ("fin.txt", [1])], at: offset))
        try file.close()
        let read = try Archive(at: path)
        #expect(read.files == ["loin.txt": Data("Loin.".utf8), "fin.txt": Data([1])])
    }

    @Test func `of more files than fit in 16 bits names them all`() throws {
        let count = Int(UInt16.max) + 2
        var zip = ZipWriter(at: 0, modified: time)
        var bytes: [UInt8] = []
        for number in 0..<count { bytes += zip.file("\(number)", []) }
        bytes += zip.finish()
        #expect(try Archive(bytes).files.count == count)
    }

    @Test func `is checked by the checksum that ZIP has`() {
        #expect(CRC32.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(CRC32.checksum([]) == 0)
    }
}
