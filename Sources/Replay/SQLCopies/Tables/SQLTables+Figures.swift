import Events
import Projections

extension SQLTables {
    private static let bucketRule =
        "case k : valeurs proches de 2^(k/64-16) × (1 + (k%64 + 0,5)/64), k/64 entier ; erreur sous 1 %"

    static let modelCalls = [
        SQLModelTable(modelUse) { (view: ModelCallsView) in view.uses },
        SQLModelTable(latency) { (view: ModelCallsView) in
            view.uses.flatMap { row in buckets(row.latency).map { (row, $0) } }
        },
        SQLModelTable(spent) { (view: ModelCallsView) in view.spent },
        SQLModelTable(modelState) { (view: ModelCallsView) in
            view.uses.isEmpty && view.lastPause == nil ? [] : [view]
        },
    ]

    private static let modelUse = SQLTable<ModelCallsView.Row>(
        "model_calls", "Appels de correcteurs et de modèles, en totaux", key: ["provider", "model", "skill"],
        columns: [
            .text("provider", "fournisseur", \.provider),
            .text("model", "modèle", \.model),
            .text("skill", "à quoi il a servi", \.skill),
            .integer("calls", "appels", \.calls),
            .integer("failures", "appels en échec", \.failures),
            .integer("tokens_in", "jetons envoyés", \.tokensIn),
            .integer("tokens_out", "jetons reçus", \.tokensOut),
            .integer("cost_micro_euros", "coût en millionièmes d'euro", \.costMicroEuros),
            .integer("latency_total_ms", "somme des durées, en millisecondes", \.latencyTotalMilliseconds),
        ])

    private static let latency = SQLTable<(ModelCallsView.Row, Bucket)>(
        "model_call_latencies", "Répartition des durées d'appel en millisecondes ; \(bucketRule)",
        key: ["provider", "model", "skill", "bucket"],
        parent: .init("model_calls", ["provider", "model", "skill"], keys: ["provider", "model", "skill"]),
        columns: [
            .text("provider", "fournisseur") { $0.0.provider },
            .text("model", "modèle") { $0.0.model },
            .text("skill", "à quoi il a servi") { $0.0.skill },
            .integer("bucket", "numéro de la case") { $0.1.number },
            .integer("count", "appels dans la case") { $0.1.count },
        ])

    private static let spent = SQLTable<ModelCallsView.DayRow>(
        "model_spending", "Coût des appels de modèles, par jour à l'heure de Paris", key: ["day"],
        columns: [
            .text("day", "jour, AAAA-MM-JJ", \.day),
            .integer("micro_euros", "coût en millionièmes d'euro", \.microEuros),
        ])

    private static let modelState = SQLTable<ModelCallsView>(
        "model_state", "Citations écartées et dernier budget atteint : une ligne au plus", key: ["quotes_dropped"],
        columns: [
            .integer(
                "quotes_dropped", "annotations écartées : la copie ne contient pas ce qu'elles citent",
                \.quotesDropped),
            .optionalText("pause_period", "dernier budget atteint : day ou month") { $0.lastPause?.period },
            .optionalPosition("pause_position", "enregistrement qui le dit") { $0.lastPause?.position },
            .optionalText("pause_limit_micro_euros", "limite d'alors, en millionièmes d'euro") {
                $0.lastPause.map { String($0.limitMicroEuros) }
            },
            .optionalText("pause_until", "fin de la période, UTC") { $0.lastPause?.until },
        ])

    static let vitals = [
        SQLModelTable(vital) { (view: VitalsView) in view.vitals },
        SQLModelTable(vitalBucket) { (view: VitalsView) in
            view.vitals.flatMap { row in buckets(row.sketch).map { (row, $0) } }
        },
    ]

    private static let vital = SQLTable<VitalsView.Row>(
        "vitals", "Core Web Vitals signalées par les navigateurs", key: ["name"],
        columns: [
            .text("name", "LCP, INP, CLS, FCP ou TTFB", \.name),
            .integer("count", "mesures", \.count),
            .integer("good", "mesures bonnes", \.good),
            .integer("needs_improvement", "mesures moyennes", \.needsImprovement),
            .integer("poor", "mesures mauvaises", \.poor),
            .real("total", "somme (millisecondes ; sans unité pour CLS)", \.total),
            .real("last", "dernière mesure", \.last),
            .real("smallest", "plus petite", \.smallest),
            .real("largest", "plus grande", \.largest),
        ])

    private static let vitalBucket = SQLTable<(VitalsView.Row, Bucket)>(
        "vital_buckets", "Répartition des mesures ; \(bucketRule)", key: ["name", "bucket"],
        parent: .init("vitals", ["name"], keys: ["name"]),
        columns: [
            .text("name", "mesure : vitals.name") { $0.0.name },
            .integer("bucket", "numéro de la case") { $0.1.number },
            .integer("count", "mesures dans la case") { $0.1.count },
        ])

    static let log = [SQLModelTable(logHistory) { (view: LogView) in view.origin == nil ? [] : [view] }]

    private static let logHistory = SQLTable<LogView>(
        "log", "Ce que le journal dit de lui-même : une ligne au plus", key: ["name"],
        columns: [
            .text("host", "hôte de l'origine") { $0.origin?.host ?? "" },
            .text("name", "nom du journal") { $0.origin?.name ?? "" },
            .integer("timeline", "ligne de temps, 1 tant qu'aucune restauration n'a coupé le journal") {
                $0.origin?.timeline ?? 0
            },
            .position("timeline_from", "premier enregistrement de cette ligne de temps", \.timelineFrom),
            .optionalText("last_drill", "dernier exercice de restauration réussi, UTC") { $0.lastDrill?.time },
            .optionalPosition("last_drill_position", "dernier enregistrement que cet exercice a restauré") {
                $0.lastDrill?.position
            },
            .integer("failed_drills", "exercices de restauration en échec", \.failedDrills),
        ])

    /// A bucket of a sketch that holds something.
    private struct Bucket {
        let number: Int
        let count: Int
    }

    private static func buckets(_ sketch: SketchView) -> [Bucket] {
        sketch.counts.enumerated().compactMap { offset, count in
            count == 0 ? nil : Bucket(number: sketch.firstBucket + offset, count: Int(clamping: count))
        }
    }
}
