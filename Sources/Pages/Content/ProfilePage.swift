/// A person's account: what it says, its password, its sessions, its data.
public struct ProfilePage: PageContent {
    public static let template = "profil"

    let csrf: String
    let email: String
    let role: String
    let profileError: String?
    let profileFields: [Field]
    let isPupil: Bool
    let badges: [String]
    let passwordError: String?
    let passwordFields: [Field]
    let reader: Reader?
    let sessions: [Session]
    let erasureError: String?
    let erasureFields: [Field]
    let isErasing: Bool
    let hasBadges: Bool
    let hasOthers: Bool

    public init(
        csrf: String, email: String, role: String, profileError: String? = nil, profileFields: [Field],
        isPupil: Bool, badges: [String], passwordError: String? = nil, passwordFields: [Field],
        reader: Reader? = nil, sessions: [Session],
        erasureError: String? = nil, erasureFields: [Field], isErasing: Bool
    ) {
        self.csrf = csrf
        self.email = email
        self.role = role
        self.profileError = profileError
        self.profileFields = profileFields
        self.isPupil = isPupil
        self.badges = badges
        self.passwordError = passwordError
        self.passwordFields = passwordFields
        self.reader = reader
        self.sessions = sessions
        self.erasureError = erasureError
        self.erasureFields = erasureFields
        self.isErasing = isErasing
        hasBadges = !badges.isEmpty
        hasOthers = sessions.count > 1
    }
}

extension ProfilePage {
    /// A service outside the school that may correct copies, or may not.
    public struct Reader: Sendable {
        let name: String
        let since: String?

        /// - Parameter since: when the pupil agreed; nil without consent.
        public init(name: String, since: String?) {
            self.name = name
            self.since = since
        }
    }

    /// A browser that is logged in.
    public struct Session: Sendable {
        let id: String
        let device: String
        let opened: String
        let expires: String
        let isCurrent: Bool

        public init(id: String, device: String, opened: String, expires: String, isCurrent: Bool) {
            self.id = id
            self.device = device
            self.opened = opened
            self.expires = expires
            self.isCurrent = isCurrent
        }
    }
}
