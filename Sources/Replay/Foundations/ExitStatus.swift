/// What a command tells the shell: 0, 1, and the codes of `sysexits.h`.
public enum ExitStatus: Int32, Sendable {
    case success = 0
    /// The command did its work and found problems, or differences.
    case problems = 1
    /// A malformed argument.
    case usage = 64
    /// What was read is not what was written, or not of the right form.
    case badData = 65
    /// A directory, file or record that was named is not there.
    case noInput = 66
    /// There is nothing to do what was asked for with.
    case unavailable = 69
    /// A fault of this program.
    case software = 70
    case cannotCreate = 73
    case inputOutput = 74
    /// Another process is in the way: later it will work.
    case tryAgain = 75
    case noPermission = 77
    /// A variable or a key has a wrong value.
    case configuration = 78
}
