import Events
import Foundation

/// Our own subjects, given out until a language model is configured.
struct SubjectBank: Sendable {
    let subjects: [BankSubject]

    /// What a pupil gets, and whether it answers the wish.
    struct Choice {
        let subject: BankSubject
        let matchesWish: Bool
    }

    /// The bank that ships with the program.
    ///
    /// - Throws: when the resource is missing or malformed: the program was not installed whole.
    static func bundled() throws -> SubjectBank {
        guard let url = Bundle.module.url(forResource: "sujets", withExtension: "json") else {
            throw CocoaError(.fileNoSuchFile)
        }
        return SubjectBank(subjects: try JSONDecoder().decode([BankSubject].self, from: Data(contentsOf: url)))
    }

    /// A subject of `type`: one that answers the wish if any does, given least often before, longest ago.
    ///
    /// - Parameters:
    ///   - oeuvre: words of a title or an author.
    ///   - theme: words of a theme or an object of study.
    ///   - given: ids of the subjects that the pupil had, oldest first.
    /// - Returns: nil only when the bank has no subject of the type.
    func choose(_ type: EpreuveType, oeuvre: String?, theme: String?, given: [String]) -> Choice? {
        let ofType = subjects.filter { $0.type == type }
        let wished = ofType.filter { Self.matches($0, oeuvre: oeuvre, theme: theme) }
        let candidates = wished.isEmpty ? ofType : wished
        let chosen = candidates.min { left, right in
            Self.rank(left, given) < Self.rank(right, given)
        }
        return chosen.map { Choice(subject: $0, matchesWish: !wished.isEmpty) }
    }

    /// How often, and how lately, the pupil had the subject.
    private static func rank(_ subject: BankSubject, _ given: [String]) -> (Int, Int) {
        (given.count { $0 == subject.id }, given.lastIndex(of: subject.id) ?? -1)
    }

    private static func matches(_ subject: BankSubject, oeuvre: String?, theme: String?) -> Bool {
        let work = "\(subject.oeuvre) \(subject.auteur)"
        let about =
            "\(subject.objetEtude) \(subject.parcours) \(subject.themes.joined(separator: " ")) \(subject.sujet)"
        return (oeuvre.map { contains(work, $0) } ?? true) && (theme.map { contains(about, $0) } ?? true)
    }

    /// Whether every word of the wish (of three letters or more) occurs, accents and case aside.
    private static func contains(_ text: String, _ wish: String) -> Bool {
        let folded = fold(text)
        let words = fold(wish).split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 2 }
        return words.isEmpty || words.allSatisfy { folded.contains($0) }
    }

    private static func fold(_ text: String) -> String {
        text.replacing("œ", with: "oe").replacing("Œ", with: "oe")
            .folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
    }
}
