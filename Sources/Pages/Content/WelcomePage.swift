/// What the product is, for who does not know it.
public struct WelcomePage: PageContent {
    public static let template = "bienvenue"

    let subjects: String

    public init(subjects: String) {
        self.subjects = subjects
    }
}
