/// What was just done, said on the page that a form leads to. The address names it, so that nobody else's words get onto a page.
enum PageNotice: String, CaseIterable, Sendable {
    case profil
    case motDePasse = "mot-de-passe"
    case session
    case sessions
    case inscription
    case code
    case commentaire
    case note
    case correction
    case depot
    case accord
    case retrait

    static let parameter = "fait"

    var text: String {
        switch self {
        case .profil: "Votre profil est enregistré."
        case .motDePasse: "Votre mot de passe est changé. Vos autres sessions ont pris fin."
        case .session: "La session est fermée."
        case .sessions: "Vos autres sessions sont fermées."
        case .inscription: "Bienvenue ! Votre compte est ouvert."
        case .code: "Le code de la classe est prêt."
        case .commentaire: "Votre commentaire est enregistré."
        case .note: "Votre note est enregistrée : c’est elle qui compte."
        case .correction: "Une nouvelle correction est demandée."
        case .depot: "Votre copie est déposée."
        case .accord: "Votre accord est enregistré : il vaut pour les corrections à venir."
        case .retrait: "Votre accord est retiré : vos copies restent ici."
        }
    }

    /// The address of a page that says it.
    func at(_ path: String) -> String { "\(path)?\(Self.parameter)=\(rawValue)" }
}
