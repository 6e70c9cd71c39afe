/// What can happen to a text that a school adds to the reference corpus.
public enum DocumentEvent: Sendable, Equatable {
    case added(DocumentAdded)
    case partAdded(DocumentPartAdded)
    case removed(DocumentRemoved)
}
