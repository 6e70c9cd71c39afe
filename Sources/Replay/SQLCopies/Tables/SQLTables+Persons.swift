import Events
import Projections

extension SQLTables {
    static let timeline = [
        SQLModelTable(timelineEntry) { (view: TimelineView) in
            view.persons.flatMap { row in row.positions.enumerated().map { (row.person, $0.offset + 1, $0.element) } }
        }
    ]

    private static let timelineEntry = SQLTable<(PersonID, Int, LogPosition)>(
        "timeline", "Le parcours d'une personne : les enregistrements qu'elle y voit", key: ["person", "rank"],
        columns: [
            .id("person", "personne : accounts.id") { $0.0 },
            .integer("rank", "1 pour le plus ancien") { $0.1 },
            .position("position", "enregistrement") { $0.2 },
        ])

    static let badges = [
        SQLModelTable(progress) { (view: BadgesView) in view.persons },
        SQLModelTable(award) { (view: BadgesView) in
            view.persons.flatMap { row in row.awards.map { (row.person, $0) } }
        },
        SQLModelTable(copieOwner) { (view: BadgesView) in view.owners },
    ]

    private static let progress = SQLTable<BadgesView.Row>(
        "badges", "Jours d'activité de suite, d'où vient un badge", key: ["person"],
        columns: [
            .id("person", "personne : accounts.id", \.person),
            .optionalInteger("last_day", "dernier jour actif à Paris, en jours depuis 1970-01-01", \.lastDay),
            .integer("days", "jours de suite jusqu'à ce jour", \.days),
        ])

    private static let award = SQLTable<(PersonID, BadgesView.AwardRow)>(
        "badge_awards", "Badges gagnés", key: ["person", "badge"],
        parent: .init("badges", ["person"], keys: ["person"]),
        indexes: [["badge"]],
        columns: [
            .id("person", "personne : accounts.id") { $0.0 },
            .text("badge", "first_copy, streak_7 ou score_15") { $0.1.badge },
            .position("position", "enregistrement qui l'a fait gagner") { $0.1.position },
        ])

    private static let copieOwner = SQLTable<BadgesView.OwnerRow>(
        "badge_copie_owners", "À qui est chaque copie, pour les badges", key: ["copie"], indexes: [["owner"]],
        columns: [
            .id("copie", "copie : copies.id", \.copie),
            .id("owner", "personne : accounts.id, sauf si elle a été effacée", \.owner),
        ])

    static let idempotency = [
        SQLModelTable(idempotencyKey) { (view: IdempotencyView) in
            view.days.flatMap { day in day.keys.map { (day.day, $0) } }
        }
    ]

    private static let idempotencyKey = SQLTable<(Int, IdempotencyView.Row)>(
        "idempotency", "Clés d'idempotence encore retenues : une demande répétée reçoit la première réponse",
        key: ["day", "name"],
        columns: [
            .integer("day", "jour, en jours depuis 1970-01-01, UTC") { $0.0 },
            .text("name", "début de l'empreinte de la clé") { $0.1.name },
            .text("fingerprint", "début de l'empreinte de la demande") { $0.1.fingerprint },
            .position("position", "premier enregistrement de la demande") { $0.1.position },
        ])
}
