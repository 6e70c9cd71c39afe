import Testing

@testable import Events
@testable import Projections

@Suite struct `Core Web Vitals` {
    @Test func `are counted, summed up and rated, each by name`() throws {
        try Given(
            .measured(.LCP, 2_500), .measured(.LCP, 2_501), .measured(.LCP, 4_000), .measured(.LCP, 4_001),
            .measured(.LCP, 1_000), .measured(.CLS, 0.05)
        ).then(Vitals.self) { vitals in
            let lcp = vitals[.LCP]
            #expect(lcp.count == 5)
            #expect(lcp.total == 14_002)
            #expect(lcp.last == 1_000)
            #expect(lcp.good == 2)
            #expect(lcp.needsImprovement == 2)
            #expect(lcp.poor == 1)
            #expect(vitals[.CLS].count == 1)
            #expect(vitals[.CLS].total == 0.05)
        }
    }

    @Test func `are zero before the first report`() throws {
        try Given(.logOpened, .called("m")).then(Vitals.self) { vitals in
            for name in VitalName.allCases {
                #expect(vitals[name] == VitalAggregate())
                #expect(vitals[name].percentile(0.75) == 0)
            }
        }
    }

    @Test(arguments: VitalName.allCases) func `have percentiles within 1 % of the exact ones`(name: VitalName) throws
    {
        let seed: UInt64 = 31
        var generator = SeededGenerator(seed: seed)
        let scale = name == .CLS ? 0.4 : 6_000.0
        let values = (0..<5_000).map { _ in generator.share() * generator.share() * scale }
        try Given(values.map { .measured(name, $0) }).then(Vitals.self) { vitals in
            let sorted = values.sorted()
            for share in [0.5, 0.75, 0.95] {
                let exact = `A sketch of quantiles`.exact(sorted, share)
                #expect(abs(vitals[name].percentile(share) - exact) <= exact * 0.01, "\(share), seed \(seed)")
            }
        }
    }

    @Test(arguments: [0, 0.003, 0.1, 1, 2_500, 1_048_575, 5_000_000])
    func `have exact percentiles when every report says the same`(value: Double) throws {
        try Given((0..<9).map { _ in .measured(.LCP, value) }).then(Vitals.self) { vitals in
            for share in [0, 0.5, 0.75, 0.95, 1] { #expect(vitals[.LCP].percentile(share) == value) }
        }
    }

    @Test func `have percentiles between the smallest and the largest report`() throws {
        try Given(.measured(.INP, 101), .measured(.INP, 199)).then(Vitals.self) { vitals in
            #expect(vitals[.INP].percentile(0) >= 101)
            #expect(vitals[.INP].percentile(0.5) < 103)
            #expect(vitals[.INP].percentile(1) <= 199)
            #expect(vitals[.INP].percentile(1) > 197)
        }
    }

    @Test func `may be zero`() throws {
        try Given(.measured(.CLS, 0), .measured(.CLS, 0), .measured(.CLS, 0.2)).then(Vitals.self) { vitals in
            #expect(vitals[.CLS].percentile(0.5) == 0)
            #expect(abs(vitals[.CLS].percentile(0.95) - 0.2) < 0.002)
            #expect(vitals[.CLS].good == 2)
        }
    }
}
