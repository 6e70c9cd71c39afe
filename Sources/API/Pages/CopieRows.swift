import Events
import Pages
import Projections

/// Copies and subjects as rows of a list.
struct CopieRows {
    let backend: Backend
    let state: ReadModels

    /// A pupil's own copie.
    func row(_ copie: HandedInCopie) throws -> ListRow {
        ListRow(
            href: "/atelier-ecrit/correction/\(copie.id)", title: try title(copie.epreuve),
            date: PageWords.day(copie.created), status: PageWords.status(copie), note: Self.note(copie))
    }

    /// A subject.
    func row(_ epreuve: GivenEpreuve) throws -> ListRow {
        ListRow(
            href: "/atelier-ecrit/sujet/\(epreuve.id)", title: try title(epreuve.id),
            date: PageWords.day(epreuve.created),
            status: "")
    }

    static func note(_ copie: HandedInCopie) -> String? { copie.note.map { "\(PageWords.note($0))/20" } }

    /// `Commentaire : Vous ferez…`.
    func title(_ id: EpreuveID) throws -> String {
        guard let epreuve = state.epreuves[id] else { return "Copie" }
        let kind = PageWords.kind(epreuve.type)
        guard let content = try backend.library.generated(epreuve)?.content.value else { return kind }
        return "\(kind) : \(PageWords.short(content.sujet))"
    }
}
