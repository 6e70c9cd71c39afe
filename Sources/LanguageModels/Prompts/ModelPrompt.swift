/// What a model is asked. Instructions are ours alone; what other people wrote stands in `material`, never in `instructions`.
public struct ModelPrompt: Sendable, Equatable {
    /// The system's part.
    public let instructions: String
    /// The user's part, with other people's texts between marks that they cannot know.
    public let material: String
    public let files: [ModelFile]
    /// Names the shape for the provider: `[a-z_]`.
    public let name: String
    public let shape: ModelShape
    public let outputTokensMax: Int

    public init(
        instructions: String, material: String, files: [ModelFile], name: String, shape: ModelShape,
        outputTokensMax: Int
    ) {
        self.instructions = instructions
        self.material = material
        self.files = files
        self.name = name
        self.shape = shape
        self.outputTokensMax = outputTokensMax
    }
}
