import API
import Events
import LanguageModels

/// Requests on the sample copies, and the one corrector the tests share.
enum LocalRequests {
    static let titres: [EpreuveType: String] = [
        .commentaire: "Vous commenterez le poème d'Arthur Rimbaud, « Le Dormeur du val ».",
        .dissertation:
            "Dans quelle mesure les poèmes du Cahier de Douai sont-ils ceux d'une émancipation créatrice ?",
        .contractionEssai: "Essai : faut-il faire de la lecture un devoir ?",
    ]

    static func request(_ type: EpreuveType, copie: String) -> CorrectorRequest {
        let texte: [EpreuveType: String] = [
            .commentaire: SampleCopies.dormeur, .contractionEssai: SampleCopies.journal,
        ]
        let motsCles: [EpreuveType: [String]] = [
            .commentaire: ["nature", "soldat", "guerre", "mort"], .dissertation: ["émancipation", "liberté"],
            .contractionEssai: ["lecture", "plaisir", "écran"],
        ]
        return CorrectorRequest(
            type: type, scheme: .official(for: type), sujet: titres[type] ?? "", texte: texte[type] ?? "",
            consignes: "", motsCles: motsCles[type] ?? [], copie: copie)
    }

    /// The dictionary takes tens of milliseconds to load, so every test uses the same.
    static let corrector = Result {
        try LocalCorrector(dictionaryFolder: LocalCorrector.systemDictionaryFolder)
    }

    static func correct(_ type: EpreuveType, _ copie: String) async throws -> Correction {
        let request = request(type, copie: copie)
        let correction = try await corrector.get().correct(request, noting: ModelCallLedger()).correction
        try correction.validate(against: request.scheme)
        return correction
    }
}
