import Synchronization

/// The vault of a log in files: one file of fixed slots, `VaultSlot`, after a header of the same size.
///
/// The header holds `EAFVAULT1\n` and a sealed constant, so that a wrong master key is noticed when the file is opened. A key is
/// appended and synced; a person is erased by overwriting the slot in place with a tombstone and syncing. A last slot that is
/// cut short, or all zeros, was never acknowledged and is dropped; any other broken slot is damage.
///
/// Overwriting reaches the file, not every layer below: a copy-on-write file system, a snapshot of the volume, a journal that
/// keeps data or a flash device may hold the old sector for a while. It has the key wrapped, so that the master key would be
/// needed as well (ADR 0019).
public final class VaultFile: Vault {
    static let magic = Array("EAFVAULT1\n".utf8)

    private struct Slots {
        var index: [PersonID: Int] = [:]
        var wrapped: [[UInt8]?] = []
        var erased: Set<PersonID> = []

        mutating func put(_ slot: VaultSlot, at place: Int) {
            index[slot.person] = place
            if place == wrapped.count { wrapped.append(slot.wrapped) } else { wrapped[place] = slot.wrapped }
            if slot.wrapped == nil { erased.insert(slot.person) }
        }
    }

    private let path: String
    private let files: any RewritableFiles
    private let wrapping: KeyWrapping
    private let descriptor: Int32
    private let slots: Mutex<Slots>
    /// Held over file writes, so that readers of keys never wait for the device.
    private let writing = Mutex(())

    /// Opens the vault at `path`, making it when there is none.
    ///
    /// - Throws: `VaultError.wrongMasterKey`, `.damaged`, `.io`.
    public init(path: String, masterKey: MasterKey, files: any RewritableFiles) throws(VaultError) {
        self.path = path
        self.files = files
        wrapping = KeyWrapping(masterKey)
        do throws(FileError) { descriptor = try files.openRewritable(path) } catch { throw .io(error) }
        do throws(VaultError) {
            let bytes = try Self.read(descriptor, path, files, wrapping)
            slots = Mutex(try Self.load(bytes, wrapping))
        } catch {
            files.close(descriptor)
            throw error
        }
    }

    /// The whole file; a file that is empty, or was cut short while it was made, is made first.
    private static func read(
        _ descriptor: Int32, _ path: String, _ files: any RewritableFiles, _ wrapping: KeyWrapping
    ) throws(VaultError) -> [UInt8] {
        do throws(FileError) {
            let size = try files.status(path).size
            let bytes = try files.read(descriptor, at: 0, count: size, path)
            guard size < VaultSlot.byteCount else { return bytes }
            let begun = bytes.prefix(magic.count)
            guard begun.elementsEqual(magic.prefix(begun.count)) else { return bytes }
            let header = header(wrapping)
            try files.truncate(descriptor, to: 0, path)
            try files.writeAll(descriptor, at: 0, header, path)
            try files.syncData(descriptor, path)
            try files.syncDirectory(directory(of: path))
            return header
        } catch {
            throw .io(error)
        }
    }

    deinit { files.close(descriptor) }

    /// How many persons have a key, and how many were erased.
    public var counts: (keys: Int, erased: Int) {
        slots.withLock { ($0.wrapped.count - $0.erased.count, $0.erased.count) }
    }

    public func key(for person: PersonID) -> PersonKey? {
        let wrapped = slots.withLock { slots in slots.index[person].flatMap { slots.wrapped[$0] } }
        return wrapped.flatMap { wrapping.unwrap($0, for: person) }
    }

    public func isErased(_ person: PersonID) -> Bool {
        slots.withLock { $0.erased.contains(person) }
    }

    public func isKnown(_ person: PersonID) -> Bool { slots.withLock { $0.index[person] != nil } }

    public var erased: [PersonID] { slots.withLock { Array($0.erased) } }

    public func makeKey(for person: PersonID) throws(VaultError) {
        try write(VaultSlot(person: person, wrapped: wrapping.wrap(.random(), for: person)))
    }

    public func erase(_ person: PersonID) throws(VaultError) {
        try write(VaultSlot(person: person, wrapped: nil))
    }

    private func write(_ slot: VaultSlot) throws(VaultError) {
        try writing.withLock { _ throws(VaultError) in
            let place = try slots.withLock { slots throws(VaultError) -> Int in
                guard let place = slots.index[slot.person] else { return slots.wrapped.count }
                guard slot.wrapped == nil else {
                    throw slots.wrapped[place] == nil ? .erased : .exists
                }
                return place
            }
            do throws(FileError) {
                try files.writeAll(descriptor, at: (place + 1) * VaultSlot.byteCount, slot.encoded, path)
                try files.syncData(descriptor, path)
            } catch {
                throw .io(error)
            }
            slots.withLock { $0.put(slot, at: place) }
        }
    }

    private static func load(_ bytes: [UInt8], _ wrapping: KeyWrapping) throws(VaultError) -> Slots {
        guard bytes.starts(with: magic) else { throw .damaged(slot: 0) }
        let sealed = bytes[magic.count..<magic.count + KeyWrapping.probeCount]
        guard wrapping.opensProbe(Array(sealed)) else { throw .wrongMasterKey }
        var slots = Slots()
        var start = VaultSlot.byteCount
        while start < bytes.count {
            let end = min(start + VaultSlot.byteCount, bytes.count)
            guard let slot = VaultSlot(bytes[start..<end]) else {
                let isTorn = end - start < VaultSlot.byteCount || bytes[start..<end].allSatisfy { $0 == 0 }
                guard end == bytes.count, isTorn else { throw .damaged(slot: start / VaultSlot.byteCount) }
                break
            }
            slots.put(slot, at: slots.wrapped.count)
            start = end
        }
        return slots
    }

    private static func header(_ wrapping: KeyWrapping) -> [UInt8] {
        let used = magic + wrapping.sealedProbe()
        return used + [UInt8](repeating: 0, count: VaultSlot.byteCount - used.count)
    }

    private static func directory(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }
}
