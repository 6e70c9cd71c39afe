import Events
import Foundation
import LanguageModels
import Testing

@testable import API

@Suite struct `Marking by rules` {
    @Test func `a full structured commentaire is assez bien or bien, a first page is not`() async throws {
        let full = try await LocalRequests.correct(.commentaire, SampleCopies.commentaire)
        let short = try await LocalRequests.correct(.commentaire, SampleCopies.courte)
        #expect((12...15.5).contains(full.note), "\(full.note)")
        #expect((2...6).contains(short.note), "\(short.note)")
    }

    @Test func `the same text with faults gets less, and so does its first third`() async throws {
        let good = try await LocalRequests.correct(.commentaire, SampleCopies.commentaire)
        let faulty = try await LocalRequests.correct(.commentaire, Self.withFaults(SampleCopies.commentaire))
        let third = try await LocalRequests.correct(
            .commentaire, String(SampleCopies.commentaire.prefix(SampleCopies.commentaire.count / 3)))
        #expect(faulty.note < good.note)
        #expect(third.note < good.note - 2)
    }

    @Test func `no copie reaches the highest mention by rules alone`() async throws {
        for (type, copie) in Self.samples {
            let correction = try await LocalRequests.correct(type, copie)
            #expect(correction.note < 16)
        }
    }

    @Test func `writing the same page eight times, or pasting the text, brings nothing`() async throws {
        let once = try await LocalRequests.correct(.commentaire, SampleCopies.courte)
        let often = try await LocalRequests.correct(
            .commentaire, Array(repeating: SampleCopies.courte, count: 8).joined(separator: "\n\n"))
        let pasted = try await LocalRequests.correct(
            .commentaire, SampleCopies.courte + "\n\n" + SampleCopies.dormeur)
        #expect(often.note <= once.note)
        #expect(pasted.note <= once.note)
    }

    @Test func `the correction says what it is`() async throws {
        let correction = try await LocalRequests.correct(.dissertation, SampleCopies.dissertation)
        #expect(correction.provisoire)
        #expect(correction.correcteur.fournisseur == "local")
        #expect(!correction.correcteur.modeleDeLangue)
        #expect(correction.correcteur.avertissement?.contains("sans modèle de langue") == true)
        #expect(correction.corrigeType.contains("non un corrigé rédigé"))
        #expect(correction.corrigeType.contains("émancipation"))
        let argumentation = try #require(correction.rubriques.first { $0.titre == "Argumentation" })
        #expect(argumentation.note <= argumentation.max * 0.75)
        #expect(argumentation.appreciation.contains("ne comprend pas les idées"))
        #expect(!argumentation.indices.isEmpty)
    }

    @Test func `reading twice gives the same correction and costs nothing`() async throws {
        let request = LocalRequests.request(.commentaire, copie: SampleCopies.courte)
        let corrector = try LocalRequests.corrector.get()
        let first = try await corrector.correct(request, noting: ModelCallLedger())
        #expect(try await corrector.correct(request, noting: ModelCallLedger()) == first)
        #expect(first.usage == .none)
    }

    @Test func `whatever the text, the rubrics sum to the mark and every extract is in the copie`() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(state: seed)
        let corrector = try LocalRequests.corrector.get()
        for round in 0..<60 {
            let (type, sample) = Self.samples[round % Self.samples.count]
            let copie = Self.shuffled(sample, using: &random)
            let request = LocalRequests.request(type, copie: copie)
            do throws(CorrectorFailure) {
                let correction = try await corrector.correct(request, noting: ModelCallLedger()).correction
                #expect(correction.rubriques.reduce(0) { $0 + $1.note } == correction.note, "seed \(seed)")
                #expect(throws: Never.self, "seed \(seed)") { try correction.validate(against: request.scheme) }
                let unfound = correction.annotations.filter { !copie.contains($0.extrait) }
                #expect(unfound.isEmpty, "seed \(seed)")
            } catch {
                #expect(!error.retryable && !error.message.isEmpty, "seed \(seed)")
            }
        }
    }

    @Test func `a grid of the subject's own is followed`() async throws {
        let scheme = try MarkingScheme([
            .init(titre: "Interprétation", max: 9.5), .init(titre: "Qualité de la langue", max: 5.5),
            .init(titre: "Impression d'ensemble", max: 5),
        ])
        let copie = SampleCopies.commentaire
        let base = LocalRequests.request(.commentaire, copie: copie)
        let request = CorrectorRequest(
            type: .commentaire, scheme: scheme, sujet: base.sujet, texte: base.texte, consignes: "", motsCles: [],
            copie: copie)
        let correction = try await LocalRequests.corrector.get().correct(request, noting: ModelCallLedger())
            .correction
        #expect(throws: Never.self) { try correction.validate(against: scheme) }
    }

    private static let samples: [(EpreuveType, String)] = [
        (.commentaire, SampleCopies.commentaire), (.dissertation, SampleCopies.dissertation),
        (.contractionEssai, SampleCopies.contraction + "\n\n" + SampleCopies.essai),
        (.commentaire, SampleCopies.courte),
    ]

    /// Spoils one word in twelve by doubling a vowel in the middle.
    private static func withFaults(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false).enumerated().map { index, word in
            guard index % 12 == 5, word.count > 5 else { return String(word) }
            return String(word.prefix(3)) + "uu" + String(word.dropFirst(3))
        }.joined(separator: " ")
    }

    private static func shuffled(_ text: String, using random: inout SeededRandom) -> String {
        var words = text.split(separator: " ").map(String.init)
        if Bool.random(using: &random) { words.shuffle(using: &random) }
        words = Array(words.prefix(Int.random(in: 1...words.count, using: &random)))
        let noise = [
            "«", "»", "\"", "\n\n", "(", "187 mots", "!!!", "…", "’", "-\n", "é", "🙂", "Essai\n", "\0", "\r\n",
        ]
        for _ in 0..<Int.random(in: 0...40, using: &random) {
            let place = Int.random(in: 0...words.count, using: &random)
            words.insert(noise.randomElement(using: &random) ?? "", at: place)
        }
        return words.joined(separator: " ")
    }
}

/// SplitMix64, so that a failing text can be made again from the printed seed.
private struct SeededRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
