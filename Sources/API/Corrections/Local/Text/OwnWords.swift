/// Tells the pupil's own words from those recopied out of the subject or written twice.
///
/// Length is judged on own words only: pasting the text, or the same page again, must not raise a mark.
struct OwnWords {
    /// This many words in a row that are also the subject's, outside quotation marks, count as recopied.
    static let runLength = 8

    let count: Int
    let recopied: Int
    let repeated: Int

    init(_ copie: ParsedText, subject: SubjectText) {
        var recopied = 0
        var repeated = 0
        var count = 0
        var seen: Set<[String]> = []
        let runs = subject.texte.runs(ofLength: Self.runLength)
        for (sentence, opened) in zip(copie.sentences, copie.quotationsOpened) {
            let words = Folding.words(copie.string(sentence.range))
            let size = sentence.words.count
            guard seen.insert(words).inserted else {
                repeated += size
                continue
            }
            let share =
                words.isEmpty
                ? 0 : Double(Self.recopied(words, runs: runs, length: Self.runLength)) / Double(words.count)
            let taken = opened > 0 ? 0 : Int((share * Double(size)).rounded())
            recopied += taken
            count += size - taken
        }
        self.count = count
        self.recopied = recopied
        self.repeated = repeated
    }

    /// Returns how many of the words stand in a run that is among the runs of the text.
    static func recopied(_ words: [String], runs: Set<ArraySlice<String>>, length: Int) -> Int {
        guard words.count >= length else { return 0 }
        var covered = Array(repeating: false, count: words.count)
        for start in 0...(words.count - length) where runs.contains(words[start..<start + length]) {
            for index in start..<start + length { covered[index] = true }
        }
        return covered.count { $0 }
    }
}
