/// Where persons' keys are kept: a small store beside the log that, unlike the log, can forget.
public protocol Vault: KeyRing {
    /// Makes a key for a person; durable on return.
    ///
    /// - Throws: `VaultError.exists`, `.erased` (no key is ever made again for an erased person), `.io`.
    func makeKey(for person: PersonID) throws(VaultError)

    /// Destroys the person's key and leaves a tombstone, also where there was no key; durable on return. Erasing twice is no
    /// error.
    ///
    /// - Throws: `VaultError.io`.
    func erase(_ person: PersonID) throws(VaultError)

    /// Whether the person was erased.
    func isErased(_ person: PersonID) -> Bool

    /// Whether the person has a key, or was erased.
    func isKnown(_ person: PersonID) -> Bool

    /// Everybody who was erased, in no particular order.
    var erased: [PersonID] { get }
}
