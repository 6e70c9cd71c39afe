import Foundation

/// Texts that stand nowhere else: what a person says of themselves, in every field that takes text.
enum Canary {
    static let email = "canari.zqxj-93@volière.example"
    static let name = "Canarine Zébulonne-Kxqw"
    static let school = "Lycée Canariforme de Wqxbourg"
    static let password = "phrase-du-canari-zqxj"
    static let work = "Les Canaris du wagon Qxz"
    static let theme = "la cage ouverte Zqw"
    static let feature = "canari-atelier-zxq"
    static let payload = "brouillon-canari-qzxw"
    static let path = "/canari-chemin-zqx"
    static let comment = "Belle envolée, Canarine, reprenez le wagon zqxw."
    static let agent = "Canarionaute/9.3 (zqxj)"
    static let fileName = "canari-copie-zqxj.pdf"
    static let key = "canari-cle-zqxj"
    /// A word of the copie that no dictionary has, so that the correction quotes it.
    static let word = "canariquzel"
    static let sentence = "Le canariquzel du poète bat des ailes dans la cage du wagon."

    static let all = [
        email, name, school, password, work, theme, feature, payload, path, comment, agent, fileName, key, word,
        sentence,
    ]

    /// Those that are kept, sealed, as long as the person is there.
    static let kept = [email, name, school, work, theme, feature, payload, path, comment, word]
}

/// A PDF with a layer of text, a page of lines.
struct TextPDF {
    let bytes: [UInt8]

    init(lines: [String]) {
        let pages = stride(from: 0, to: lines.count, by: 45).map { Array(lines[$0..<min($0 + 45, lines.count)]) }
        var objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
        objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
        var kids: [String] = []
        for page in pages {
            let text = page.map { "(\($0)) Tj T*" }.joined(separator: "\n")
            let stream = "BT /F1 11 Tf 14 TL 50 780 Td\n\(text)\nET"
            kids.append("\(objects.count + 1) 0 R")
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents \(objects.count + 2) 0 R "
                    + "/Resources << /Font << /F1 3 0 R >> >> >>")
            objects.append(
                "<< /Length \(Self.latin(stream).count) >>\nstream\n\(stream)\nendstream")
        }
        objects[1] = "<< /Type /Pages /Kids [\(kids.joined(separator: " "))] /Count \(pages.count) >>"
        var bytes = Self.latin("%PDF-1.4\n")
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(bytes.count)
            bytes += Self.latin("\(index + 1) 0 obj\n\(object)\nendobj\n")
        }
        let start = bytes.count
        let table = offsets.map { "\(String($0 + 10_000_000_000).dropFirst()) 00000 n \n" }.joined()
        bytes += Self.latin(
            "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n\(table)trailer\n"
                + "<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n")
        self.bytes = bytes
    }

    private static func latin(_ text: String) -> [UInt8] { [UInt8](text.data(using: .isoLatin1) ?? Data()) }
}
