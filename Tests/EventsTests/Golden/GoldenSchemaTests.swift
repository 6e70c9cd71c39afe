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

    @Test func `every schema belongs to a type of the catalogue`() throws {
        let schemas = try GoldenFiles.names(in: GoldenFiles.schemas, endingIn: ".json")
        #expect(schemas.subtracting(types) == ["record"])
    }

    @Test func `every type of the catalogue has a golden record and every golden record a known type`() throws {
        let golden = try GoldenLog.all.flatMap { try GoldenFiles.records(of: $0) }.map(\.typeText)
        #expect(Set(golden) == types)
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
}
