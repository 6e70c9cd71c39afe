import API
import ArgumentParser
import Foundation

/// `eaf config`: looks at the configuration without starting anything.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Vérifie et montre la configuration.", subcommands: [Check.self, Show.self])

    private static func report() -> ConfigurationReport {
        EnvironmentReader(environment: ProcessInfo.processInfo.environment, overrides: [:]).report()
    }

    /// Issues and notices to standard error; exit code 78 when there is an issue.
    private static func finish(_ report: ConfigurationReport) throws {
        let lines = report.issues.map(\.description) + report.notices.map { "Remarque : \($0)" }
        for line in lines { FileHandle.standardError.write(Data("\(line)\n".utf8)) }
        guard report.issues.isEmpty else { throw ExitCode(ConfigurationError.exitCode) }
    }
}

extension ConfigCommand {
    /// `eaf config check`
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Vérifie les variables d'environnement.",
            discussion: "Sort avec 0 si tout est en règle, sinon avec 78 et toutes les fautes sur la sortie d'erreur."
        )

        func run() throws {
            try ConfigCommand.finish(ConfigCommand.report())
            print("La configuration est en règle.")
        }
    }

    /// `eaf config show`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Montre chaque variable, sa valeur et d'où elle vient ; les secrets sont masqués.")

        @Flag(help: "Écrit du JSON.") var json = false

        func run() throws {
            let report = ConfigCommand.report()
            print(json ? try report.json() : report.text)
            try ConfigCommand.finish(report)
        }
    }
}
