/// How much a school may add to the corpus.
public enum ImportLimits {
    /// Of one file that is read, whether a text or JSONL: 32 MiB.
    public static let fileBytesMax = 32 << 20
    /// Of one text, in UTF-8: 4 MiB, more than *Les Misérables* has.
    public static let textBytesMax = 4 << 20
    /// Of all texts of one import: 256 MiB.
    public static let importBytesMax = 256 << 20
    /// Texts in the corpus.
    public static let textsMax = 50_000
    /// Characters of a name and of a title.
    public static let nameLength = 1...200
    public static let titleLength = 1...300

    /// A size for people.
    static func mebibytes(_ bytes: Int) -> String { "\((bytes + (1 << 20) - 1) >> 20) Mio" }
}
