extension Event {
    /// When it happened, of a fact that was imported from the predecessor; nil of every other, which happened at its
    /// record's time.
    public var occurredAt: Timestamp? {
        switch self {
        case .account(.registered(let data)): data.occurredAt
        case .epreuve(.generated(let data)): data.occurredAt
        case .copie(.uploaded(let data)): data.occurredAt
        case .correction(.completed(let data)): data.occurredAt
        case .correction(.failed(let data)): data.occurredAt
        case .telemetry(.recorded(let data)): data.occurredAt
        default: nil
        }
    }
}
