import Events
import LanguageModels
import Synchronization

@testable import API

/// A corrector that does what a test says, and keeps what it was asked.
final class ScriptedCorrector: Corrector {
    typealias Script = @Sendable (_ call: Int, CorrectorRequest) async throws(CorrectorFailure) -> Correction

    let provider = "scripted"
    let model = "script-1"
    private let script: Script
    private let asked = Mutex<[CorrectorRequest]>([])

    /// - Parameter script: gets the number of the call, from 1.
    init(_ script: @escaping Script) { self.script = script }

    /// Corrects at once and well.
    convenience init() {
        self.init { _, request throws(CorrectorFailure) in .sample(for: request.scheme) }
    }

    var requests: [CorrectorRequest] { asked.withLock { $0 } }

    func correct(
        _ request: CorrectorRequest, noting calls: ModelCallLedger
    ) async throws(CorrectorFailure) -> CorrectorAnswer {
        let call = asked.withLock { asked in
            asked.append(request)
            return asked.count
        }
        let correction = try await script(call, request)
        return CorrectorAnswer(
            correction: correction, usage: ModelUsage(tokensIn: 1_200, tokensOut: 300, costMicroEuros: 450))
    }
}

extension CorrectorFailure {
    static let busy = CorrectorFailure(code: .rateLimited, message: "Le correcteur est occupé.", retryable: true)
    static let short = CorrectorFailure(code: .textTooShort, message: "Le texte est trop court.", retryable: false)
}

extension Correction {
    /// Half of every rubric's points, `off` more on the whole.
    static func sample(for scheme: MarkingScheme, off: Double = 0) -> Correction {
        Correction(
            note: 10 + off,
            bilan: Bilan(global: "Une lecture juste.", pointsForts: ["Un plan"], axesAmelioration: ["Citer"]),
            rubriques: scheme.rubriques.map {
                RubricMark(
                    titre: $0.titre, note: $0.max / 2, max: $0.max, appreciation: "Correct", conseils: [],
                    indices: [])
            },
            annotations: [], corrigeType: "", conseilFinal: "Relisez le poème.", provisoire: false,
            correcteur: Correcteur(
                fournisseur: "scripted", modele: "script-1-fin", modeleDeLangue: true, avertissement: nil))
    }
}
