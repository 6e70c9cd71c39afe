/// The entity a record is about: the `subject` attribute, `<kind>/<uuid>` or, for the log itself, `log/<name>`.
public enum Subject: Hashable, Sendable {
    case account(PersonID)
    case session(SessionID)
    case invitation(InvitationID)
    case classroom(ClassID)
    case epreuve(EpreuveID)
    case copie(CopieID)
    case modelCall(ModelCallID)
    case document(DocumentID)
    case vital(String)
    case budget(BudgetPeriod)
    case log(String)

    /// The text of the attribute.
    public var description: String {
        switch self {
        case .account(let id): "account/\(id)"
        case .session(let id): "session/\(id)"
        case .invitation(let id): "invitation/\(id)"
        case .classroom(let id): "class/\(id)"
        case .epreuve(let id): "epreuve/\(id)"
        case .copie(let id): "copie/\(id)"
        case .modelCall(let id): "model-call/\(id)"
        case .document(let id): "document/\(id)"
        case .vital(let name): "vital/\(name)"
        case .budget(let period): "budget/\(period.rawValue)"
        case .log(let name): "log/\(name)"
        }
    }
}

extension Subject {
    /// Reads the text of the attribute from a line; nil for kinds that this release does not know.
    init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard let slash = range.first(where: { bytes[$0] == UInt8(ascii: "/") }) else { return nil }
        let kind = range.lowerBound..<slash
        let rest = slash + 1..<range.upperBound
        if rest.count == UUIDText.length, let id = bytes.uuid(at: rest.lowerBound) {
            self.init(bytes, kind, high: id.high, low: id.low)
        } else if bytes.holds("vital", kind) {
            self = .vital(bytes.text(rest))
        } else if bytes.holds("budget", kind), let period = BudgetPeriod(rawValue: bytes.text(rest)) {
            self = .budget(period)
        } else if bytes.holds("log", kind) {
            self = .log(bytes.text(rest))
        } else {
            return nil
        }
    }

    private init?(_ bytes: Span<UInt8>, _ kind: Range<Int>, high: UInt64, low: UInt64) {
        if bytes.holds("copie", kind) {
            self = .copie(CopieID(high: high, low: low))
        } else if bytes.holds("account", kind) {
            self = .account(PersonID(high: high, low: low))
        } else if bytes.holds("session", kind) {
            self = .session(SessionID(high: high, low: low))
        } else if bytes.holds("epreuve", kind) {
            self = .epreuve(EpreuveID(high: high, low: low))
        } else if bytes.holds("class", kind) {
            self = .classroom(ClassID(high: high, low: low))
        } else if bytes.holds("invitation", kind) {
            self = .invitation(InvitationID(high: high, low: low))
        } else if bytes.holds("model-call", kind) {
            self = .modelCall(ModelCallID(high: high, low: low))
        } else if bytes.holds("document", kind) {
            self = .document(DocumentID(high: high, low: low))
        } else {
            return nil
        }
    }
}

extension Span<UInt8> {
    fileprivate func holds(_ text: StaticString, _ range: Range<Int>) -> Bool {
        guard text.utf8CodeUnitCount == range.count else { return false }
        return text.withUTF8Buffer { wanted in
            for offset in 0..<range.count where unsafe wanted[offset] != self[range.lowerBound + offset] {
                return false
            }
            return true
        }
    }

    fileprivate func text(_ range: Range<Int>) -> String {
        var bytes: [UInt8] = []
        for index in range { bytes.append(self[index]) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
