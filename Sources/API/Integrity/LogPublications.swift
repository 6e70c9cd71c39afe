import Events

/// What the running server has published of its log.
struct LogPublications: Sendable {
    let tree: TreeIntegrator
    /// The log's directory.
    let eventlog: String
    let files: any FileLayer

    /// The tree under the last checkpoint; nil while there is none.
    var current: PublishedLog? { tree.signed.map { PublishedLog($0, eventlog: eventlog, files: files) } }
    /// The public key (vkey).
    var key: String { tree.verifier.text }
}
