import HTTPTypes

/// Why a file is refused. Texts of the predecessor are kept where it had one.
extension Problem {
    static let fileMissing = Problem(.badRequest, "fichier-manquant", "Fichier manquant.")
    static let emptyFile = Problem(.badRequest, "fichier-vide", "Le fichier est vide.")
    static let unsupportedType = Problem(.badRequest, "type-non-supporte", "Type de fichier non supporté.")
    static let malformedForm = Problem(
        .badRequest, "formulaire-invalide", "Le formulaire d'envoi est malformé ou incomplet.")
    static let uploadTooSlow = Problem(.requestTimeout, "envoi-trop-lent", "L'envoi du fichier a pris trop de temps.")

    static func fileTooLarge(megabytes: Int) -> Problem {
        Problem(.contentTooLarge, "fichier-trop-volumineux", "Fichier trop volumineux (max \(megabytes)MB).")
    }

    static func tooManySheets(_ max: Int) -> Problem {
        .ofFile("count", "Une copie a \(max) feuilles photographiées au plus. Au-delà, déposez un seul PDF.")
    }

    static let pdfAmongSheets = ofFile(
        "sheets", "Plusieurs fichiers ne font une copie que si ce sont des photos. Un PDF se dépose seul.")

    static func sheetForm(_ number: Int) -> Problem {
        .ofFile(
            "form",
            "Feuille \(number) : une image WebP, transparente, entrelacée ou à quatre couleurs ne peut pas être jointe à "
                + "d'autres. Enregistrez-la en JPEG.")
    }

    private static func ofFile(_ rule: String, _ message: String) -> Problem {
        .invalid([FieldIssue(field: "file", rule: rule, message: message)])
    }

    /// The file is what it says it is, and cannot be read all the same.
    static func unreadable(_ failure: ReadingFailure) -> Problem {
        Problem(.unprocessableContent, "fichier-refuse-\(failure.code.rawValue)", failure.message)
    }
}
