import Events
import Foundation
import Hummingbird
import Logging
import Testing

@testable import API

@Suite struct `The description of the API` {
    let document: OpenAPIDocument

    init() throws { document = try OpenAPIDocument() }

    @Test func `it names the same routes as the router`() async throws {
        let folder = try ScratchFolder()
        let configuration = try Reading.configuration([
            "EAF_EVENTLOG_DIR": folder.path + "/log", "EAF_DATA_DIR": folder.path,
            "EAF_MASTER_KEY": Reading.masterKey,
        ])
        let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
        let state = try await ServerState.open(configuration, clock: .real, files: RefusingFiles(), logger: logger)
        defer { state.writer.stop() }
        let server = Server(
            configuration: configuration, state: state, clock: .real, logger: logger,
            registry: PrometheusRegistry(help: [:], buckets: [:]), limitsRates: true)
        // Pages are for people: the document describes what programs call.
        let routes = APIRouter.routes(of: try await ServerParts(server).router.build())
            .filter { $0.path.hasPrefix("/api/") }
        let served = Set(routes.map { "\($0.method) \($0.path)" })
        let described = Set(document.operations.map { "\($0.method) \($0.path)" })
        #expect(described.subtracting(served).sorted() == [], "described, not served")
        #expect(served.subtracting(described).sorted() == [], "served, not described")
        #expect(served.count == routes.count)
    }

    @Test func `it is served as it lies in the sources, with its tag`() async throws {
        try await TestServer.run { server in
            let answer = try await server.visitor().get("openapi.json")
            #expect(answer.status == 200)
            let isTheSame = answer.bytes == document.bytes
            #expect(isTheSame)
            let tag = try #require(answer.header("ETag"))
            #expect(try await server.visitor().get("openapi.json", headers: ["If-None-Match": tag]).status == 304)
        }
    }

    @Test func `it is OpenAPI 3_1 of this release`() throws {
        let plain = try JSONSerialization.jsonObject(with: Data(document.bytes)) as? [String: Any]
        #expect(plain?["openapi"] as? String == "3.1.0")
        #expect(document.json["info"]["version"].text == EAFVersion.current)
    }

    @Test func `every operation is named, told apart and explained`() {
        let tags = Set(document.json["tags"].items.map { $0["name"].text })
        let ids = document.operations.map(\.id)
        #expect(Set(ids).count == ids.count)
        for operation in document.operations {
            #expect(!operation.id.isEmpty, "\(operation.path)")
            #expect(!operation.json["summary"].text.isEmpty, "\(operation.id)")
            #expect(!operation.json["description"].text.isEmpty, "\(operation.id)")
            #expect(!operation.json["tags"].texts.isEmpty, "\(operation.id)")
            #expect(Set(operation.json["tags"].texts).isSubset(of: tags), "\(operation.id)")
        }
    }

    @Test func `every reference leads somewhere, and every component is used`() {
        let references = document.references
        for reference in references {
            #expect(document.resolved(["$ref": .string(reference)]) != .null, "\(reference)")
        }
        // Answers of addresses that are no route's.
        let free: Set = ["#/components/responses/RouteInconnue", "#/components/responses/MethodeNonAutorisee"]
        let components = document.json["components"]
        for kind in components.names where kind != "securitySchemes" {
            for name in components[kind].names {
                let reference = "#/components/\(kind)/\(name)"
                #expect(references.contains(reference) || free.contains(reference), "\(reference)")
            }
        }
    }

    @Test func `parameters of paths are the path's`() {
        for operation in document.operations {
            let inPath = operation.path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
                $0.dropFirst().dropLast()
            }
            let declared = operation.json["parameters"].items.map(document.resolved).filter { $0["in"] == "path" }
            #expect(Set(inPath.map(String.init)) == Set(declared.map { $0["name"].text }), "\(operation.id)")
        }
    }

    @Test func `every example follows its schema`() {
        var count = 0
        for operation in document.operations {
            check(operation.json["requestBody"]["content"], "\(operation.id) request", isRequest: true, &count)
            for status in operation.responses.names {
                let content = document.resolved(operation.responses[status])["content"]
                check(content, "\(operation.id) \(status)", isRequest: false, &count)
            }
        }
        #expect(count > 150)
    }

    private func check(_ content: JSONValue, _ place: String, isRequest: Bool, _ count: inout Int) {
        for type in content.names where type != "multipart/form-data" {
            let examples = document.examples(content[type])
            #expect(!examples.isEmpty, "\(place) has no example")
            for (name, value) in examples {
                count += 1
                var check = SchemaCheck(document)
                // The document itself is too large for an example of it.
                check.refusesUndeclared = !place.hasPrefix("getOpenAPI")
                check.check(value, content[type]["schema"], at: "\(place) \(name)")
                #expect(check.issues == [])
            }
        }
    }
}
