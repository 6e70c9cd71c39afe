/// The questions that come with every copy.
enum SQLQueries {
    static let copies = SQLQuery(
        name: "copies_overview", comment: "Chaque copie avec sa personne, sa classe actuelle, sa note et son délai",
        columns: [
            ("copie", "copie : copies.id"),
            ("owner", "personne : accounts.id"),
            ("owner_erased", "1 : la personne a été effacée"),
            ("class", "classe actuelle de la personne : classes.id"),
            ("class_code", "code de cette classe"),
            ("teacher", "enseignant de cette classe"),
            ("epreuve_type", "type d'épreuve ; vide si la personne a été effacée"),
            ("status", "pending, processing, done ou error"),
            ("uploaded", "heure du dépôt, UTC"),
            ("corrected", "heure de la première correction, UTC"),
            ("delay_seconds", "secondes du dépôt à la première correction"),
            ("corrections", "corrections rendues"),
            ("note", "note de la dernière correction, sur 20"),
            ("comments", "commentaires de l'enseignant"),
            ("attempts", "essais depuis la dernière demande"),
        ],
        selection: """
            SELECT c.id, c.owner, c.is_erased, k.id, k.code, k.teacher, e.type, c.status, c.created, first.time,
              round((julianday(first.time) - julianday(c.created)) * 86400, 3),
              (SELECT count(*) FROM copie_corrections WHERE copie = c.id),
              (SELECT note FROM copie_corrections WHERE copie = c.id ORDER BY rank DESC LIMIT 1),
              (SELECT count(*) FROM copie_comments WHERE copie = c.id), c.attempts
            FROM copies c
            LEFT JOIN epreuves e ON e.id = c.epreuve
            LEFT JOIN class_pupils p ON p.pupil = c.owner
            LEFT JOIN classes k ON k.id = p.class
            LEFT JOIN copie_corrections first ON first.copie = c.id AND first.rank = 1
            ORDER BY c.uploaded_position
            """)

    static let marksByClass = SQLQuery(
        name: "marks_by_class", comment: "Notes de chaque classe : la dernière correction de chaque copie compte",
        columns: [
            ("class", "classe : classes.id"),
            ("code", "code de la classe"),
            ("teacher", "enseignant : accounts.id"),
            ("pupils", "élèves inscrits"),
            ("copies", "copies corrigées de ces élèves"),
            ("mean", "moyenne sur 20"),
            ("lowest", "note la plus basse"),
            ("highest", "note la plus haute"),
            ("below_10", "copies sous 10"),
            ("from_10_to_14", "copies de 10 à moins de 14"),
            ("from_14", "copies à 14 et plus"),
        ],
        selection: """
            SELECT k.id, k.code, k.teacher, (SELECT count(*) FROM class_pupils WHERE class = k.id), count(o.note),
              round(avg(o.note), 2), min(o.note), max(o.note), count(*) FILTER (WHERE o.note < 10),
              count(*) FILTER (WHERE o.note >= 10 AND o.note < 14), count(*) FILTER (WHERE o.note >= 14)
            FROM classes k LEFT JOIN copies_overview o ON o.class = k.id AND o.note IS NOT NULL
            GROUP BY k.id ORDER BY k.code
            """)

    static let correctionsByDay = SQLQuery(
        name: "corrections_by_day", comment: "Corrections rendues chaque jour (UTC)",
        columns: [
            ("day", "jour, AAAA-MM-JJ"),
            ("corrections", "corrections rendues"),
            ("copies", "copies concernées"),
            ("mean", "moyenne des notes rendues, sur 20"),
            ("again", "corrections d'une copie déjà corrigée"),
        ],
        selection: """
            SELECT substr(time, 1, 10), count(*), count(DISTINCT copie), round(avg(note), 2),
              count(*) FILTER (WHERE rank > 1)
            FROM copie_corrections GROUP BY 1 ORDER BY 1
            """)

    static let callsByProvider = SQLQuery(
        name: "calls_by_provider",
        comment: "Appels de chaque fournisseur, avec leurs échecs, leur durée et leur coût",
        columns: [
            ("provider", "fournisseur"),
            ("calls", "appels"),
            ("failures", "appels en échec"),
            ("failure_percent", "échecs sur 100 appels"),
            ("mean_ms", "durée moyenne, en millisecondes"),
            ("cost_euros", "coût, en euros"),
        ],
        selection: """
            SELECT provider, sum(calls), sum(failures), round(100.0 * sum(failures) / sum(calls), 2),
              round(1.0 * sum(latency_total_ms) / sum(calls), 1), round(sum(cost_micro_euros) / 1e6, 6)
            FROM model_calls GROUP BY provider ORDER BY provider
            """)
}
