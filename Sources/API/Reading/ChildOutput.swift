/// What a child process that succeeded has written.
struct ChildOutput: Sendable, Hashable {
    let standardOutput: [UInt8]
    let standardError: [UInt8]

    /// Standard output as text; bytes that are not UTF-8 become U+FFFD.
    var text: String { String(decoding: standardOutput, as: UTF8.self) }
}
