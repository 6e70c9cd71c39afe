import Events

/// The file of the key that signs checkpoints.
struct SigningKeyFile {
    let place: TreePlace
    let files: any FileLayer

    /// The key in the file, which is made when there is none.
    ///
    /// A key is never made beside a checkpoint: whoever checks the log knows the key that signed it.
    func loadOrMake() throws(ServerKeysError) -> SigningKey {
        let file = KeyFile(
            directory: place.data, name: ServerConfiguration.signingKeyFile,
            dependents: [place.published, place.signed],
            files: files)
        return try file.loadOrMake(
            missing: .missingSigningKey(path: file.path), parse: { SigningKey($0) },
            make: { SigningKey.random().text })
    }
}
