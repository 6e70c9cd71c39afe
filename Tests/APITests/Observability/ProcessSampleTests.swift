import Foundation
import Testing

@testable import API

@Suite struct `A process sample` {
    private let systemStat = "cpu  1 2 3\nbtime 1700000000\nprocesses 5\n"

    @Test func `survives a command with spaces and parentheses`() {
        let fields = (3...52).map { String($0) }.joined(separator: " ")
        let sample = ProcessSample(
            processStat: "1 (a ) b) \(fields)\n",
            systemStat: systemStat,
            ticksPerSecond: 100,
            pageBytes: 4_096
        )
        #expect(sample?.cpuSeconds == 0.29)
        #expect(sample?.residentMemoryBytes == 98_304)
        #expect(sample?.startTimeSeconds == 1_700_000_000.22)
    }

    @Test(arguments: ["", "1 (a", "1 (a) S 1 2", "1 (a) " + String(repeating: "x ", count: 50)])
    func `is refused when a field is missing`(processStat: String) {
        let sample = ProcessSample(
            processStat: processStat,
            systemStat: systemStat,
            ticksPerSecond: 100,
            pageBytes: 4_096
        )
        #expect(sample == nil)
    }

    @Test func `of this process is plausible`() throws {
        let sample = try #require(ProcessSample.read())
        #expect(sample.residentMemoryBytes > 1_000_000)
        #expect(sample.openDescriptorCount >= 3)
        let age = Date().timeIntervalSince1970 - sample.startTimeSeconds
        #expect(age > -5 && age < 86_400)
    }
}
