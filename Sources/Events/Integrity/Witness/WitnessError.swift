/// Why a witness cannot start.
public enum WitnessError: Error, Equatable, Sendable {
    /// Another process uses the state.
    case inUse(path: String)
    /// The bytes are not what a witness wrote.
    case damaged(path: String)
    /// The key was used already, and what was signed with it is gone.
    case stateMissing(path: String, key: String)
    /// What was signed is there, and the key is gone.
    case keyMissing(path: String, state: String)
    case io(FileError)

    /// What went wrong and what to do, in French.
    public var remedy: String {
        switch self {
        case .inUse(let path): "Un autre témoin se sert de l'état « \(path) ». Arrêtez-le d'abord."
        case .damaged(let path):
            "L'état du témoin « \(path) » est abîmé. Remettez sa dernière copie ; sans elle, ne signez plus sous ce nom : faites une autre clé, sous un autre nom, et donnez-la à ceux qui comptent sur ce témoin."
        case .stateMissing(let path, let key):
            "La clé du témoin « \(key) » a déjà servi, et son état « \(path) » manque : il ne saurait plus ce qu'il a cosigné. Remettez l'état ; sans lui, faites une autre clé, sous un autre nom."
        case .keyMissing(let path, let state):
            "L'état du témoin « \(state) » est là, et sa clé « \(path) » manque. Remettez-la, ou recommencez avec un autre état, une autre clé et un autre nom."
        case .io(let error): "Le système a refusé une opération sur l'état du témoin : \(error.description)."
        }
    }
}
