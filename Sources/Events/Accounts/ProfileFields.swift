/// Members of a profile; nil where nothing is said about the member.
///
/// Badges and the class are not here: badges are derived, and a class is a fact of its own.
public struct ProfileFields: Codable, Sendable, Equatable {
    public var displayName: String?
    public var classLevel: String?
    /// As the pupil writes it, for example `14/20`.
    public var targetScore: String?
    public var establishment: String?
    /// `YYYY-MM-DD`.
    public var eafDate: String?
    public var onboardingCompleted: Bool?
    public var selectedOeuvres: [String]?
    public var parcoursProgress: [String]?
    public var preferredObjects: [String]?
    public var weakSkills: [String]?

    /// Nothing said.
    public init() {}

    /// What an account begins with; the members beyond the name are a pupil's, and every role has them.
    public static func atRegistration(displayName: String?, role: Role) -> ProfileFields {
        var fields = ProfileFields()
        fields.displayName = displayName ?? role.label
        fields.classLevel = "Première générale"
        fields.targetScore = "14/20"
        fields.onboardingCompleted = false
        fields.selectedOeuvres = []
        fields.parcoursProgress = []
        fields.preferredObjects = []
        fields.weakSkills = ["Problématisation", "Grammaire"]
        return fields
    }

    /// Which members are said.
    public var present: [ProfileField] { ProfileField.allCases.filter(has) }

    /// Whether anything is said of a member.
    public func has(_ field: ProfileField) -> Bool {
        switch field {
        case .displayName: displayName != nil
        case .classLevel: classLevel != nil
        case .targetScore: targetScore != nil
        case .establishment: establishment != nil
        case .eafDate: eafDate != nil
        case .onboardingCompleted: onboardingCompleted != nil
        case .selectedOeuvres: selectedOeuvres != nil
        case .parcoursProgress: parcoursProgress != nil
        case .preferredObjects: preferredObjects != nil
        case .weakSkills: weakSkills != nil
        }
    }

    /// These members after a change: those of `change.profile` in their place, and without those it took back.
    public func changed(by change: AccountProfileChanged) -> ProfileFields {
        let said = change.profile.value ?? ProfileFields()
        var fields = overlaid(with: said)
        // Only the date is ever taken back; the others are emptied, and a text may be empty.
        if change.changed.contains(.eafDate), !said.has(.eafDate) { fields.eafDate = nil }
        return fields
    }

    /// These members, with those of `other` that are said in their place.
    public func overlaid(with other: ProfileFields) -> ProfileFields {
        var fields = self
        fields.displayName = other.displayName ?? displayName
        fields.classLevel = other.classLevel ?? classLevel
        fields.targetScore = other.targetScore ?? targetScore
        fields.establishment = other.establishment ?? establishment
        fields.eafDate = other.eafDate ?? eafDate
        fields.onboardingCompleted = other.onboardingCompleted ?? onboardingCompleted
        fields.selectedOeuvres = other.selectedOeuvres ?? selectedOeuvres
        fields.parcoursProgress = other.parcoursProgress ?? parcoursProgress
        fields.preferredObjects = other.preferredObjects ?? preferredObjects
        fields.weakSkills = other.weakSkills ?? weakSkills
        return fields
    }
}
