/// Cuts a run of characters into words; offsets stay those of the run.
struct Tokenizer {
    let characters: [Character]

    /// Returns the words of a sentence: letters and digits, joined by apostrophes and hyphens.
    func words(in sentence: Range<Int>) -> [Word] {
        var words: [Word] = []
        var index = sentence.lowerBound
        while index < sentence.upperBound {
            guard isWordCharacter(characters[index]) else {
                index += 1
                continue
            }
            let word = word(from: index, limit: sentence.upperBound, opensSentence: words.isEmpty)
            words.append(word)
            index = word.range.upperBound
        }
        return words
    }

    private func word(from start: Int, limit: Int, opensSentence: Bool) -> Word {
        var text = ""
        var index = start
        var isBroken = false
        while index < limit {
            let character = characters[index]
            if isWordCharacter(character) {
                text.append(character)
                index += 1
            } else if Self.isJoint(character), index + 1 < limit, isWordCharacter(characters[index + 1]) {
                text.append(Self.isApostrophe(character) ? "'" : "-")
                index += 1
            } else if character == "-", let next = resumption(after: index, limit: limit) {
                isBroken = true
                index = next
            } else {
                break
            }
        }
        return Word(range: start..<index, text: text, isBroken: isBroken, opensSentence: opensSentence)
    }

    /// Returns where a word cut at the end of a line goes on, if it does.
    private func resumption(after hyphen: Int, limit: Int) -> Int? {
        var index = hyphen + 1
        var sawBreak = false
        while index < limit, characters[index].isWhitespace {
            sawBreak = sawBreak || characters[index].isNewline
            index += 1
        }
        return sawBreak && index < limit && characters[index].isLowercase ? index : nil
    }

    private func isWordCharacter(_ character: Character) -> Bool {
        character.isLetter || character.isNumber
    }

    private static func isJoint(_ character: Character) -> Bool {
        isApostrophe(character) || character == "-" || character == "\u{2011}"
    }

    private static func isApostrophe(_ character: Character) -> Bool {
        character == "'" || character == "’" || character == "ʼ" || character == "`"
    }
}
