import Events
import HTTPTypes

/// A browser's report, checked. The rating is worked out here, whatever the browser says.
struct VitalRequest {
    static let values = 0.0...60_000.0

    let report: VitalReported

    /// - Throws: a `Problem` 400; the texts are the predecessor's.
    init(json bytes: [UInt8]) throws(Problem) {
        let fields: JSONFields
        do throws(PayloadError) {
            fields = try JSONFields(json: bytes)
        } catch {
            throw Problem(.badRequest, "json-invalide", "JSON invalide.")
        }
        do throws(PayloadError) {
            let navigation = try fields.optionalString("navigationType")
            let id = try fields.optionalString("id")
            _ = try fields.optionalString("rating")
            try self.init(
                try fields.choice("name"), try fields.number("value"), page: try fields.optionalString("path"),
                id: id,
                navigation: navigation)
        } catch {
            throw Self.invalid(error.field, "Valeur absente ou invalide.")
        }
    }

    /// - Throws: a `Problem` 400.
    init(name: String?, value: String?) throws(Problem) {
        guard let name = name.flatMap({ VitalName(rawValue: $0) }) else { throw Self.invalid("name", "Nom inconnu.") }
        guard let value = value.flatMap({ Double($0) }), value.isFinite else {
            throw Self.invalid("value", "Un nombre est attendu.")
        }
        do throws(PayloadError) {
            try self.init(name, value, page: nil, id: nil, navigation: nil)
        } catch {
            throw Self.invalid(error.field, "De 0 à 60000.")
        }
    }

    private init(
        _ name: VitalName, _ value: Double, page: String?, id: String?, navigation: String?
    ) throws(PayloadError) {
        guard Self.values.contains(value) else { throw PayloadError(field: "value", rule: .outOfRange) }
        guard id.map(Self.isMetricID) ?? true else { throw PayloadError(field: "id", rule: .outOfRange) }
        guard navigation.map({ Self.navigationTypes.contains($0) }) ?? true else {
            throw PayloadError(field: "navigationType", rule: .unknownValue)
        }
        report = VitalReported(
            name: name, value: value, rating: .of(name, value), page: PageRoute.of(path: page), metricID: id,
            navigationType: navigation)
    }

    private static let navigationTypes: Set<String> = [
        "navigate", "reload", "back-forward", "back-forward-cache", "back_forward", "prerender", "restore",
    ]

    private static func isMetricID(_ id: String) -> Bool {
        (1...64).contains(id.utf8.count)
            && id.utf8.allSatisfy {
                $0 == 0x2D || (0x30...0x39).contains($0) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A)
            }
    }

    private static func invalid(_ field: String, _ message: String) -> Problem {
        var problem = Problem(.badRequest, "parametres-invalides", "Paramètres invalides.")
        problem.issues = [FieldIssue(field: field, rule: "invalid", message: message)]
        return problem
    }
}
