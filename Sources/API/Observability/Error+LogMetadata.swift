import Logging

extension Error {
    /// What a log line says of an error: its type, and its description when its author wrote one.
    ///
    /// The description that Swift makes up prints every stored value, and these may be a person's; of such
    /// an error only the name of its case is logged.
    var logMetadata: Logger.Metadata {
        var metadata: Logger.Metadata = ["error.type": .string(String(reflecting: type(of: self)))]
        // Through `Any`: the compiler holds that the direct cast cannot fail, and it can.
        if let described = (self as Any) as? any CustomStringConvertible {
            metadata["error.message"] = .string(described.description)
        } else if let name = caseName {
            metadata["error.message"] = .string(name)
        }
        return metadata
    }

    private var caseName: String? {
        let mirror = Mirror(reflecting: self)
        guard mirror.displayStyle == .enum else { return nil }
        return mirror.children.isEmpty ? String(describing: self) : mirror.children.first?.label
    }
}
