/// What can happen to a copie.
public enum CopieEvent: Sendable, Equatable {
    case uploaded(CopieUploaded)
    case read(CopieRead)
}
