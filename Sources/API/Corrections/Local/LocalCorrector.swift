import Events
public import LanguageModels

/// The embedded reader: rules, a dictionary, and no language model.
///
/// It marks what can be counted, gives the evidence, and says that it did not understand the ideas: every
/// correction is provisional. The same copie always gets the same correction.
public struct LocalCorrector: Corrector {
    /// Where Debian's `hunspell-fr` puts the dictionary.
    public static let systemDictionaryFolder = "/usr/share/hunspell"
    /// Below this nothing can be said of a copie, and nothing is.
    static let minimumWords = 40
    /// From this many words a sentence is called long.
    static let longSentenceWords = 45
    /// Beyond this share of unknown words a text was not read, or is not in French.
    static let unreadableShare = 0.5

    public let provider = "local"
    public let model = "regles-2"
    private let spelling: SpellChecker

    /// Loads `fr.aff` and `fr.dic` of the folder, once for all copies.
    public init(dictionaryFolder: String) throws(SpellCheckerError) {
        spelling = try SpellChecker(folder: dictionaryFolder)
    }

    public func correct(
        _ request: CorrectorRequest, noting calls: ModelCallLedger
    ) async throws(CorrectorFailure) -> CorrectorAnswer {
        try await read(request)
    }

    /// Reads off the caller's actor: a long copie takes tens of milliseconds of arithmetic.
    @concurrent private func read(_ request: CorrectorRequest) async throws(CorrectorFailure) -> CorrectorAnswer {
        let copie = ParsedText(request.copie)
        let subject = SubjectText(request)
        guard copie.wordCount >= Self.minimumWords else { throw Self.tooShort(words: copie.wordCount) }
        let own = OwnWords(copie, subject: subject).count
        guard own >= Self.minimumWords else { throw Self.tooShort(words: own) }
        guard request.type != .contractionEssai || subject.contractionUnits > 0 else {
            throw Self.nothingToContract
        }
        let review = await spelling.review(copie, vocabulary: subject.vocabulary)
        guard review.unknownShare <= Self.unreadableShare else {
            throw CorrectorFailure(
                code: .textUnreadable,
                message: "Texte illisible : plus de la moitié des mots n'ont pas été reconnus. "
                    + "Déposez une image plus nette, ou une copie rédigée en français.",
                retryable: false)
        }
        let reading = LocalReading(request, copie: copie, subject: subject, faults: review.faults)
        let composer = LocalComposer(
            reading, scheme: request.scheme, review: review, provider: provider, model: model)
        return CorrectorAnswer(correction: composer.correction, usage: .none)
    }

    static let nothingToContract = CorrectorFailure(
        code: .subjectIncomplete, message: "Le texte à contracter manque : la contraction ne peut être mesurée.",
        retryable: false)

    static func tooShort(words: Int) -> CorrectorFailure {
        CorrectorFailure(
            code: .textTooShort,
            message: "Texte trop court : \(French.count(words, "mot")) de vous, il en faut au moins \(minimumWords) "
                + "pour qu'une correction ait un sens.",
            retryable: false)
    }
}
