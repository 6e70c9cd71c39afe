import Crypto
import Events
import Foundation

/// Names the running code: the SHA-256 of the executable file.
///
/// A snapshot holds the fold's results, and any change of the code may change a fold; so a snapshot is used by the very build that
/// made it, and by no other.
public enum BuildFingerprint {
    /// The fingerprint, hexadecimal; random, so that no snapshot matches, when the executable cannot be read.
    public static let current: String = {
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: "/proc/self/exe"), options: .alwaysMapped) else {
            return UUID().uuidString
        }
        return SHA256.hash(data: bytes).hexadecimal
    }()
}
