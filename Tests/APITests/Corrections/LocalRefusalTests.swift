import Events
import LanguageModels
import Testing

@testable import API

@Suite struct `Refusing to mark` {
    @Test(arguments: ["", "   \n", "Un soldat dort dans l'herbe.", String(repeating: "mot ", count: 39)])
    func `an empty or far too short text is never marked`(copie: String) async throws {
        let failure = try #require(await Self.failure(.commentaire, copie))
        #expect(failure.code == .textTooShort)
        #expect(failure.message.hasPrefix("Texte trop court"))
        #expect(!failure.retryable)
    }

    @Test func `a copie that only pastes the text is too short`() async throws {
        let failure = try #require(await Self.failure(.commentaire, SampleCopies.dormeur))
        #expect(failure.code == .textTooShort)
    }

    @Test func `a text that is not French words is unreadable`() async throws {
        let words = (0..<120).map { "brzakol\(["ent", "umf", "ogtha", "irvex"][$0 % 4])\(["a", "o", "u"][$0 % 3])" }
        let failure = try #require(await Self.failure(.commentaire, words.joined(separator: " ")))
        #expect(failure.code == .textUnreadable)
        #expect(!failure.retryable)
    }

    @Test func `a contraction without its text cannot be measured`() async throws {
        let request = CorrectorRequest(
            type: .contractionEssai, scheme: .official(for: .contractionEssai), sujet: "Essai", texte: "",
            consignes: "", motsCles: [], copie: SampleCopies.essai)
        await #expect(throws: CorrectorFailure.self) {
            _ = try await LocalRequests.corrector.get().correct(request, noting: ModelCallLedger())
        }
    }

    @Test func `a missing dictionary is named when the corrector is made`() {
        #expect(throws: SpellCheckerError.dictionaryMissing(path: "/nowhere/fr.aff")) {
            _ = try LocalCorrector(dictionaryFolder: "/nowhere")
        }
    }

    private static func failure(_ type: EpreuveType, _ copie: String) async throws -> CorrectorFailure? {
        let corrector = try LocalRequests.corrector.get()
        do throws(CorrectorFailure) {
            _ = try await corrector.correct(LocalRequests.request(type, copie: copie), noting: ModelCallLedger())
            return nil
        } catch {
            return error
        }
    }
}
