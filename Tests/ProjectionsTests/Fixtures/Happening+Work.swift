@testable import Events

/// Épreuves, copies and their corrections.
extension Happening {
    static func given(
        _ id: EpreuveID, to owner: PersonID, _ type: EpreuveType = .commentaire, bankID: String? = nil
    ) -> Happening {
        Happening(
            .epreuve(id), by: .user(owner),
            .epreuve(
                .generated(
                    .init(
                        owner: owner, type: type, origin: bankID == nil ? .model : .bank, bankID: bankID,
                        matchesWish: true, bareme: .official(for: type),
                        content: .clear(
                            .init(
                                sujet: "Sujet", texte: "Texte", consignes: "Consignes", source: "", motsCles: [],
                                oeuvre: nil, theme: nil))))))
    }

    static func handedIn(
        _ id: CopieID, by owner: PersonID, epreuve: EpreuveID = EpreuveID(number: 1), blob: String = "blob"
    ) -> Happening {
        Happening(
            .copie(id), by: .user(owner),
            .copie(
                .uploaded(
                    .init(
                        epreuve: epreuve, owner: owner, sha256: "sha", blob: blob, bytes: 1_000,
                        declaredType: "application/pdf", fileType: "application/pdf", pages: 2))))
    }

    static func read(_ id: CopieID, textBlob: String? = nil) -> Happening {
        Happening(
            .copie(id), by: .worker,
            .copie(
                .read(
                    .init(
                        run: CorrectionRunID(number: 1), method: .textLayer, pages: 2, words: 400, confidence: nil,
                        textBlob: textBlob, text: textBlob == nil ? .clear("Le texte") : nil))))
    }

    static func requested(_ id: CopieID, by asker: PersonID, _ cause: CorrectionCause = .pupil) -> Happening {
        Happening(.copie(id), by: .user(asker), .correction(.requested(.init(cause: cause))))
    }

    static func started(
        _ id: CopieID, attempt: Int = 1, run: CorrectionRunID = CorrectionRunID(number: 1), lease: Timestamp
    ) -> Happening {
        Happening(
            .copie(id), by: .worker,
            .correction(.started(.init(run: run, attempt: attempt, worker: "w1", leaseUntil: lease))))
    }

    static func completed(
        _ id: CopieID, attempt: Int = 1, note: Double, quotesDropped: Int? = nil
    ) -> Happening {
        Happening(
            .copie(id), by: .worker,
            .correction(
                .completed(
                    .init(
                        run: CorrectionRunID(number: 1), attempt: attempt, note: note, provider: "local",
                        model: "règles", provisional: true, correction: .clear(correction(note)),
                        quotesDropped: quotesDropped))))
    }

    static func marked(_ id: CopieID, by teacher: PersonID, note: Double) -> Happening {
        Happening(
            .copie(id), by: .user(teacher), .correction(.marked(.init(note: note, reason: .clear("À relever.")))))
    }

    static func postponed(_ id: CopieID, attempt: Int = 1, next: Timestamp) -> Happening {
        Happening(
            .copie(id), by: .worker,
            .correction(
                .postponed(
                    .init(
                        run: CorrectionRunID(number: 1), attempt: attempt, code: "provider_unavailable",
                        reason: "Le correcteur ne répond pas.", nextAttemptAt: next))))
    }

    static func failed(_ id: CopieID, attempt: Int = 1, final: Bool = false, next: Timestamp? = nil) -> Happening {
        Happening(
            .copie(id), by: .worker,
            .correction(
                .failed(
                    .init(
                        run: CorrectionRunID(number: 1), attempt: attempt, code: "timeout", reason: "Trop long.",
                        final: final, nextAttemptAt: next))))
    }

    static func commented(_ id: CopieID, by teacher: PersonID, _ comment: CommentID) -> Happening {
        Happening(
            .copie(id), by: .user(teacher),
            .correction(.commented(.init(comment: comment, text: .clear("À revoir.")))))
    }

    private static func correction(_ note: Double) -> Correction {
        Correction(
            note: note, bilan: .init(global: "Bilan", pointsForts: [], axesAmelioration: []), rubriques: [],
            annotations: [], corrigeType: "", conseilFinal: "Relire.", provisoire: true,
            correcteur: .init(fournisseur: "local", modele: "règles", modeleDeLangue: false, avertissement: nil))
    }
}

extension Actor {
    static let worker = Actor.system("correction-worker")
}
