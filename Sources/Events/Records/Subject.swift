/// The entity a record is about: the `subject` attribute, `<kind>/<uuid>` or, for the log itself, `log/<name>`.
public enum Subject: Hashable, Sendable {
    case account(PersonID)
    case session(SessionID)
    case invitation(InvitationID)
    case classroom(ClassID)
    case epreuve(EpreuveID)
    case copie(CopieID)
    case modelCall(ModelCallID)
    case vital(String)
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
        case .vital(let name): "vital/\(name)"
        case .log(let name): "log/\(name)"
        }
    }
}
