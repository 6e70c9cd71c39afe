import Events
import Projections

/// Gives the accounts behind comments and marks their names.
struct Authors {
    let accounts: Accounts
    let library: Library

    /// The name of an account as it is now; nil for one that is erased, or that has none.
    ///
    /// - Throws: `EventLogError`, `PayloadError`.
    func name(of author: String) throws -> String? {
        guard let account = PersonID(author).flatMap({ accounts[$0] }) else { return nil }
        return try library.profile(of: account).displayName
    }
}

extension Backend {
    /// The names of now.
    var authors: Authors { Authors(accounts: state.accounts, library: library) }
}
