/// The first page of a parent.
public struct ParentPage: PageContent {
    public static let template = "parent"

    let name: String?

    public init(name: String? = nil) {
        self.name = name
    }
}
