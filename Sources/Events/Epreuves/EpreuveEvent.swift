/// What can happen to an épreuve.
public enum EpreuveEvent: Sendable, Equatable {
    case generated(EpreuveGenerated)
}
