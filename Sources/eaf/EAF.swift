import API
import ArgumentParser

/// The one executable: parses arguments and hands over to the libraries.
@main
struct EAF: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eaf",
        abstract: "EAF Premium : serveur, journal d'événements et outils d'exploitation.",
        version: EAFVersion.current,
        subcommands: [
            ServeCommand.self, WorkerCommand.self, LogCommand.self, ReplayCommand.self, RebuildCommand.self,
            AccountCommand.self,
            InviteCommand.self, EraseCommand.self, ExportPersonCommand.self, ImportCommand.self,
            MaterializeCommand.self, CorpusCommand.self,
            ShipCommand.self, RestoreCommand.self, DrillCommand.self, CopiesCommand.self,
            WitnessCommand.self, DoctorCommand.self, SmokeCommand.self, ConfigCommand.self, MigrateCommand.self,
            DemoCommand.self,
        ])
}
