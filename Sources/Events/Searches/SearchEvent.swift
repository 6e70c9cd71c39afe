/// What can happen around the search in the reference corpus.
public enum SearchEvent: Sendable, Equatable {
    case performed(SearchPerformed)
}
