extension ReadingFailure {
    static let encrypted = ReadingFailure(
        code: .encrypted,
        message: "Ce PDF est protégé par un mot de passe ou interdit la lecture de son texte. "
            + "Enregistrez-le sans protection, puis déposez-le à nouveau."
    )
    static let tooMuchText = ReadingFailure(
        code: .tooMuchText,
        message: "Ce document contient beaucoup trop de texte pour une copie. Ne déposez que la copie."
    )
    static let unreadable = ReadingFailure(
        code: .unreadable,
        message: "Ce fichier est abîmé ou n'est pas du type annoncé. "
            + "Enregistrez-le à nouveau ou photographiez la copie, puis déposez-la."
    )
    static let emptyText = ReadingFailure(
        code: .emptyText,
        message: "Aucun texte n'a pu être lu. Vérifiez que la copie n'est pas blanche, "
            + "que la photo est nette et bien éclairée, puis déposez-la à nouveau."
    )
    static let timedOut = ReadingFailure(
        code: .timedOut,
        message: "La lecture de la copie a pris trop de temps et a été arrêtée."
    )
    static let memory = ReadingFailure(
        code: .memory,
        message: "La lecture de ce fichier demande trop de mémoire. "
            + "Déposez une photo ou un PDF plus léger."
    )
    static let toolMissing = ReadingFailure(
        code: .toolMissing,
        message: "La lecture des copies n'est pas disponible pour le moment. La copie est conservée."
    )
    static let unavailable = ReadingFailure(
        code: .unavailable,
        message: "La lecture de la copie n'a pas pu démarrer. La copie est conservée."
    )
    static let cancelled = ReadingFailure(
        code: .cancelled,
        message: "La lecture de la copie a été interrompue. La copie est conservée."
    )

    static func tooManyPages(_ pages: Int, max: Int) -> ReadingFailure {
        ReadingFailure(
            code: .tooManyPages,
            message: "Ce document compte \(pages) pages et le maximum est de \(max). "
                + "Ne déposez que la copie."
        )
    }

    static func tooManyPixels(_ pixels: Int, max: Int) -> ReadingFailure {
        ReadingFailure(
            code: .tooManyPixels,
            message: "Cette image est trop grande. Elle compte \(Self.millions(pixels)) millions de pixels "
                + "et le maximum est de \(Self.millions(max)) millions. "
                + "Réduisez-la, puis déposez-la à nouveau."
        )
    }

    /// The failure of a reading whose tool failed; `exited` means that the tool refused the file.
    init(_ failure: ChildFailure) {
        self =
            switch failure {
            case .exited, .signalled: .unreadable
            case .timedOut: .timedOut
            case .outOfMemory: .memory
            case .outputTooLarge: .tooMuchText
            case .toolMissing: .toolMissing
            case .notStarted: .unavailable
            case .cancelled: .cancelled
            }
    }

    /// Rounded up, so that an image just above the limit never reads as equal to it.
    private static func millions(_ count: Int) -> Int {
        count / 1_000_000 + (count % 1_000_000 == 0 ? 0 : 1)
    }
}
