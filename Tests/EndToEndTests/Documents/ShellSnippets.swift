import Foundation

/// The commands of `eaf` that a Markdown document names.
struct ShellSnippets {
    struct Command {
        /// The words after `eaf`.
        let words: [String]
        /// In a block of shell, to be run as it stands; otherwise only named in a sentence.
        let isWhole: Bool
        let line: Int
    }

    private static let names: Set<String> = ["eaf", "$EAF", ".build/release/eaf"]
    private static let prefixes: Set<String> = [
        "if", "then", "else", "do", "while", "until", "!", "time", "sudo", "exec",
    ]

    private(set) var commands: [Command] = []

    init(_ markdown: String) {
        var language: String?
        var pending = ""
        for (number, text) in markdown.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if text.hasPrefix("```") {
                language = language == nil ? String(text.dropFirst(3)) : nil
                pending = ""
            } else if language == "sh" {
                pending += text.hasSuffix("\\") ? text.dropLast() + " " : text
                guard !text.hasSuffix("\\") else { continue }
                add(Self.uncommented(pending), line: number + 1, isWhole: true)
                pending = ""
            } else if language == nil {
                // Odd pieces between backticks are code.
                for (index, code) in text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                where index % 2 == 1 && code.hasPrefix("eaf ") {
                    add(String(code), line: number + 1, isWhole: false)
                }
            }
        }
    }

    private mutating func add(_ text: String, line: Int, isWhole: Bool) {
        let separated = ["$(", "(", ")", "|", "&", ";", "`"].reduce(text) { $0.replacing($1, with: "\n") }
        for simple in separated.split(separator: "\n") {
            var words = Self.words(simple)[...]
            while let first = words.first, Self.prefixes.contains(first) || Self.isAssignment(first) {
                words = words.dropFirst()
            }
            guard let name = words.popFirst(), Self.names.contains(name) else { continue }
            let end = words.firstIndex { $0.contains("<") || $0.contains(">") } ?? words.endIndex
            commands.append(Command(words: Array(words[..<end]), isWhole: isWhole, line: line))
        }
    }

    private static func uncommented(_ text: String) -> String {
        if text.hasPrefix("#") { return "" }
        return text.range(of: " #").map { String(text[..<$0.lowerBound]) } ?? text
    }

    private static func isAssignment(_ word: String) -> Bool {
        guard let equals = word.firstIndex(of: "=") else { return false }
        return word[..<equals].allSatisfy { $0.isLetter || $0 == "_" || $0.isNumber }
    }

    /// The words of a simple command; quotes hold one together.
    private static func words(_ text: Substring) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in text {
            if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if character == " " {
                if let whole = word { words.append(whole) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let whole = word { words.append(whole) }
        return words
    }
}
