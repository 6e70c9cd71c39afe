/// A corrector or another skill was called.
public struct ModelCalled: Payload {
    public var skill: String
    public var provider: String
    /// As the provider named what answered.
    public var model: String
    public var tokensIn: Int
    public var tokensOut: Int
    public var latencyMilliseconds: Int
    public var costMicroEuros: Int
    /// `success`, or the code of the failure.
    public var outcome: String
    public var copie: CopieID?

    /// Gathers the members.
    public init(
        skill: String, provider: String, model: String, tokensIn: Int, tokensOut: Int,
        latencyMilliseconds: Int, costMicroEuros: Int, outcome: String, copie: CopieID?
    ) {
        self.skill = skill
        self.provider = provider
        self.model = model
        self.tokensIn = tokensIn
        self.tokensOut = tokensOut
        self.latencyMilliseconds = latencyMilliseconds
        self.costMicroEuros = costMicroEuros
        self.outcome = outcome
        self.copie = copie
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        skill = try fields.string("skill")
        provider = try fields.string("provider")
        model = try fields.string("model")
        tokensIn = try fields.integer("tokensIn")
        tokensOut = try fields.integer("tokensOut")
        latencyMilliseconds = try fields.integer("latencyMilliseconds")
        costMicroEuros = try fields.integer("costMicroEuros")
        outcome = try fields.string("outcome")
        copie = try fields.optionalID("copie")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("skill", skill)
        out.json.field("provider", provider)
        out.json.field("model", model)
        out.json.field("tokensIn", tokensIn)
        out.json.field("tokensOut", tokensOut)
        out.json.field("latencyMilliseconds", latencyMilliseconds)
        out.json.field("costMicroEuros", costMicroEuros)
        out.json.field("outcome", outcome)
        out.json.field("copie", copie)
    }
}
