public import Events
import HashTreeCollections

/// Accounts by id and by the keyed hash of their address.
public struct Accounts: Projection {
    public static let name = "accounts"

    private var accounts: TreeDictionary<PersonID, Account> = [:]
    private var byEmail: TreeDictionary<DigestKey, PersonID> = [:]
    /// How many persons were erased.
    public private(set) var erased = 0

    public init() {}

    public var count: Int { accounts.count }

    /// The account, unless there is none or the person was erased.
    public subscript(id: PersonID) -> Account? { accounts[id] }

    /// The account registered under an address, by the address's keyed hash.
    public func id(emailHash: String) -> PersonID? { DigestKey(emailHash).flatMap { byEmail[$0] } }

    /// Every account, in no particular order.
    public var all: [PersonID: Account] { Dictionary(uniqueKeysWithValues: accounts.map { ($0.key, $0.value) }) }

    public mutating func apply(_ fact: Fact) {
        guard case .account(let id) = fact.subject else { return }
        switch fact.event {
        case .account(.registered(let data)): register(id, data, fact)
        case .account(.roleChanged(let data)): accounts[id]?.role = data.role
        case .account(.passwordChanged): accounts[id]?.passwordAt = fact.position
        case .account(.profileChanged(let data)): accounts[id]?.profile.replace(data.changed, at: fact.position)
        case .account(.unsealingChanged(let data)): accounts[id]?.mayUnseal = data.mayUnseal
        case .person(.erased): erase(id)
        default: return
        }
    }

    private mutating func register(_ id: PersonID, _ data: AccountRegistered, _ fact: Fact) {
        var profile: [ProfilePart] = []
        profile.replace(ProfileField.allCases, at: fact.position)
        let email = DigestKey(data.emailHash)
        accounts[id] = Account(
            role: data.role, email: email, registeredAt: fact.position, created: fact.time,
            passwordAt: fact.position, profile: profile)
        if let email { byEmail[email] = id }
    }

    private mutating func erase(_ id: PersonID) {
        guard let account = accounts.removeValue(forKey: id) else { return }
        if let email = account.email { byEmail[email] = nil }
        erased += 1
    }

    public func encode(to out: inout SnapshotWriter) {
        out.integer(erased)
        out.dictionary(accounts) { out, id, account in
            out.id(id)
            account.encode(to: &out)
        }
    }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        erased = try input.integer()
        accounts = try input.dictionary { input throws(SnapshotError) in
            (try input.id(Person.self), try Account(from: &input))
        }
        for (id, account) in accounts {
            if let email = account.email { byEmail[email] = id }
        }
    }
}
