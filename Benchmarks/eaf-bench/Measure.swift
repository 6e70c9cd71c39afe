import Foundation
import Glibc

/// Small tools for measuring.
enum Measure {
    /// A new folder that the caller removes.
    static func folder() throws -> String {
        let path = FileManager.default.temporaryDirectory.path + "/eaf-bench-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    static func seconds(_ body: () async throws -> Void) async rethrows -> Double {
        let start = ContinuousClock.now
        try await body()
        let took = ContinuousClock.now - start
        return Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
    }

    /// Processor seconds that this process has used so far, all threads: steadier than the clock on a shared machine.
    static var ownProcessorSeconds: Double { processorSeconds(of: getpid()) }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }

    /// Resident memory of this process now, in mebibytes.
    static var residentMebibytes: Double { field("VmRSS") }
    /// The most that this process ever had resident, in mebibytes.
    static var peakMebibytes: Double { field("VmHWM") }

    private static func field(_ name: String) -> Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
        return line?.split(separator: " ").compactMap { Double($0) }.first.map { $0 / 1_024 } ?? 0
    }

    /// Processor seconds that another process has used, all threads.
    static func processorSeconds(of pid: Int32) -> Double {
        let stat = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
        let fields = stat.split(separator: ")").last?.split(separator: " ").map { String($0) } ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    static func print(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

    static func rounded(_ value: Double, _ digits: Int = 2) -> String {
        String(format: "%.\(digits)f", value)
    }
}
