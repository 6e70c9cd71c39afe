import Foundation

/// Our prompts: texts in `Resources/prompts`, with places to fill in.
struct PromptLibrary: Sendable {
    let correction: PromptTemplate
    let subject: PromptTemplate

    /// The prompts that ship with the program.
    ///
    /// - Throws: when one is missing.
    static func bundled() throws -> PromptLibrary {
        PromptLibrary(correction: try template("correcteur"), subject: try template("sujet"))
    }

    private static func template(_ name: String) throws -> PromptTemplate {
        guard let url = Bundle.module.url(forResource: name, withExtension: "txt", subdirectory: "prompts") else {
            throw CocoaError(.fileNoSuchFile)
        }
        return PromptTemplate(try String(contentsOf: url, encoding: .utf8))
    }
}
