/// Where the nodes of one log see each other's checkpoints, and take turns at signing.
public protocol CheckpointBoard: Sendable {
    /// The note of the last checkpoint under this origin; nil when there is none.
    ///
    /// - Throws: `IntegrityError.log`.
    func last(of origin: String) throws(IntegrityError) -> [UInt8]?

    /// Takes the turn of signing, unless another node has it, and posts what `sign` makes of the last note; nil posts nothing.
    ///
    /// A checkpoint is posted only while the turn lasts, and never a smaller one.
    ///
    /// - Returns: whether the turn was had.
    /// - Throws: `IntegrityError.log`, or what `sign` throws; nothing was posted then, as far as is known.
    func turn(
        of origin: String, _ sign: ([UInt8]?) throws(IntegrityError) -> SignedCheckpoint?
    ) throws(IntegrityError) -> Bool
}
