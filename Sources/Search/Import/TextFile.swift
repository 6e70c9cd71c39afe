import Foundation

/// A text file, whatever it is encoded in.
struct TextFile {
    let text: String
    /// What was done to read it, in French; nil for UTF-8.
    let notice: String?

    /// - Throws: `ImportFault` for a file that is too large, cannot be read, or is no text.
    init(_ url: URL, name: String) throws(ImportFault) {
        let bytes = try Self.bytes(url, name)
        if let text = String(data: bytes, encoding: .utf8), !text.unicodeScalars.contains("\0") {
            self.text = text
            notice = nil
            return
        }
        guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
            throw ImportFault("le fichier est en UTF-16 ; enregistrez-le en UTF-8", file: name)
        }
        guard Self.isWindows1252(bytes), let text = String(data: bytes, encoding: .windowsCP1252) else {
            throw ImportFault("ce n'est pas un fichier de texte", file: name)
        }
        self.text = text
        notice = "\(name) : lu comme du Latin-1 (Windows-1252) et converti en UTF-8 ; vérifiez les accents"
    }

    /// - Throws: `ImportFault` for a file that is too large or cannot be read.
    static func bytes(_ url: URL, _ name: String) throws(ImportFault) -> Data {
        let size = (try? FileManager.default.attributesOfItem(atPath: url.path)[.size]) as? Int
        guard let size else { throw ImportFault("le fichier ne peut pas être lu", file: name) }
        guard size <= ImportLimits.fileBytesMax else {
            throw ImportFault(
                "le fichier fait \(ImportLimits.mebibytes(size)) ; un fichier a au plus "
                    + "\(ImportLimits.mebibytes(ImportLimits.fileBytesMax)) : découpez-le",
                file: name)
        }
        guard let bytes = try? Data(contentsOf: url) else {
            throw ImportFault("le fichier ne peut pas être lu", file: name)
        }
        return bytes
    }

    /// Nearly every byte means something in that encoding, so this is what texts do not have: control characters, and the five bytes
    /// that mean nothing.
    private static func isWindows1252(_ bytes: Data) -> Bool {
        bytes.allSatisfy { byte in
            switch byte {
            case 0x09, 0x0A, 0x0C, 0x0D: true
            case 0..<0x20, 0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D: false
            default: true
            }
        }
    }
}
