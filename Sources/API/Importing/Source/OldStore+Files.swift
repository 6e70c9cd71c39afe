import Events
import Foundation

/// The predecessor's JSON mode: `memory-store.json` and what lies beside it (D-54).
extension OldStore {
    /// The longest file that is read; it is in memory as a whole.
    static let fileBytesMax = 1 << 30
    private static let mainFile = "memory-store.json"
    /// Rows whose members tell what a collection of another name is.
    private static let rowsLookedAt = 100
    /// Files of which nothing has a counterpart, with the name of what they hold.
    private static let withoutCounterpart = ["oral-sessions.json": "oralsessions", "premium-store.json": "skillmaps"]
    private static let otherFiles = ["epreuves-store.json", "oral-sessions.json", "premium-store.json"]

    /// Reads a folder, or `memory-store.json` and the other stores of its folder.
    ///
    /// - Throws: `ImportError` naming file and place.
    static func read(files path: String) throws(ImportError) -> OldStore {
        let manager = FileManager.default
        var isFolder: ObjCBool = false
        guard unsafe manager.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .bad("« \(path) » n'existe pas.")
        }
        let folder = isFolder.boolValue ? path : URL(filePath: path).deletingLastPathComponent().path
        let main = isFolder.boolValue ? "\(folder)/\(mainFile)" : path
        guard manager.fileExists(atPath: main) else {
            throw .bad(
                "« \(folder) » n'a pas de \(mainFile) : donnez le dossier .data de l'ancien service, ou ce fichier.")
        }
        var store = OldStore()
        for file in [main] + otherFiles.map({ "\(folder)/\($0)" }) where manager.fileExists(atPath: file) {
            try store.take(file: file)
        }
        guard !store.isEmpty else { throw .bad("« \(main) » : aucune collection reconnue (voyez docs/import.md).") }
        store.nameOtherFiles(in: folder, read: URL(filePath: main).lastPathComponent)
        return store
    }

    private mutating func nameOtherFiles(in folder: String, read main: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names.sorted() where name.hasSuffix(".json") && name != main && !Self.otherFiles.contains(name) {
            leave("fichier \(name)", count: 1, because: "ce n'est pas un fichier connu de l'ancien service")
        }
    }

    private mutating func take(file path: String) throws(ImportError) {
        let name = URL(filePath: path).lastPathComponent
        let value = try Self.parse(path, name)
        switch value {
        case .object(let members):
            for (collection, value) in members.sorted(by: { $0.key < $1.key }) {
                take(value, named: collection, in: name)
            }
        // A file that is one collection: its rows alone say what they are.
        case .array: take(value, named: "", in: name)
        default: throw .bad("\(name) : un objet JSON est attendu.")
        }
    }

    private static func parse(_ path: String, _ name: String) throws(ImportError) -> JSONValue {
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        guard size <= fileBytesMax else {
            throw .bad("\(name) : \(size >> 20) Mio, plus que les \(fileBytesMax >> 20) Mio qui se lisent.")
        }
        guard let data = try? Data(contentsOf: URL(filePath: path)) else { throw .bad("« \(path) » ne se lit pas.") }
        do throws(JSONSyntaxError) {
            return try JSONValue.parse([UInt8](data))
        } catch {
            throw .bad("\(name), ligne \(error.line), octet \(error.column) : \(error.inFrench)")
        }
    }

    /// A collection: a list of objects, or objects by their id.
    private mutating func take(_ value: JSONValue, named collection: String, in file: String) {
        let place = collection.isEmpty ? file : "\(file), \(collection)"
        if let reason = Self.withoutCounterpart[file] {
            return leave(place, count: Self.count(value), because: OldKind.reason(reason))
        }
        let found = Self.objects(value, place)
        let members = found.prefix(Self.rowsLookedAt).reduce(into: Set<String>()) { $0.formUnion($1.members.keys) }
        guard !found.isEmpty, let kind = OldKind.of(collection, members: members) else {
            return leave(place, count: Self.count(value), because: OldKind.reason(collection))
        }
        let others = Self.count(value) - found.count
        if others > 0 { leave("\(place) (entrées qui ne sont pas des objets)", count: others, because: nil) }
        take(found, as: kind)
    }

    private static func objects(_ value: JSONValue, _ place: String) -> [OldRow] {
        switch value {
        case .array(let items):
            return items.enumerated().compactMap { index, item in
                item.membered.map { OldRow($0, place: "\(place)[\(index)]") }
            }
        case .object(let members):
            return members.sorted { $0.key < $1.key }.flatMap { key, item in
                if let object = item.membered {
                    return [OldRow(object, place: "\(place).\(key)").adding("id", .string(key))]
                }
                // Lists by person: what the key names is the owner.
                return (item.listed ?? []).enumerated().compactMap { index, item in
                    item.membered.map {
                        OldRow($0, place: "\(place).\(key)[\(index)]").adding("userid", .string(key))
                    }
                }
            }
        default: return []
        }
    }

    private static func count(_ value: JSONValue) -> Int {
        switch value {
        case .array(let items): items.count
        case .object(let members):
            members.values.reduce(0) { sum, item in
                if case .array(let items) = item { sum + items.count } else { sum + 1 }
            }
        case .null: 0
        default: 1
        }
    }
}

extension JSONSyntaxError {
    /// For operators.
    var inFrench: String {
        switch rule {
        case .notUTF8: "ce n'est pas de l'UTF-8 (fichier en Latin-1 ?)."
        case .badEscape: "séquence d'échappement invalide dans une chaîne."
        case .unexpected: "caractère inattendu : ce n'est pas du JSON."
        case .ended: "le fichier s'arrête au milieu d'une valeur (tronqué ?)."
        case .tooDeep: "plus de niveaux que ce qui se lit."
        }
    }
}
