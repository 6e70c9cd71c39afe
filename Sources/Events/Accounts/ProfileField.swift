/// One member of a profile. The raw value is the stored name.
public enum ProfileField: String, Codable, Sendable, CaseIterable {
    case displayName, classLevel, targetScore, establishment, eafDate, onboardingCompleted, selectedOeuvres,
        parcoursProgress, preferredObjects, weakSkills
}
