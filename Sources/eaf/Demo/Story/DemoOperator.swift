import Foundation

/// The operator of the demonstration: types commands of this very program, in the server's folder, and shows what they say.
struct DemoOperator {
    let folder: String
    let environment: [String: String]

    /// Runs `eaf` with `arguments` and prints the command and its answer.
    ///
    /// - Throws: `SiteFailure` when it does not end well.
    func run(_ arguments: [String]) throws {
        DemoText.line("$ eaf " + arguments.joined(separator: " "))
        let process = Process()
        let output = Pipe()
        let errors = Pipe()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let complained = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        for line in said.split(separator: "\n") { DemoText.line("  " + line) }
        guard process.terminationStatus == 0 else {
            throw SiteFailure(
                "eaf \(arguments.first ?? "") s'arrête avec \(process.terminationStatus) : \(complained)")
        }
    }
}
