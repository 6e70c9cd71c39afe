/// A fact on its way into the log: everything but the place, which the log gives.
public struct RecordDraft: Sendable {
    public var id: RecordID
    public var time: Timestamp
    public var actor: Actor
    public var subject: Subject
    public var person: PersonID?
    public var context: RecordContext
    public var event: Event

    /// Gathers a fact and its circumstances.
    public init(
        id: RecordID, time: Timestamp, actor: Actor, subject: Subject, person: PersonID?, context: RecordContext,
        event: Event
    ) {
        self.id = id
        self.time = time
        self.actor = actor
        self.subject = subject
        self.person = person
        self.context = context
        self.event = event
    }
}
