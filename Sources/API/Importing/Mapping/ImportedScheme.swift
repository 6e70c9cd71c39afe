import Events

/// The predecessor's `bareme`, an object of maxima by title, as a marking scheme.
enum ImportedScheme {
    /// The épreuve's own scheme, or the type's official one when it is not one that adds up to 20.
    ///
    /// An object has no order: titles that are those of the official scheme come in its order, others by falling
    /// maximum, then title.
    static func read(_ value: JSONValue?, for type: EpreuveType) -> (scheme: MarkingScheme, isOwn: Bool) {
        let official = MarkingScheme.official(for: type)
        guard let value, let rubrics = rubrics(value), let scheme = try? MarkingScheme(ordered(rubrics, official))
        else {
            return (official, false)
        }
        return (scheme, true)
    }

    private static func rubrics(_ value: JSONValue) -> [MarkingScheme.Rubric]? {
        if let members = value.membered {
            let found = members.compactMap { title, max in
                max.figured.map { MarkingScheme.Rubric(titre: title, max: $0) }
            }
            return found.count == members.count ? found : nil
        }
        guard let items = value.listed else { return nil }
        let found = items.compactMap { item -> MarkingScheme.Rubric? in
            let row = OldRow(item.membered ?? [:], place: "")
            guard let title = row.text("titre", "title", "name"), let max = row.number("max") ?? row.number("points")
            else { return nil }
            return MarkingScheme.Rubric(titre: title, max: max)
        }
        return found.count == items.count ? found : nil
    }

    private static func ordered(
        _ rubrics: [MarkingScheme.Rubric], _ official: MarkingScheme
    ) -> [MarkingScheme.Rubric] {
        let places = Dictionary(
            official.rubriques.enumerated().map { ($1.titre, $0) }, uniquingKeysWith: { first, _ in first })
        if Set(places.keys) == Set(rubrics.map(\.titre)) {
            return rubrics.sorted { places[$0.titre, default: 0] < places[$1.titre, default: 0] }
        }
        return rubrics.sorted { ($1.max, $0.titre) < ($0.max, $1.titre) }
    }
}
