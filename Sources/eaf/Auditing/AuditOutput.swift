import Foundation
import Replay

/// What `eaf log verify` found, for machines and for people.
struct AuditOutput: Encodable {
    /// Absent when the log has published no checkpoint.
    var checkpoint: CheckpointAudit.Report?
    var sample: SampleAudit.Report?
    var log: VerifyReport?
    /// Absent when no server runs.
    var live: LiveDigest.Comparison?

    var problemCount: Int {
        (checkpoint?.problems.count ?? 0) + (sample?.problemCount ?? 0) + (log?.problemCount ?? 0)
            + (live?.isEqual == false ? 1 : 0)
    }

    var status: ExitStatus { problemCount == 0 ? .success : .problems }

    var lines: [String] {
        var lines: [String] = []
        if let checkpoint { lines += Self.lines(checkpoint) }
        if let sample {
            lines += sample.problems.map { "PROBLÈME       \($0)" }
            lines.append("\(sample.proved) enregistrement(s) prouvé(s), graine \(sample.seed)")
        }
        if let log { lines += Self.lines(log, hasCheckpoint: checkpoint != nil) }
        if let live {
            lines.append(
                live.isEqual
                    ? "le serveur a le même état à la position \(live.position)"
                    : "PROBLÈME       le serveur a un autre état que le rejeu à la position \(live.position)")
        }
        let verdict = log == nil ? "Rien à signaler." : "Journal intact."
        lines.append(problemCount == 0 ? verdict : "Problèmes : \(problemCount).")
        return lines
    }

    private static func lines(_ report: CheckpointAudit.Report) -> [String] {
        var lines = report.problems.map { "PROBLÈME       \($0)" }
        guard report.problems.isEmpty else { return lines }
        lines.append("point de contrôle \(report.origin), \(report.size) enregistrements, racine \(report.root)")
        switch report.pinnedSize {
        case .some(let size): lines.append("continuité prouvée depuis la dernière visite (\(size) enregistrements)")
        case nil: lines.append("première visite" + (report.isPinned ? " : ce point de contrôle est gardé" : ""))
        }
        return lines
    }

    private static func lines(_ report: VerifyReport, hasCheckpoint: Bool) -> [String] {
        var lines = report.problems.map { "PROBLÈME       \($0.line)" }
        if report.problemCount > report.problems.count {
            lines.append("PROBLÈME       … et \(report.problemCount - report.problems.count) autres")
        }
        lines += report.warnings.map { "avertissement  \($0.line)" }
        if !hasCheckpoint {
            lines.append("avertissement  aucun point de contrôle publié : la racine n'est pas contrôlée")
        }
        if let tree = report.tree, tree.matches {
            lines.append("racine de \(tree.size) enregistrements et \(tree.tiles) tuiles : conformes")
        }
        let unknown = report.unknownTypes.values.reduce(0, +)
        let fold =
            switch report.fold {
            case .complete: "modèles rejoués jusqu'à \(report.foldedThrough)"
            case .stopped: "modèles rejoués jusqu'à \(report.foldedThrough) seulement (trou)"
            case .skipped: "modèles non rejoués (lecture à partir de \(report.first))"
            }
        lines.append(
            "\(report.records) enregistrements, tête \(report.head), \(report.segments) segments, \(report.bytes) octets, "
                + "\(unknown) de type inconnu, \(fold)")
        return lines
    }
}
