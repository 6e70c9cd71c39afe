import Events

/// The members of `POST auth/register`, checked.
struct RegisterRequest {
    /// Shorter ones are refused; longer than `passwordMax` would let a client make the server hash at will.
    static let passwordLength = 8...256

    let email: EmailAddress
    let password: String
    let displayName: String?
    let role: Role
    let invitationCode: String?

    init(_ body: consuming BodyReader) throws(Problem) {
        let typed = body.string("email", 1...254)
        let email = EmailAddress(typed)
        if email == nil, !typed.isEmpty { body.refuse("email", "email", "Une adresse électronique est attendue.") }
        password = body.string("password", Self.passwordLength, trimmed: false)
        displayName = body.optionalString("displayName", 1...120)
        role = body.optionalChoice("role", among: [.eleve, .enseignant, .parent]) ?? .eleve
        let code = body.optionalString("invitationCode", 0...40)
        invitationCode = code?.isEmpty == false ? code : nil
        try body.finish()
        guard let email else { throw .invalidJSON }
        self.email = email
    }
}
