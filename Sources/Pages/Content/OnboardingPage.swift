/// The first questions to a pupil.
public struct OnboardingPage: PageContent {
    public static let template = "onboarding"

    let csrf: String
    let error: String?
    let fields: [Field]
    let works: [Choice.Option]
    let worksError: String?
    let skills: [Slider]

    public init(
        csrf: String, error: String? = nil, fields: [Field], works: [Choice.Option], worksError: String? = nil,
        skills: [Slider]
    ) {
        self.csrf = csrf
        self.error = error
        self.fields = fields
        self.works = works
        self.worksError = worksError
        self.skills = skills
    }
}

extension OnboardingPage {
    /// How much at ease a pupil feels, from 1 to 5.
    public struct Slider: Sendable {
        let name: String
        let label: String
        let value: String
        /// Where the slider stood before it was moved.
        let before: String
        let id: String

        public init(name: String, label: String, value: String, before: String) {
            self.name = name
            self.label = label
            self.value = value
            self.before = before
            id = "curseur-\(name)"
        }
    }
}
