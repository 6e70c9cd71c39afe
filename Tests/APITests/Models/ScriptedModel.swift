import Events
import LanguageModels
import Synchronization

@testable import API
@testable import LanguageModels

/// A model that says what a test wants, without a network.
final class ScriptedModel: LanguageModel {
    typealias Script = @Sendable (_ call: Int, ModelPrompt) -> Result<JSONValue, ModelFailure>

    let provider = "openai"
    let model = "modele-1"
    let readableFiles: Set<ModelFile.Kind>
    private let script: Script
    private let restAfterFailure: Double?
    private let state = Mutex<(asked: [ModelPrompt], rest: Double?)>(([], nil))

    /// - Parameter restSeconds: for how long it is left alone after every failure, until a test says otherwise.
    init(reads: Set<ModelFile.Kind> = [], restSeconds: Double? = nil, _ script: @escaping Script) {
        readableFiles = reads
        restAfterFailure = restSeconds
        self.script = script
    }

    var asked: [ModelPrompt] { state.withLock { $0.asked } }
    var restSeconds: Double? { state.withLock { $0.rest } }

    func rest(_ seconds: Double?) { state.withLock { $0.rest = seconds } }

    func answer(_ prompt: ModelPrompt, noting calls: ModelCallLedger) async throws(ModelFailure) -> ModelAnswer {
        let number = state.withLock { state in
            state.asked.append(prompt)
            return state.asked.count
        }
        let result = script(number, prompt)
        let tokens = ModelTokens(input: 1_000, output: 200)
        var outcome = ModelExchange.success
        if case .failure(let failure) = result {
            outcome = failure.kind.rawValue
            rest(restAfterFailure)
        }
        calls.note(
            ModelExchange(
                provider: provider, model: "modele-1-fin", tokens: tokens, latencyMilliseconds: 12,
                costMicroEuros: 3_000, outcome: outcome))
        return ModelAnswer(value: try result.get(), model: "modele-1-fin", usage: tokens)
    }
}

extension ModelDesk {
    /// With the prompts of the program.
    static func test(
        _ model: any LanguageModel, dayMicroEuros: Int = 50_000_000, monthMicroEuros: Int = 500_000_000
    ) throws -> ModelDesk {
        ModelDesk(
            model: model, budget: ModelBudget(dayMicroEuros: dayMicroEuros, monthMicroEuros: monthMicroEuros),
            prompts: try .bundled())
    }
}

/// Corrections as a model writes them.
enum ModelCorrections {
    /// Half of every rubric's points; `change` spoils it.
    static func half(
        of scheme: MarkingScheme, quoting passages: [String] = [], note: Double? = nil,
        rubric: (MarkingScheme.Rubric) -> Double = { $0.max / 2 }
    ) -> JSONValue {
        [
            "bilan": ["global": "Une lecture juste.", "points_forts": ["Un plan."], "axes_amelioration": ["Citer."]],
            "rubriques": .array(
                scheme.rubriques.map { item in
                    [
                        "titre": .string(item.titre), "appreciation": "Correct.", "conseils": ["Relire."],
                        "note": .number(rubric(item)), "max": .number(item.max),
                    ]
                }),
            "annotations": .array(
                passages.map { ["extrait": .string($0), "commentaire": "Bien vu.", "type": "bravo"] }),
            "corrige_type": "Plan possible.", "conseil_final": "Relisez le poème.",
            "note": .number(note ?? scheme.rubriques.reduce(0) { $0 + rubric($1) }),
        ]
    }
}
