import Events

/// The shape that an answer must have: what the strict modes of all providers understand, and no more.
///
/// Members come in the order in which a model is to write them: the judgement before the mark.
public indirect enum ModelShape: Sendable, Equatable {
    case object([Member])
    case array(of: ModelShape)
    case text
    case choice([String])
    case number
    case boolean

    /// One member of an object; all are required.
    public struct Member: Sendable, Equatable {
        public let name: String
        public let shape: ModelShape

        public init(_ name: String, _ shape: ModelShape) {
            self.name = name
            self.shape = shape
        }
    }

    /// The dialect in which a shape is written.
    enum Dialect {
        /// JSON Schema, closed as OpenAI's strict mode wants it.
        case jsonSchema
        /// The subset of OpenAPI that Gemini takes.
        case gemini
    }

    func write(to out: inout JSONWriter, in dialect: Dialect) {
        out.object { out in
            out.field("type", typeName(in: dialect))
            switch self {
            case .object(let members): Self.write(members, to: &out, in: dialect)
            case .array(let item):
                out.key("items")
                item.write(to: &out, in: dialect)
            case .choice(let values):
                if dialect == .gemini { out.field("format", "enum") }
                out.field("enum", values)
            case .text, .number, .boolean: break
            }
        }
    }

    private static func write(_ members: [Member], to out: inout JSONWriter, in dialect: Dialect) {
        out.key("properties")
        out.object { out in
            for member in members {
                out.key(dynamic: member.name)
                member.shape.write(to: &out, in: dialect)
            }
        }
        let names = members.map(\.name)
        out.field("required", names)
        switch dialect {
        case .jsonSchema: out.field("additionalProperties", false)
        case .gemini: out.field("propertyOrdering", names)
        }
    }

    private func typeName(in dialect: Dialect) -> String {
        let name =
            switch self {
            case .object: "object"
            case .array: "array"
            case .text, .choice: "string"
            case .number: "number"
            case .boolean: "boolean"
            }
        return dialect == .gemini ? name.uppercased() : name
    }

    /// The shape as JSON Schema.
    public var json: [UInt8] {
        var out = JSONWriter()
        write(to: &out, in: .jsonSchema)
        return out.bytes
    }
}
