/// A read model laid open for people and machines: ids, figures, positions, and times as RFC 3339 with milliseconds, sorted.
///
/// A view is read, member by member, from the model's own snapshot form. So it is complete, for what is not in a snapshot would
/// not survive a restart either; and a model whose snapshot form changes without its view is noticed by the first test.
public protocol ReadModelView: Encodable, Sendable {
    /// How many entries the model has.
    var entries: Int { get }
    /// Reads the view from what the model's `encode` wrote.
    init(from input: inout SnapshotReader) throws(SnapshotError)
}

extension Projection {
    /// The model, laid open.
    ///
    /// - Throws: `SnapshotError.malformed` when the view does not know the model's present form: a fault of this build.
    func view<View: ReadModelView>(as type: View.Type) throws(SnapshotError) -> View {
        var out = SnapshotWriter()
        encode(to: &out)
        var input = SnapshotReader(out.bytes, from: 0)
        let view = try View(from: &input)
        guard input.isAtEnd else { throw .malformed }
        return view
    }
}
