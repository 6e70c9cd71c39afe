import Foundation

/// Messages for the operator.
enum StandardError {
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    static func line(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

    /// Writes over the line that the cursor is on.
    static func over(_ text: String) { FileHandle.standardError.write(Data(("\r\u{1B}[K" + text).utf8)) }
}
