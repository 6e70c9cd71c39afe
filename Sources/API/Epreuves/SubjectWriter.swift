import Events
import Foundation
import LanguageModels
import Logging

/// Has a language model put another question to a subject of the bank. The text that a pupil comments or contracts is always the
/// bank's: a model would make one up.
struct SubjectWriter: Sendable {
    static let skill = "coach_ecrit"
    /// A pupil waits for the answer.
    static let secondsMax = 40.0
    static let outputTokensMax = 8_000
    static let sujetCharacters = 40...2_000

    let desk: ModelDesk
    let sleeper: Sleeper

    /// What a model wrote, and the calls that it took; nil in place of the subject when it wrote none that can be given.
    func subject(
        like bank: BankSubject, oeuvre: String?, theme: String?
    ) async -> (written: WrittenSubject?, calls: [NotedCall]) {
        let ledger = ModelCallLedger()
        let prompt = prompt(like: bank, oeuvre: oeuvre, theme: theme)
        let result: Result<ModelAnswer, ModelFailure>? = await sleeper.limit(seconds: Self.secondsMax) {
            do throws(ModelFailure) {
                return .success(try await desk.model.answer(prompt, noting: ledger))
            } catch {
                return .failure(error)
            }
        }
        var written: WrittenSubject?
        switch result {
        case .success(let answer):
            written = WrittenSubject(answer.value, model: answer.model, unlike: bank)
            if written == nil { ledger.refuseLast(as: CorrectorFailure.Code.invalidAnswer.rawValue) }
        case .failure(let failure):
            Logger.current.warning(
                "no subject from the model",
                metadata: ["failure": "\(failure.kind.rawValue)", "detail": "\(failure.detail)"])
        case nil: Logger.current.warning("no subject from the model in time")
        }
        return (written, ledger.calls.map { NotedCall(ModelCalled($0, skill: Self.skill, copie: nil)) })
    }

    private func prompt(like bank: BankSubject, oeuvre: String?, theme: String?) -> ModelPrompt {
        let wish = [oeuvre.map { "Œuvre : \($0)" }, theme.map { "Thème : \($0)" }].compactMap { $0 }
        let dossier =
            "\(bank.auteur), \(bank.oeuvre). Objet d'étude : \(bank.objetEtude). Parcours : \(bank.parcours)."
        let material = PromptMaterial([
            ("DOSSIER", dossier), ("TEXTE", bank.texte), ("MODÈLE", bank.sujet),
            ("SOUHAIT", wish.joined(separator: "\n")),
        ])
        return ModelPrompt(
            instructions: desk.prompts.subject.filled([
                "exercice": Self.exercise(bank.type), "forme": Self.form(bank.type),
            ]),
            material: material.text, files: [], name: "sujet",
            shape: .object([
                .init("sujet", .text), .init("mots_cles", .array(of: .text)), .init("repond_au_souhait", .boolean),
            ]), outputTokensMax: Self.outputTokensMax)
    }

    private static func exercise(_ type: EpreuveType) -> String {
        switch type {
        case .commentaire: "commentaire du TEXTE (voie générale)."
        case .dissertation: "dissertation sur l'œuvre de DOSSIER et son parcours (voie générale)."
        case .contractionEssai: "contraction du TEXTE, puis essai (voie technologique)."
        }
    }

    private static func form(_ type: EpreuveType) -> String {
        switch type {
        case .commentaire: "Il présente le texte en une phrase et demande de le commenter sous un angle précis."
        case .dissertation: "Il pose une question ou donne une affirmation à discuter."
        case .contractionEssai: "Il garde la consigne de contraction de MODÈLE et pose une autre question d'essai."
        }
    }
}

/// A subject as a model wrote it, checked.
struct WrittenSubject: Equatable {
    let sujet: String
    let motsCles: [String]
    let matchesWish: Bool
    let model: String

    /// Nil when it cannot be given: too short, too long, or the bank's own again.
    init?(_ value: JSONValue, model: String, unlike bank: BankSubject) {
        guard case .object(let members) = value, case .string(let raw) = members["sujet"],
            case .array(let words) = members["mots_cles"], case .boolean(let matches) = members["repond_au_souhait"]
        else { return nil }
        let sujet = raw.trimmingCharacters(in: .whitespacesAndNewlines)
        guard SubjectWriter.sujetCharacters.contains(sujet.count), sujet != bank.sujet else { return nil }
        self.sujet = sujet
        motsCles = words.compactMap { if case .string(let word) = $0 { String(word.prefix(60)) } else { nil } }
            .filter { $0.contains(where: \.isLetter) }.prefix(15).map { $0 }
        matchesWish = matches
        self.model = model
    }
}
