public import Events

/// A fact that a command decided on, before it has a place in the log.
public struct NewFact: Sendable, Equatable {
    public let subject: Subject
    /// Whose key seals the fact's personal values.
    public let person: PersonID?
    public let event: Event

    /// Gathers a fact.
    public init(_ subject: Subject, person: PersonID?, _ event: Event) {
        self.subject = subject
        self.person = person
        self.event = event
    }
}
