import Foundation

/// What the kernel says about this process, from `/proc/self`.
struct ProcessSample: Equatable {
    let cpuSeconds: Double
    let residentMemoryBytes: Int64
    let startTimeSeconds: Double
    var openDescriptorCount: Int64 = 0

    /// The process now; `nil` where there is no `/proc`.
    static func read() -> Self? {
        guard
            let processStat = text(of: "/proc/self/stat"),
            let systemStat = text(of: "/proc/stat"),
            let descriptors = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        else { return nil }
        var sample = Self(
            processStat: processStat,
            systemStat: systemStat,
            ticksPerSecond: Double(sysconf(Int32(_SC_CLK_TCK))),
            pageBytes: Int64(sysconf(Int32(_SC_PAGESIZE)))
        )
        // The descriptor that lists the folder is in the list.
        sample?.openDescriptorCount = Int64(max(0, descriptors.count - 1))
        return sample
    }

    /// The sample in the texts of `/proc/self/stat` and `/proc/stat`; proc(5) numbers the fields.
    init?(processStat: String, systemStat: String, ticksPerSecond: Double, pageBytes: Int64) {
        // Field 2 is the command in parentheses and may itself hold spaces and parentheses.
        guard let commandEnd = processStat.lastIndex(of: ")"), ticksPerSecond > 0 else { return nil }
        let fields = processStat[processStat.index(after: commandEnd)...].split(separator: " ")
        let firstField = 3
        func field(_ number: Int) -> Int64? {
            let index = number - firstField
            return fields.indices.contains(index) ? Int64(fields[index]) : nil
        }
        let bootLine = systemStat.split(separator: "\n").first { $0.hasPrefix("btime ") }
        guard
            let userTicks = field(14),
            let systemTicks = field(15),
            let startTicks = field(22),
            let residentPages = field(24),
            let bootSeconds = bootLine.flatMap({ Double($0.dropFirst("btime ".count)) })
        else { return nil }
        cpuSeconds = Double(userTicks + systemTicks) / ticksPerSecond
        residentMemoryBytes = residentPages * pageBytes
        startTimeSeconds = bootSeconds + Double(startTicks) / ticksPerSecond
    }

    private static func text(of path: String) -> String? {
        // Files of /proc say they are empty, so they are read to their end and not by size.
        guard let file = FileHandle(forReadingAtPath: path), let data = try? file.readToEnd() else {
            return nil
        }
        return String(data: data, encoding: .utf8)
    }
}
