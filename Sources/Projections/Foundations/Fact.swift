public import Events

/// A record as folds see it: what happened, when, by whom, and where in the log it stands.
public struct Fact: Sendable {
    public let position: LogPosition
    public let time: Timestamp
    public let actor: Actor
    /// The entity; nil for kinds that this release does not know.
    public let subject: Subject?
    public let idempotencyKey: String?
    public let event: Event

    /// When it happened: the record's time, but for what was imported.
    public var occurred: Timestamp { event.occurredAt ?? time }

    /// Gathers the parts.
    public init(
        position: LogPosition, time: Timestamp, actor: Actor, subject: Subject?, idempotencyKey: String?, event: Event
    ) {
        self.position = position
        self.time = time
        self.actor = actor
        self.subject = subject
        self.idempotencyKey = idempotencyKey
        self.event = event
    }

    /// Decodes a record, personal values hidden: no read model holds any.
    ///
    /// - Throws: `PayloadError` when the payload is not of its type's shape.
    public init(_ record: Record) throws(PayloadError) {
        self.init(
            position: record.position, time: record.time, actor: record.actor, subject: record.entity,
            idempotencyKey: record.idempotencyKey, event: try EventCatalog.current.event(of: record))
    }

    /// Decodes a record of a log that has to be taken in whole.
    ///
    /// - Throws: `EventLogError.unreadable` when the payload is not of its type's shape.
    init(checked record: Record) throws(EventLogError) {
        do throws(PayloadError) { try self.init(record) } catch { throw .unreadable(record.position, error) }
    }
}
