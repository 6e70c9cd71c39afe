import Events

/// The members of `PUT student/profile`, checked (product-contract §1.4). `badges` is ignored: badges are derived.
struct ProfileRequest {
    let fields: ProfileFields
    /// Whether the date of the épreuve is taken back.
    let clearsDate: Bool
    let classCode: String?
    /// Whether the model's provider may read what the person writes.
    let modelConsent: Bool?

    /// - Parameter recipient: the provider that a consent would be for; nil when there is none outside the school.
    init(_ body: consuming BodyReader, recipient: String?) throws(Problem) {
        var fields = ProfileFields()
        fields.displayName = body.optionalString("displayName", 1...120)
        fields.classLevel = Self.emptied("classLevel", &body) ?? body.optionalString("classLevel", 0...120)
        fields.targetScore = Self.emptied("targetScore", &body) ?? body.optionalString("targetScore", 0...20)
        fields.establishment = Self.emptied("establishment", &body) ?? body.optionalString("establishment", 0...160)
        clearsDate = body.isNull("eafDate")
        fields.eafDate = body.optionalString("eafDate", 0...10)
        if let date = fields.eafDate, CivilDate(date) == nil {
            body.refuse("eafDate", "date", "Une date AAAA-MM-JJ est attendue.")
        }
        fields.onboardingCompleted = body.optionalBoolean("onboardingCompleted")
        fields.selectedOeuvres = body.optionalStrings("selectedOeuvres", 1...200, count: 0...50)
        fields.parcoursProgress = body.optionalStrings("parcoursProgress", 1...120, count: 0...200)
        fields.preferredObjects = body.optionalStrings("preferredObjects", 1...120, count: 0...50)
        fields.weakSkills = body.optionalStrings("weakSkills", 1...120, count: 0...50)
        classCode = body.optionalString("classCode", 0...12)
        modelConsent = body.optionalBoolean("modelConsent")
        if modelConsent == true, recipient == nil {
            body.refuse("modelConsent", "recipient", "Aucun service extérieur ne corrige : il n'y a rien à accepter.")
        }
        self.fields = fields
        try body.finish()
    }

    /// An empty text where null was sent: what is written is one, and reads as nothing.
    private static func emptied(_ name: String, _ body: inout BodyReader) -> String? { body.isNull(name) ? "" : nil }
}
