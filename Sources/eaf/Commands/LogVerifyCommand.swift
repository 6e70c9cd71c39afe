import API
import ArgumentParser
import Events
import Foundation
import Replay

/// `eaf log verify`.
struct LogVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Contrôler le journal : continuité, échantillon, ou chaque octet.",
        discussion: """
            light : la signature du point de contrôle publié, et la preuve que le journal n'a fait que grandir depuis la \
            dernière visite. Peu de lectures, aussi à distance (--url).
            sample : en plus, des enregistrements tirés au sort (et tous ceux de --subject) sont prouvés contre le point de contrôle.
            full (par défaut) : en plus, sommes, positions, commits, heures, noms de fichiers et contenus, la racine et les tuiles \
            de l'arbre, le rejeu des modèles de lecture, et leur empreinte comparée à celle du serveur s'il tourne. Continue après \
            un dommage et en liste jusqu'à 100.
            Code de sortie : 0 si tout va bien (une fin inachevée n'est qu'un avertissement), 1 s'il y a des problèmes.
            """)

    @OptionGroup var options: LogOptions
    @OptionGroup var auditing: AuditOptions

    @Flag(help: "Sortie JSON.")
    var json = false

    @Option(help: "Mode full : ne contrôler qu'à partir du segment qui contient cette position.")
    var from: UInt64 = 0

    func validate() throws {
        guard from == 0 || auditing.mode == .full else { throw ValidationError("--from ne va qu'avec --mode full.") }
    }

    func run() async throws {
        try await reporting {
            var output = AuditOutput()
            let checkpoint = try await audit(into: &output)
            switch auditing.mode {
            case .light: break
            case .sample: try sample(checkpoint, into: &output)
            case .full: try await verify(checkpoint, into: &output)
            }
            var out = StandardOutput()
            if json {
                try out.line(try CanonicalJSON.encode(output))
            } else {
                for line in output.lines { try out.line(RecordTable.printable(line)) }
            }
            try out.flush()
            return output.status
        }
    }

    /// The light check, and the checkpoint when its signature holds; nothing when the log has published none.
    private func audit(into output: inout AuditOutput) async throws -> Checkpoint? {
        let audit: CheckpointAudit? =
            if let url = auditing.url {
                try await auditing.audit(of: try RemotePublication(url), options)
            } else {
                try await auditing.audit(of: LocalPublication(try options.folder()), options)
            }
        guard let audit else {
            guard auditing.mode == .full else {
                throw ReplayFailure(
                    .noInput, "Ce journal n'a pas de point de contrôle : « eaf log checkpoint » en publie un.")
            }
            return nil
        }
        let (report, checkpoint) = try await audit.run()
        output.checkpoint = report
        return checkpoint
    }

    private func sample(_ checkpoint: Checkpoint?, into output: inout AuditOutput) throws {
        guard let checkpoint else { return }
        let folder = try options.folder()
        var audit = SampleAudit(
            try folder.open(), tiles: folder.tiles, checkpoint: checkpoint,
            seed: auditing.seed ?? .random(in: 0...UInt64(Int64.max)))
        output.sample = try audit.run(count: auditing.samples, subject: auditing.subject)
    }

    private func verify(_ checkpoint: Checkpoint?, into output: inout AuditOutput) async throws {
        // Before reading, so that the fold passes the position that the server's state has now.
        let live = await LiveDigest.ask(options)
        let meter = ProgressMeter()
        let report = try LogVerification.run(
            try options.folder(comparesAll: true), from: LogPosition(from), checkpoint: checkpoint,
            digestAt: live?.position
        ) { meter.show($0) }
        meter.end()
        output.log = report
        output.live = live.map { LiveDigest.Comparison($0, report) }
    }
}
