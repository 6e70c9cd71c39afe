import Events
import Foundation

/// What a model says of a copie, as it says it: nothing is believed yet.
struct ModelReading: Decodable, Equatable {
    struct Rubric: Decodable, Equatable {
        let titre: String
        let appreciation: String
        let conseils: [String]
        let note: Double
        let max: Double
    }

    let bilan: Correction.Bilan
    let rubriques: [Rubric]
    let annotations: [Correction.Annotation]
    let corrigeType: String
    let conseilFinal: String
    let note: Double

    enum CodingKeys: String, CodingKey {
        case bilan, rubriques, annotations, note
        case corrigeType = "corrige_type"
        case conseilFinal = "conseil_final"
    }

    /// Nil when the value is not of the prompt's shape.
    init?(_ value: JSONValue) {
        guard let data = try? JSONEncoder().encode(value),
            let reading = try? JSONDecoder().decode(ModelReading.self, from: data)
        else { return nil }
        self = reading
    }
}
