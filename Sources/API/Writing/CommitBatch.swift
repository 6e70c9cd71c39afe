import Events
import Projections

/// Decides the commands of one group commit, one after another, and gathers their lines.
///
/// A pure value: nothing here is visible to anybody until the log has made the lines durable.
struct CommitBatch {
    /// The state with the effects of every command decided so far.
    private(set) var state: ReadModels
    private(set) var lines: [[UInt8]] = []
    private(set) var outcomes: [Result<Receipt, WriterError>] = []
    private(set) var byteCount = 0
    private let now: Timestamp
    private let encoder: RecordEncoder
    private var generator = SystemRandomNumberGenerator()

    init(after state: ReadModels, at now: Timestamp, encoder: RecordEncoder) {
        self.state = state
        self.now = now
        self.encoder = encoder
    }

    /// Decides one command; its outcome holds only once the batch is durable.
    mutating func decide(_ pending: PendingCommand) {
        do throws(WriterError) {
            outcomes.append(.success(try carryOut(pending)))
        } catch {
            outcomes.append(.failure(error))
        }
    }

    /// Decides a command that nobody waits for.
    mutating func decide(_ command: any Command, as actor: Actor) {
        do throws(WriterError) {
            let facts: [NewFact]
            do throws(Rejection) { facts = try command.decide(in: state, at: now) } catch { throw .rejected(error) }
            outcomes.append(.success(try record(facts, actor, RecordContext(), key: nil)))
        } catch {
            outcomes.append(.failure(error))
        }
    }

    private mutating func carryOut(_ pending: PendingCommand) throws(WriterError) -> Receipt {
        // What was on its way when its person was erased leaves no trace.
        if let user = pending.actor.user, state.accounts.isErased(user) { throw .personErased }
        if let key = pending.key {
            switch state.idempotency.use(of: key) {
            case .new: break
            case .repeated(let position):
                return Receipt(first: position, last: position, time: now, isRepeat: true, state: state)
            case .mismatched: throw .keyReused
            }
        }
        let facts: [NewFact]
        do throws(Rejection) {
            facts = try pending.command.decide(in: state, at: now)
        } catch {
            throw .rejected(error)
        }
        return try record(facts, pending.actor, pending.context, key: pending.key)
    }

    private mutating func record(
        _ facts: [NewFact], _ actor: Actor, _ context: RecordContext, key: IdempotencyKey?
    ) throws(WriterError) -> Receipt {
        // Kept aside until every fact of the command is encoded: a command is recorded whole or not at all.
        var after = state
        var newLines: [[UInt8]] = []
        var context = context
        context.idempotencyKey = key?.stored
        for fact in facts {
            let draft = RecordDraft(
                id: .timeOrdered(at: now, using: &generator), time: now, actor: actor, subject: fact.subject,
                person: fact.person, context: context, event: fact.event)
            newLines.append(try encode(draft, at: after.position.next))
            after.apply(
                Fact(
                    position: after.position.next, time: now, actor: actor, subject: fact.subject,
                    idempotencyKey: context.idempotencyKey, event: fact.event))
        }
        let first = facts.isEmpty ? state.position : state.position.next
        state = after
        lines += newLines
        byteCount += newLines.reduce(0) { $0 + $1.count + 1 }
        return Receipt(first: first, last: state.position, time: now, isRepeat: false, state: state)
    }

    private func encode(_ draft: RecordDraft, at position: LogPosition) throws(WriterError) -> [UInt8] {
        do throws(RecordEncodingError) {
            return try encoder.encode(draft, at: position)
        } catch {
            switch error {
            // The key that is gone may be another's: a teacher comments on the copie of a pupil who was erased just now.
            case .noKey: throw draft.actor.user == draft.person ? .personErased : Self.othersKeyGone(draft.actor)
            case .tooLong(let bytes): throw .tooLarge(bytes: bytes)
            }
        }
    }

    private static func othersKeyGone(_ actor: Actor) -> WriterError {
        actor.user == nil ? .personErased : .rejected(.pupilErased)
    }

    /// The commit, or nil when no command added a fact.
    mutating func commitLines() -> CommitLines? {
        guard !lines.isEmpty else { return nil }
        for index in lines.indices { encoder.stamp(&lines[index], commit: state.position) }
        return CommitLines(lines: lines, time: now)
    }
}
