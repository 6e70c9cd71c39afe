import Events
import Pages
import Projections

/// What a pupil should do next: the first of these that holds.
struct NextStep {
    let content: HomePage.NextStep

    init(
        profile: ProfileFields, copies: [HandedInCopie], weakest: String?, state: ReadModels, owner: PersonID
    ) {
        let answered = Set(copies.map(\.epreuve))
        if profile.onboardingCompleted != true, copies.isEmpty {
            content = .init(
                text: "Présentez-vous en deux minutes : date de l’épreuve, œuvres, points à travailler.",
                href: "/onboarding", label: "Commencer")
        } else if let copie = copies.last(where: { $0.status == .pending || $0.status == .processing }) {
            content = .init(
                text: "Votre copie est entre les mains du correcteur.", href: "/atelier-ecrit/correction/\(copie.id)",
                label: "Suivre la correction")
        } else if let copie = copies.last, copie.status == .error, !copie.isErased {
            content = .init(
                text: "La correction de votre dernière copie n’a pas pu se faire.",
                href: "/atelier-ecrit/correction/\(copie.id)", label: "Voir pourquoi")
        } else if let epreuve = state.epreuves.ownedBy(owner).last, !answered.contains(epreuve.id) {
            content = .init(
                text: "Un sujet vous attend : il ne manque que la copie.", href: "/atelier-ecrit/sujet/\(epreuve.id)",
                label: "Reprendre le sujet")
        } else if let weakest {
            content = .init(
                text: "Votre marge de progrès est dans «\u{00A0}\(weakest)\u{00A0}». "
                    + "Un nouveau sujet est le meilleur exercice.",
                href: "/atelier-ecrit", label: "Choisir un sujet")
        } else {
            content = .init(
                text: "Choisissez un sujet, écrivez, déposez une photo de votre copie.", href: "/atelier-ecrit",
                label: "Choisir un sujet")
        }
    }
}
