import CLibArgon2
import Crypto
import Events
import Foundation
import Synchronization

/// Hashes and verifies passwords with argon2id (RFC 9106): 19 MiB, two passes, one lane (OWASP Password Storage Cheat
/// Sheet). Verifies the predecessor's too, see `ImportedPassword`.
///
/// Each hash takes a core and 19 MiB for some tens of milliseconds, so few run at once, on threads of their own, and
/// few wait.
final class PasswordHasher: Sendable {
    static let memoryKibibytes: UInt32 = 19_456
    static let passes: UInt32 = 2
    static let lanes: UInt32 = 1
    private static let saltBytes = 16
    private static let hashBytes = 32
    /// Hashes that may wait or run; more are refused.
    static let waitingMax = 256

    private let queue: OperationQueue
    private let waiting = Mutex(0)
    /// What an unknown address is verified against, so that it costs the same time as a known one.
    private let decoy: String
    /// The same for the predecessor's scheme.
    private let importedDecoy = ImportedPassword(
        salt: Array(repeating: 0x30, count: 32), hash: Array(repeating: 0, count: ImportedPassword.hashBytes))
    /// In the place of a hash: no password fits, until an operator sets one.
    static let unusable = "$unusable$"

    /// - Parameter atOnce: hashes that run at the same time; one a core is enough.
    init(atOnce: Int) {
        queue = OperationQueue()
        queue.maxConcurrentOperationCount = atOnce
        queue.name = "fr.eaf.passwords"
        decoy = Self.encode(SessionCookies.newToken()) ?? ""
    }

    /// The PHC string of a password.
    ///
    /// - Throws: a `Problem` 503 when too many wait.
    func hash(_ password: String) async throws -> String {
        guard let hash = try await run({ Self.encode(password) }) else { throw Problem.internalError }
        return hash
    }

    /// Whether the password belongs to the PHC string; nil stands for an account that is not there.
    ///
    /// - Parameter alsoImported: does the work of both schemes, whichever the string is of, so that an unknown address,
    ///   an account
    ///   of ours and an imported one cost the same. To be true as long as there is any imported hash.
    /// - Throws: a `Problem` 503 when too many wait.
    func verify(_ password: String, against stored: String?, alsoImported: Bool = false) async throws -> Bool {
        let decoy = decoy
        let importedDecoy = importedDecoy
        return try await run {
            let imported = stored.flatMap { ImportedPassword(stored: $0) }
            // A string of neither scheme, which stands for « no password fits », is verified like an unknown address.
            let known = stored.flatMap { $0.hasPrefix("$argon2id$") ? $0 : nil }
            let matches = Self.verify(password, known ?? decoy) && known != nil
            guard imported != nil || alsoImported else { return matches }
            let matchesImported = (imported ?? importedDecoy).matches(password) && imported != nil
            return matches || matchesImported
        }
    }

    /// Whether the PHC string was made with weaker parameters than today's.
    static func isOutdated(_ stored: String) -> Bool {
        !stored.hasPrefix("$argon2id$v=19$m=\(memoryKibibytes),t=\(passes),p=\(lanes)$")
    }

    private func run<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async throws -> Result {
        let admitted = waiting.withLock { waiting in
            guard waiting < Self.waitingMax else { return false }
            waiting += 1
            return true
        }
        guard admitted else { throw Problem.unavailable(retryAfterSeconds: 2) }
        defer { waiting.withLock { $0 -= 1 } }
        return await withCheckedContinuation { continuation in
            queue.addOperation { continuation.resume(returning: body()) }
        }
    }

    private static func encode(_ password: String) -> String? {
        let salt = unsafe SymmetricKey(size: .init(bitCount: saltBytes * 8)).withUnsafeBytes { unsafe [UInt8]($0) }
        let bytes = Array(password.utf8)
        let capacity = argon2_encodedlen(
            passes, memoryKibibytes, lanes, UInt32(saltBytes), UInt32(hashBytes), Argon2_id)
        var encoded = [CChar](repeating: 0, count: Int(capacity))
        let code = unsafe argon2id_hash_encoded(
            passes, memoryKibibytes, lanes, bytes, bytes.count, salt, salt.count, hashBytes, &encoded, encoded.count)
        guard code == ARGON2_OK.rawValue else { return nil }
        return String(decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func verify(_ password: String, _ stored: String) -> Bool {
        let bytes = Array(password.utf8)
        return unsafe argon2id_verify(stored, bytes, bytes.count) == ARGON2_OK.rawValue
    }
}
