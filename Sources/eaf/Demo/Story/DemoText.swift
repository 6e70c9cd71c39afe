import Foundation

/// How the demonstration writes on the terminal.
enum DemoText {
    static func step(_ number: Int, _ title: String) { write("\n\(number). \(title)") }
    static func line(_ text: String) { write("   \(text)") }
    /// Unbuffered, so that a reader of a pipe follows the story as it happens.
    /// A reader that went away (`eaf demo | head`) is no reason to leave the server running.
    static func write(_ text: String) { try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8)) }

    /// A correction, as a pupil would want to see it at a glance.
    static func correction(_ copie: [String: Any]) {
        guard let correction = copie["correction"] as? [String: Any] else { return }
        let file = copie["file"] as? [String: Any]
        line(
            "\(file?["type"] ?? "?"), \(((copie["ocrText"] as? String) ?? "").split { $0.isWhitespace }.count) mots lus"
        )
        line("note : \(number(correction["note"]))/20, \(correction["mention"] ?? "")  (provisoire)")
        for rubric in correction["rubriques"] as? [[String: Any]] ?? [] {
            line("  \(rubric["titre"] ?? "") : \(number(rubric["note"]))/\(number(rubric["max"]))")
            for evidence in (rubric["indices"] as? [String] ?? []).prefix(2) { line("    – \(evidence)") }
        }
        for annotation in (correction["annotations"] as? [[String: Any]] ?? []).prefix(4) {
            line(
                "  [\(annotation["type"] ?? "")] « \(annotation["extrait"] ?? "") » : \(annotation["commentaire"] ?? "")"
            )
        }
        let reader = correction["correcteur"] as? [String: Any]
        line("  \(reader?["avertissement"] ?? "")")
    }

    /// A mark with a decimal comma, without a fraction when it is whole.
    static func number(_ value: Any?) -> String {
        guard let number = value as? Double ?? (value as? Int).map(Double.init) else { return "–" }
        return number == number.rounded() ? String(Int(number)) : String(number).replacing(".", with: ",")
    }
}
