import Foundation

/// Turns the payload of one version of a type into the next. Upcasters chain; old records are never rewritten.
struct Upcaster: Sendable {
    /// The version it reads.
    let from: EventType
    /// Changes the members of the payload.
    let change: @Sendable (inout [String: JSONValue]) -> Void
}
