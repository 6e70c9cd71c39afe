import Events
import Replay

/// How a transfer is summed up.
enum TransferLines {
    static func line(_ report: TransferReport, json: Bool) throws -> String {
        if json { return String(decoding: try CanonicalJSON.encode(report), as: UTF8.self) }
        let before = report.compared > 0 ? " (\(report.compared) étaient déjà là, identiques)" : ""
        return "\(report.records) enregistrements copiés, \(report.bytes) octets, tête \(report.head)\(before)."
    }
}
