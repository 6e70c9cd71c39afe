import Foundation

/// The title of a plain text that has no head of its own.
enum TextTitle {
    private static let headLines = 40
    private static let titleCharacters = 2...80
    /// Shorter words of a file's name say nothing about its title.
    private static let tellingLetters = 4

    /// What the text says its title is: a line `Title:` or `Titre :` among its first, as Project Gutenberg writes it; or its first line,
    /// where that is short and the file is named after it. Else the file's name, tidied.
    ///
    /// - Parameter file: its path without suffix.
    static func of(_ text: String, file: String) -> String {
        let lines = text.split(whereSeparator: \.isNewline).prefix(headLines).map { String($0).trimmingWhitespace() }
        return declared(lines) ?? first(lines, file) ?? tidied(file)
    }

    private static func declared(_ lines: [String]) -> String? {
        lines.lazy.compactMap { $0.wholeMatch(of: /(?i)(?:title|titre)\s*:\s*(\S.*)/) }.first
            .map { String($0.output.1) }.flatMap { titleCharacters.contains($0.count) ? $0 : nil }
    }

    private static func first(_ lines: [String], _ file: String) -> String? {
        guard var line = lines.first(where: { !$0.isEmpty }), titleCharacters.contains(line.count) else { return nil }
        while line.last == "." { line.removeLast() }
        let named = Set(WordFolder().pieces(of: file).filter { $0.count >= tellingLetters })
        guard WordFolder().pieces(of: line).contains(where: named.contains) else { return nil }
        return line.contains(where: \.isLowercase) ? line : capitalised(line)
    }

    /// `LA PEAU DE CHAGRIN` is « La Peau de Chagrin ».
    private static func capitalised(_ line: String) -> String {
        line.lowercased().split(separator: " ").enumerated().map { index, word in
            index > 0 && small.contains(String(word)) ? String(word) : word.prefix(1).uppercased() + word.dropFirst()
        }.joined(separator: " ")
    }

    private static let small: Set<String> = [
        "de", "du", "des", "d", "la", "le", "les", "l", "et", "à", "au", "aux", "en", "ou", "un", "une", "sur", "par",
    ]

    /// `moliere/tartuffe_1` is « Moliere, tartuffe 1 », `baudelaire-fleurs-1861` « Baudelaire fleurs (1861) ».
    private static func tidied(_ file: String) -> String {
        let parts = file.split(separator: "/").map { part in
            part.split { "_-".contains($0) || $0.isWhitespace }.joined(separator: " ")
        }.filter { !$0.isEmpty }
        let title = parts.joined(separator: ", ")
        let dated = title.replacing(/\s(1[0-9]{3}|20[0-9]{2})$/) { " (\($0.output.1))" }
        return dated.prefix(1).uppercased() + dated.dropFirst()
    }
}
