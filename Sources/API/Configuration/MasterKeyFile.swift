import Events

/// The file of the master key.
struct MasterKeyFile {
    let directory: String
    let files: any FileLayer

    /// The key in the file, which is made when there is none.
    ///
    /// A key is never made beside a vault: the vault's keys are wrapped by the one that is missing.
    func loadOrMake() throws(ServerKeysError) -> MasterKey {
        let file = KeyFile(
            directory: directory, name: ServerConfiguration.masterKeyFile, dependents: [directory + "/vault"],
            files: files)
        return try file.loadOrMake(
            missing: .missing(path: file.path), parse: { MasterKey($0) }, make: { MasterKey.random().text })
    }
}
