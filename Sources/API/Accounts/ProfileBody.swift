import Events
import Projections

/// A profile as the API answers it (product-contract §4.1, and more).
struct ProfileBody: Encodable {
    let displayName: String
    let classLevel: String
    let targetScore: String
    let establishment: String?
    let eafDate: String?
    let onboardingCompleted: Bool
    let selectedOeuvres: [String]
    let classCode: String?
    let parcoursProgress: [String]
    /// Labels, derived; nobody can write them.
    let badges: [String]
    let preferredObjects: [String]
    let weakSkills: [String]
    /// Days in a row with an action, in Paris days.
    let streak: Int
    /// Whether a provider of models outside the school may read what the person writes: the one that serves now.
    let modelConsent: Bool
    /// That provider; nil where copies stay in the house.
    @Nullable var modelRecipient: String?

    /// The profile as it is now.
    init(_ id: PersonID, in backend: Backend, state: ReadModels) throws {
        guard let account = state.accounts[id] else { throw Problem.unauthenticated }
        try self.init(
            id, account, in: state, at: backend.clock.now, library: backend.library,
            recipient: backend.models?.recipient)
    }

    /// The profile as it was in `state`, at `now`; empty where the library has no key.
    ///
    /// - Parameter recipient: the provider whose right to read is told.
    init(
        _ id: PersonID, _ account: Account, in state: ReadModels, at now: Timestamp, library: Library,
        recipient: String?
    ) throws {
        let fields = try library.profile(of: account)
        displayName = fields.displayName ?? ""
        classLevel = fields.classLevel ?? ""
        targetScore = fields.targetScore ?? ""
        establishment = fields.establishment
        eafDate = fields.eafDate
        onboardingCompleted = fields.onboardingCompleted ?? false
        selectedOeuvres = fields.selectedOeuvres ?? []
        classCode = (state.classes.ownedBy(id) ?? state.classes.attendedBy(id))?.code
        parcoursProgress = fields.parcoursProgress ?? []
        badges = state.badges.badges(of: id).map(\.label)
        preferredObjects = fields.preferredObjects ?? []
        weakSkills = fields.weakSkills ?? []
        streak = state.badges.streak(of: id, at: now)
        modelRecipient = recipient
        modelConsent = account.consent(to: recipient) != nil
    }
}
