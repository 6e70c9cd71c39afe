public import Events
import HashTreeCollections

/// Accounts by id and by the keyed hash of their address.
public struct Accounts: Projection {
    public static let name = "accounts"

    private var accounts: TreeDictionary<PersonID, Account> = [:]
    private var byEmail: TreeDictionary<DigestKey, PersonID> = [:]
    /// Everybody who was erased: random ids, which name nobody.
    private var gone: TreeSet<PersonID> = []
    /// How many accounts still have the predecessor's password hash.
    public private(set) var importedPasswords = 0
    /// The last record that erased somebody: whatever was made of older states may still hold them.
    public private(set) var lastErasedAt = LogPosition.zero

    public init() {}

    public var count: Int { accounts.count }

    /// The account, unless there is none or the person was erased.
    public subscript(id: PersonID) -> Account? { accounts[id] }

    /// The account registered under an address, by the address's keyed hash.
    public func id(emailHash: String) -> PersonID? { DigestKey(emailHash).flatMap { byEmail[$0] } }

    /// Whether the person was erased.
    public func isErased(_ id: PersonID) -> Bool { gone.contains(id) }

    /// Everybody who was erased, in no particular order.
    public var erasedPersons: some Collection<PersonID> { gone }

    /// How many persons were erased.
    public var erased: Int { gone.count }

    /// Who has an account, in no particular order.
    public var ids: some Collection<PersonID> { accounts.keys }

    /// Whether the account is an admin's, and no other one is.
    public func isLastAdmin(_ id: PersonID) -> Bool {
        accounts[id]?.role == .admin && !accounts.contains { $0.key != id && $0.value.role == .admin }
    }

    /// Every account, in no particular order.
    public var all: [PersonID: Account] { Dictionary(uniqueKeysWithValues: accounts.map { ($0.key, $0.value) }) }

    public mutating func apply(_ fact: Fact) {
        guard case .account(let id) = fact.subject else { return }
        switch fact.event {
        case .account(.registered(let data)): register(id, data, fact)
        case .account(.roleChanged(let data)): accounts[id]?.role = data.role
        case .account(.passwordChanged): changePassword(of: id, at: fact.position)
        case .account(.profileChanged(let data)): accounts[id]?.profile.replace(data.changed, at: fact.position)
        case .account(.unsealingChanged(let data)): accounts[id]?.mayUnseal = data.mayUnseal
        case .account(.consentChanged(let data)):
            accounts[id]?.modelConsent = data.given ? ModelConsent(recipient: data.recipient, since: fact.time) : nil
        case .person(.erased): erase(id, at: fact.position)
        default: return
        }
    }

    private mutating func register(_ id: PersonID, _ data: AccountRegistered, _ fact: Fact) {
        var profile: [ProfilePart] = []
        profile.replace(ProfileField.allCases, at: fact.position)
        let email = DigestKey(data.emailHash)
        accounts[id] = Account(
            role: data.role, email: email, registeredAt: fact.position, created: fact.occurred,
            passwordAt: fact.position, profile: profile, hasImportedPassword: data.passwordScheme != nil)
        if data.passwordScheme != nil { importedPasswords += 1 }
        if let email { byEmail[email] = id }
    }

    private mutating func changePassword(of id: PersonID, at position: LogPosition) {
        if accounts[id]?.hasImportedPassword == true { importedPasswords -= 1 }
        accounts[id]?.passwordAt = position
        accounts[id]?.hasImportedPassword = false
    }

    private mutating func erase(_ id: PersonID, at position: LogPosition) {
        lastErasedAt = position
        gone.insert(id)
        guard let account = accounts.removeValue(forKey: id) else { return }
        if let email = account.email { byEmail[email] = nil }
        if account.hasImportedPassword { importedPasswords -= 1 }
    }

    public func encode(to out: inout SnapshotWriter) {
        out.position(lastErasedAt)
        out.array(Array(gone)) { $0.id($1) }
        out.dictionary(accounts) { out, id, account in
            out.id(id)
            account.encode(to: &out)
        }
    }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        lastErasedAt = try input.position()
        gone = TreeSet(try input.array { input throws(SnapshotError) in try input.id(Person.self) })
        accounts = try input.dictionary { input throws(SnapshotError) in
            (try input.id(Person.self), try Account(from: &input))
        }
        for (id, account) in accounts {
            if let email = account.email { byEmail[email] = id }
            if account.hasImportedPassword { importedPasswords += 1 }
        }
    }
}
