/// Why there is no page.
public struct ErrorPage: PageContent {
    public static let template = "erreur"

    let status: String
    let heading: String
    let message: String
    let advice: String?
    let request: String?

    public init(status: String, heading: String, message: String, advice: String? = nil, request: String? = nil) {
        self.status = status
        self.heading = heading
        self.message = message
        self.advice = advice
        self.request = request
    }
}
