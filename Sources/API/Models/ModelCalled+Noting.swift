import Events
import LanguageModels

/// A call of a model that is to be recorded, under an id that was made for it.
struct NotedCall: Sendable {
    let id: ModelCallID
    let event: ModelCalled

    init(_ event: ModelCalled) {
        id = .random()
        self.event = event
    }

    var fact: NewFact { NewFact(.modelCall(id), person: nil, .model(.called(event))) }
}

extension ModelCalled {
    init(_ call: ModelExchange, skill: String, copie: CopieID?) {
        self.init(
            skill: skill, provider: call.provider, model: call.model, tokensIn: call.tokens.input,
            tokensOut: call.tokens.output, latencyMilliseconds: call.latencyMilliseconds,
            costMicroEuros: call.costMicroEuros, outcome: call.outcome, copie: copie)
    }
}
