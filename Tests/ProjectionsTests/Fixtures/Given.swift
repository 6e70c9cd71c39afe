import Testing

@testable import Events
@testable import Projections

/// Facts in the order of the log, from its first record on, and what a model makes of them.
///
///     Given(.registered(.ana, email: "ana")).then(Accounts.self) { #expect($0.count == 1) }
struct Given {
    let facts: [Fact]

    /// One record each, a minute apart unless they say their own time.
    init(_ happenings: Happening...) { self.init(happenings) }

    init(_ happenings: [Happening]) {
        var time = Happening.beginning
        facts = happenings.enumerated().map { index, happening in
            time = happening.time ?? time.adding(seconds: 60)
            return happening.fact(at: LogPosition(UInt64(index + 1)), time)
        }
    }

    /// Folds the facts and hands the model to `check`. Whatever the test is about, the model survives a snapshot.
    func then<Model: Projection>(
        _ type: Model.Type, sourceLocation: SourceLocation = #_sourceLocation, _ check: (Model) throws -> Void
    ) throws {
        var model = Model()
        for fact in facts { model.apply(fact) }
        try check(model)
        var out = SnapshotWriter()
        model.encode(to: &out)
        var input = SnapshotReader(out.bytes, from: 0)
        #expect(try Model(from: &input) == model, "after a snapshot", sourceLocation: sourceLocation)
        #expect(input.isAtEnd, sourceLocation: sourceLocation)
    }
}
