import Events

extension Backend {
    /// Makes the person's key and then the account.
    ///
    /// - Throws: `WriterError`, `VaultError`.
    func register(_ command: RegisterAccount, as actor: Actor, for request: RequestTrace) async throws {
        // What the rules refuse today needs no key, which would stay in the vault for nothing.
        do throws(Rejection) {
            _ = try command.decide(in: state, at: clock.now)
        } catch {
            throw WriterError.rejected(error)
        }
        try vault.makeKey(for: command.account)
        _ = try await submit(command, as: actor, for: request)
    }
}
