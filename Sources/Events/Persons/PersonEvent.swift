/// What can happen to a person's data.
public enum PersonEvent: Sendable, Equatable {
    case erased(PersonErased)
    case exported(PersonExported)
}
