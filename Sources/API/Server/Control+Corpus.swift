import Events
import Projections
import Search

/// What operators ask for of the school's texts.
extension Control {
    func add(_ documents: [ControlDocument], _ actor: Actor, _ trace: RequestTrace) async throws -> ControlImport {
        guard documents.count <= ControlImport.textsMax,
            documents.reduce(0, { $0 + $1.text.utf8.count }) <= ControlImport.bytesMax
        else { throw Problem.bodyTooLarge(limitBytes: ControlImport.bytesMax) }
        var texts: [ImportedText] = []
        var counts = ControlImport()
        let before = backend.state.corpus
        for document in documents {
            do throws(ImportFault) {
                let text = try ImportedText(name: document.name, title: document.title, text: document.text)
                counts.count(digest: text.digest, over: before[text.name]?.digest)
                texts.append(text)
            } catch {
                throw Problem.invalid([
                    FieldIssue(field: String(document.name.prefix(200)), rule: "text", message: "\(error.rule).")
                ])
            }
        }
        _ = try await backend.submit(AddDocuments(texts: texts), as: actor, for: trace)
        return counts
    }

    func remove(_ name: String, _ actor: Actor, _ trace: RequestTrace) async throws {
        _ = try await backend.submit(RemoveDocument(name: name), as: actor, for: trace)
    }

    func documents() throws -> [ControlDocumentRow] {
        let texts = SchoolTexts(log: backend.library.log)
        return try backend.state.corpus.all.map { name, document in
            ControlDocumentRow(
                name: name, title: try texts.title(document) ?? name, digest: document.digest, bytes: document.bytes,
                version: document.version, addedAt: document.added.milliseconds)
        }
    }
}

extension SchoolTexts {
    fileprivate func title(_ stored: StoredDocument) throws -> String? {
        guard case .document(.added(let data)) = try EventCatalog.current.event(of: log.record(at: stored.position))
        else { return nil }
        return data.title
    }
}
