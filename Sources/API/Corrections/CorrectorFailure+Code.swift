extension CorrectorFailure {
    /// The reason as a stable name; a struct, so that a provider's new reason breaks no caller's switch.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// Fewer words than can be judged at all.
        public static let textTooShort = Code(rawValue: "text_too_short")
        /// Most of the text is not French words: a failed reading of the file, or another language.
        public static let textUnreadable = Code(rawValue: "text_unreadable")
        /// The épreuve lacks what its correction needs, such as the text to contract.
        public static let subjectIncomplete = Code(rawValue: "subject_incomplete")
        public static let unavailable = Code(rawValue: "unavailable")
        public static let timedOut = Code(rawValue: "timed_out")
        public static let rateLimited = Code(rawValue: "rate_limited")
        public static let invalidAnswer = Code(rawValue: "invalid_answer")
        /// The provider of the model is down, or does not want us.
        public static let providerUnavailable = Code(rawValue: "provider_unavailable")
        /// The models may cost no more for now.
        public static let budgetReached = Code(rawValue: "budget_reached")
        /// The model or its provider will not judge this copie.
        public static let contentFiltered = Code(rawValue: "content_filtered")
        public static let notConfigured = Code(rawValue: "not_configured")

        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }
    }
}
