import ArgumentParser

/// `eaf log …`: everything that reads the log as it is.
struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Lire et contrôler le journal d'événements.",
        subcommands: [
            LogInfoCommand.self, LogVerifyCommand.self, LogShowCommand.self, LogTailCommand.self,
            LogExportCommand.self, LogImportCommand.self,
            LogCheckpointCommand.self, LogProveCommand.self, LogCheckCommand.self, LogKeyCommand.self,
        ])
}
