import Foundation

/// Reads the texts that a school adds: a folder of `.txt` and `.md`, one such file, or a JSONL file of `{id, title, text}`.
///
/// Everything is read and checked before anything is added: one fault, and nothing is.
public struct ImportReader: Sendable {
    private static let textSuffixes = ["txt", "md"]
    private static let lineSuffixes = ["jsonl", "ndjson"]

    /// What was read.
    public struct Result: Sendable {
        public fileprivate(set) var texts: [ImportedText] = []
        /// What an operator should know, in French.
        public fileprivate(set) var notices: [String] = []

        fileprivate var bytes = 0
        /// Where each name was met.
        fileprivate var places: [String: String] = [:]
    }

    /// - Throws: `ImportFault`.
    public static func read(_ path: String) throws(ImportFault) -> Result {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw ImportFault("il n'y a ni fichier ni dossier de ce nom", file: path)
        }
        let url = URL(fileURLWithPath: path)
        var result = Result()
        if isFolder.boolValue {
            try readFolder(url, &result)
        } else if lineSuffixes.contains(url.pathExtension.lowercased()) {
            try readLines(url, &result)
        } else if textSuffixes.contains(url.pathExtension.lowercased()) {
            try readText(url, name: url.lastPathComponent, &result)
        } else {
            throw ImportFault("un dossier, un fichier .txt ou .md, ou un fichier .jsonl est attendu", file: path)
        }
        guard !result.texts.isEmpty else { throw ImportFault("aucun texte à ajouter", file: path) }
        return result
    }

    private static func readFolder(_ folder: URL, _ result: inout Result) throws(ImportFault) {
        let root = folder.standardizedFileURL.path
        let all = FileManager.default.enumerator(
            at: folder, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles])
        var skipped = 0
        let files = (all?.compactMap { $0 as? URL } ?? []).filter { !$0.hasDirectoryPath }
            .map { (url: $0, name: String($0.standardizedFileURL.path.dropFirst(root.count + 1))) }
            .sorted { $0.name < $1.name }
        for file in files {
            guard textSuffixes.contains(file.url.pathExtension.lowercased()) else {
                skipped += 1
                continue
            }
            try readText(file.url, name: file.name, &result)
        }
        if skipped > 0 { result.notices.append("\(skipped) fichier(s) laissé(s) de côté : ni .txt ni .md") }
    }

    private static func readText(_ url: URL, name: String, _ result: inout Result) throws(ImportFault) {
        let file = try TextFile(url, name: name)
        if let notice = file.notice { result.notices.append(notice) }
        let head = FrontMatter(file.text)
        let stem = (name as NSString).deletingPathExtension
        let title = head?.members["title"] ?? Self.heading(file.text, url) ?? TextTitle.of(file.text, file: stem)
        do throws(ImportFault) {
            let text = try ImportedText(
                name: head?.members["id"] ?? Self.slug(stem), title: title, text: head?.body ?? file.text)
            try take(text, from: name, &result)
        } catch {
            throw ImportFault(error.rule, file: error.file ?? name, line: error.line)
        }
    }

    private static func readLines(_ url: URL, _ result: inout Result) throws(ImportFault) {
        let name = url.lastPathComponent
        let bytes = try TextFile.bytes(url, name)
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
        {
            let number = index + 1
            guard let text = String(data: line, encoding: .utf8) else {
                throw ImportFault("la ligne n'est pas en UTF-8", file: name, line: number)
            }
            if text.allSatisfy({ $0.isWhitespace || $0 == "\u{FEFF}" }) { continue }
            let row: Row
            do {
                row = try JSONDecoder().decode(Row.self, from: Data(text.utf8))
            } catch {
                throw ImportFault(
                    "un objet JSON {\"id\":…,\"title\":…,\"text\":…} est attendu, trois chaînes", file: name,
                    line: number)
            }
            do throws(ImportFault) {
                try take(
                    try ImportedText(name: row.id, title: row.title ?? row.id, text: row.text),
                    from: "ligne \(number)",
                    &result)
            } catch {
                throw ImportFault(error.rule, file: name, line: number)
            }
        }
    }

    private struct Row: Decodable {
        let id: String
        /// The id when it is absent.
        let title: String?
        let text: String
    }

    private static func take(_ text: ImportedText, from place: String, _ result: inout Result) throws(ImportFault) {
        if let other = result.places.updateValue(place, forKey: text.name) {
            throw ImportFault("l'identifiant « \(text.name) » est déjà celui de : \(other)")
        }
        result.bytes += text.text.utf8.count
        guard result.bytes <= ImportLimits.importBytesMax else {
            throw ImportFault(
                "l'import dépasse \(ImportLimits.mebibytes(ImportLimits.importBytesMax)) ; faites-le en plusieurs fois"
            )
        }
        guard result.texts.count < ImportLimits.textsMax else {
            throw ImportFault("plus de \(ImportLimits.textsMax) textes ; faites l'import en plusieurs fois")
        }
        result.texts.append(text)
    }

    /// The first heading of a Markdown file.
    private static func heading(_ text: String, _ url: URL) -> String? {
        guard url.pathExtension.lowercased() == "md" else { return nil }
        let line = text.split(whereSeparator: \.isNewline).first { $0.hasPrefix("# ") }
        return line.map { String($0.dropFirst(2)).trimmingWhitespace() }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A file's path as a name: lower case, no accents, hyphens for everything that is neither letter nor digit.
    static func slug(_ stem: String) -> String {
        WordFolder().pieces(of: stem).joined(separator: "-")
    }
}
