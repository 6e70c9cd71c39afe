/// The bytes of a vault, looked at without its master key: whose keys are there, and who was erased.
public struct VaultImage: Sendable {
    /// Persons whose key was destroyed.
    public let erased: Set<PersonID>
    /// How many persons have a key.
    public let keys: Int
    /// How many of the bytes count: a last slot that is cut short, or all zeros, was never acknowledged.
    public let byteCount: Int

    /// How many bytes a slot has; a part of a vault is a whole number of them.
    public static var slotBytes: Int { VaultSlot.byteCount }

    /// Reads a whole vault.
    ///
    /// - Throws: `VaultError.damaged` when the bytes are not a vault, or a slot is broken.
    public init(_ bytes: [UInt8]) throws(VaultError) {
        guard bytes.starts(with: VaultFile.magic), bytes.count >= VaultSlot.byteCount else { throw .damaged(slot: 0) }
        var erased: Set<PersonID> = []
        var keys = 0
        var start = VaultSlot.byteCount
        while start < bytes.count {
            let end = min(start + VaultSlot.byteCount, bytes.count)
            guard let slot = VaultSlot(bytes[start..<end]) else {
                let isTorn = end - start < VaultSlot.byteCount || bytes[start..<end].allSatisfy { $0 == 0 }
                guard end == bytes.count, isTorn else { throw .damaged(slot: start / VaultSlot.byteCount) }
                break
            }
            if slot.wrapped == nil { erased.insert(slot.person) } else { keys += 1 }
            start = end
        }
        self.erased = erased
        self.keys = keys
        byteCount = start
    }
}
