import Foundation
import Testing

/// A log's records, read without the code that wrote them.
struct LogFile {
    struct Line {
        let position: Int
        let commit: Int
        let type: String
        let subject: String
        let key: String?
        let data: [String: Any]

        init?(_ text: Data) {
            guard let object = (try? JSONSerialization.jsonObject(with: text)) as? [String: Any],
                let position = (object["sequence"] as? String).flatMap({ Int($0) }),
                let commit = (object["commit"] as? String).flatMap({ Int($0) }), let type = object["type"] as? String
            else { return nil }
            self.position = position
            self.commit = commit
            self.type = String(type.dropFirst("fr.eaf.".count).dropLast(".v1".count))
            subject = object["subject"] as? String ?? ""
            key = object["idempotencykey"] as? String
            data = object["data"] as? [String: Any] ?? [:]
        }
    }

    private(set) var lines: [Line] = []
    /// Lines that are no records, and what follows the last line feed.
    private(set) var junk = 0

    init(_ place: Place) throws {
        for path in try place.segmentPaths() {
            var parts = try Data(contentsOf: URL(filePath: path)).split(
                separator: 0x0A, omittingEmptySubsequences: false)
            if parts.removeLast().count > 0 { junk += 1 }
            for part in parts {
                if let line = Line(Data(part)) { lines.append(line) } else { junk += 1 }
            }
        }
    }

    /// The records of one type: `copie.uploaded`.
    func of(_ type: String) -> [Line] { lines.filter { $0.type == type } }
}
