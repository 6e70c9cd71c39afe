/// A figure and what it counts.
public struct Figure: Sendable {
    let label: String
    let value: String

    public init(label: String, value: String) {
        self.label = label
        self.value = value
    }
}
