import Testing

@testable import Events

@Suite struct `Schemas and golden records` {
    private let keys: GoldenKeys
    private let types = Set(EventCatalog.current.types.map(\.description))

    init() throws { keys = try GoldenKeys() }

    @Test func `every type of the catalogue has a schema`() throws {
        let schemas = try GoldenFiles.names(in: GoldenFiles.schemas, endingIn: ".json")
        #expect(types.subtracting(schemas).isEmpty)
    }

    @Test func `every schema belongs to a type of the catalogue or an older version of one`() throws {
        let schemas = try GoldenFiles.names(in: GoldenFiles.schemas, endingIn: ".json")
        #expect(schemas.filter { !isKnown($0) } == ["record"])
    }

    @Test func `every type of the catalogue has a golden record and every golden record a known type`() throws {
        let golden = Set(try GoldenLog.all.flatMap { try GoldenFiles.records(of: $0) }.map(\.typeText))
        #expect(types.subtracting(golden).isEmpty)
        #expect(golden.filter { !isKnown($0) }.isEmpty)
    }

    private func isKnown(_ text: String) -> Bool {
        guard let type = EventType(text) else { return false }
        return EventCatalog.current.types.contains { $0.name == type.name && type.version <= $0.version }
    }

    @Test func `every golden file has its values in Swift`() throws {
        let files = try GoldenFiles.names(in: GoldenFiles.golden, endingIn: ".jsonl")
        #expect(files == Set(GoldenLog.all.map(\.name)))
    }

    @Test func `golden records have the members that their schemas name, and show each of them`() throws {
        var shown: [String: Set<String>] = [:]
        for record in try GoldenLog.all.flatMap({ try GoldenFiles.records(of: $0) }) {
            let shape = GoldenShape(schema: try GoldenFiles.schema(of: record.typeText))
            let data = try record.openedData(keys)
            #expect(shape.unnamed(in: data).isEmpty, "record \(record.position) has members its schema does not name")
            #expect(shape.missing(in: data).isEmpty, "record \(record.position) lacks members its schema requires")
            shown[record.typeText, default: []].formUnion(shape.paths(in: data))
        }
        for type in types {
            let shape = GoldenShape(schema: try GoldenFiles.schema(of: type))
            #expect(shape.paths == shown[type], "\(type): members that no golden record shows")
        }
    }

    @Test func `a payload stores as many members as its schema names`() throws {
        for record in GoldenLog.all.flatMap(\.records) {
            let event = record.draft.event
            let shape = GoldenShape(schema: try GoldenFiles.schema(of: event.type.description))
            #expect(shape.uneven(in: try #require(payload(of: event))).isEmpty, "\(event.type)")
        }
    }

    /// What the two enumerations around it carry.
    private func payload(of event: Event) -> Any? {
        let entity = Mirror(reflecting: event).children.first?.value
        return entity.flatMap { Mirror(reflecting: $0).children.first?.value }
    }

    @Test func `members are sealed where the schema says so and nowhere else`() throws {
        for record in try GoldenLog.all.flatMap({ try GoldenFiles.records(of: $0) }) {
            let shape = GoldenShape(schema: try GoldenFiles.schema(of: record.typeText))
            let json = String(decoding: record.dataJSON, as: UTF8.self)
            let sealed = Set(json.matches(of: #/"(\w+)":\{"sealed":/#).map { String($0.output.1) })
            #expect(sealed.isSubset(of: shape.sealed), "\(record.typeText)")
            for name in shape.sealed.subtracting(sealed) {
                #expect(!json.contains("\"\(name)\":"), "\(record.typeText): \(name) is not sealed")
            }
        }
    }

    @Test(arguments: GoldenEnumeration.all)
    func `an enumeration has the same values in the schema and in the code`(enumeration: GoldenEnumeration) throws {
        let shape = GoldenShape(schema: try GoldenFiles.schema(of: "fr.eaf." + enumeration.type))
        let values = try #require(shape.enumerations[enumeration.path])
        #expect(values.filter { !enumeration.reads($0) }.isEmpty)
        if let written = enumeration.written { #expect(values == written) }
    }

    @Test func `every enumeration of a schema is one of the code`() throws {
        for type in types {
            let shape = GoldenShape(schema: try GoldenFiles.schema(of: type))
            let known = GoldenEnumeration.all.filter { "fr.eaf." + $0.type == type }.map(\.path)
            #expect(Set(shape.enumerations.keys) == Set(known), "\(type)")
        }
    }
}

extension GoldenEnumeration: CustomTestStringConvertible {
    var testDescription: String { "\(type) \(path)" }
}
