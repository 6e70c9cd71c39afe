/// How much one document may be and cost.
public struct DocumentLimits: Sendable, Equatable {
    /// The longest correction that a record holds, with every comment that a copie can have, stays under half of each.
    public static let standard = DocumentLimits(pagesMax: 200, bytesMax: 8 << 20, secondsMax: 20)

    public let pagesMax: Int
    public let bytesMax: Int
    public let secondsMax: Int

    /// Gathers the limits.
    public init(pagesMax: Int, bytesMax: Int, secondsMax: Int) {
        self.pagesMax = pagesMax
        self.bytesMax = bytesMax
        self.secondsMax = secondsMax
    }
}
