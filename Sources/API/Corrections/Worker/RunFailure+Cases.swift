extension RunFailure {
    static let fileDamaged = RunFailure(
        code: "file_damaged",
        reason: "Le fichier de la copie est introuvable ou abîmé sur le serveur. Déposez la copie à nouveau.",
        retryable: false)
    static let fileTooLarge = RunFailure(
        code: "file_too_large",
        reason: "Le fichier de la copie est trop volumineux pour être lu. Déposez un fichier plus léger.",
        retryable: false)
    static let storageUnavailable = RunFailure(
        code: "storage_unavailable",
        reason: "Le fichier de la copie n'a pas pu être lu sur le serveur. La copie est conservée.",
        retryable: true)
    /// How long a copie waits for a storage service that does not answer.
    private static let unreachableSeconds = 60
    static let storageUnreachable = RunFailure(
        code: "storage_unreachable",
        reason: "Le stockage des copies ne répond pas. La copie est conservée et sera corrigée dès son retour.",
        retryable: true, postponedSeconds: unreachableSeconds)
    static let personErased = RunFailure(
        code: "person_erased",
        reason: "Le compte a été supprimé : la copie ne peut plus être lue.",
        retryable: false)
    static let epreuveMissing = RunFailure(
        code: "epreuve_missing",
        reason: "Le sujet de cette copie est introuvable. Signalez-le à votre enseignant.",
        retryable: false)
    static let logUnreadable = RunFailure(
        code: "log_unreadable",
        reason: "Le sujet ou le texte de la copie n'a pas pu être relu sur le serveur. La copie est conservée.",
        retryable: true)
    static let invalidCorrection = RunFailure(
        code: CorrectorFailure.Code.invalidAnswer.rawValue,
        reason: "La correction reçue n'était pas conforme au barème : elle a été écartée, sans note.",
        retryable: true)
    static let correctorTimedOut = RunFailure(
        code: CorrectorFailure.Code.timedOut.rawValue,
        reason: "Le correcteur n'a pas répondu à temps. La copie est conservée.",
        retryable: true)
    static let interrupted = RunFailure(
        code: ReleaseInterruptedRuns.code,
        reason: "La correction a été interrompue par un arrêt du serveur. Elle reprendra d'elle-même.",
        retryable: true)
    static let tooLarge = RunFailure(
        code: "record_too_large",
        reason: "Le texte ou la correction est trop long pour être enregistré. Aucune note n'est donnée.",
        retryable: true)

    /// Whether another file, or a longer text, may help where this one failed.
    static func isOfFile(_ code: String) -> Bool { fileCodes.contains(code) }

    private static let fileCodes: Set<String> = {
        let read: [ReadingFailure.Code] = [
            .encrypted, .tooManyPages, .tooManyPixels, .tooMuchText, .unreadable, .emptyText, .memory,
        ]
        let judged: [CorrectorFailure.Code] = [.textTooShort, .textUnreadable]
        return Set(read.map(\.rawValue) + judged.map(\.rawValue) + [fileDamaged.code, fileTooLarge.code])
    }()
}
