/// One rule of how often something may be done.
struct RateLimit: Hashable, Sendable {
    /// Names the rule in metrics and log lines.
    let name: String
    /// How many in a row.
    let burst: Int
    /// In how many seconds a used-up burst comes back.
    let seconds: Int
    /// What to say when there were too many.
    let message: String

    private static let tryLater = "Trop de tentatives. Réessayez plus tard."

    static let login = RateLimit(name: "auth:login", burst: 10, seconds: 60, message: tryLater)
    /// A classroom sits behind one address (D-22).
    static let register = RateLimit(name: "auth:register", burst: 30, seconds: 3_600, message: tryLater)
    static let password = RateLimit(name: "auth:password", burst: 5, seconds: 300, message: tryLater)
    static let classCode = RateLimit(
        name: "class:code", burst: 10, seconds: 600, message: "Trop de codes essayés. Réessayez plus tard.")
    static let generate = RateLimit(
        name: "epreuve:generate", burst: 20, seconds: 3_600,
        message: "Trop de sujets demandés. Réessayez dans quelques minutes.")
    static let upload = RateLimit(
        name: "upload", burst: 5, seconds: 3_600, message: "Trop de soumissions. Réessayez dans 1 heure.")
    static let correction = RateLimit(
        name: "correction", burst: 5, seconds: 3_600, message: "Trop de demandes de correction. Réessayez plus tard.")
    static let mark = RateLimit(
        name: "mark", burst: 120, seconds: 3_600, message: "Trop de notes données. Réessayez plus tard.")
    static let export = RateLimit(
        name: "export", burst: 10, seconds: 3_600, message: "Trop de requêtes. Réessayez dans quelques minutes.")
    /// A teacher prints those of a class at once.
    static let report = RateLimit(
        name: "report", burst: 120, seconds: 3_600,
        message: "Trop de rapports demandés. Réessayez dans quelques minutes.")
    static let audit = RateLimit(
        name: "audit", burst: 120, seconds: 60, message: "Trop de consultations. Réessayez dans un instant.")
    /// Each reads the whole log.
    static let personExport = RateLimit(
        name: "person:export", burst: 3, seconds: 3_600, message: "Trop de requêtes. Réessayez dans quelques minutes."
    )
    /// What an admin exports and erases: a stolen session must not empty the school.
    static let personAdministration = RateLimit(
        name: "person:admin", burst: 20, seconds: 3_600, message: "Trop de requêtes. Réessayez dans quelques minutes."
    )
    /// A mirror takes the whole log, 256 records at a time.
    static let auditEntries = RateLimit(
        name: "audit:entries", burst: 1_200, seconds: 60, message: "Trop de consultations. Réessayez dans un instant."
    )
    static let search = RateLimit(
        name: "rag:search", burst: 20, seconds: 60,
        message: "Trop de recherches. Réessayez dans quelques secondes.")
    static let telemetry = RateLimit(
        name: "memory:events", burst: 240, seconds: 60, message: "Trop d'événements. Réessayez dans un instant.")
    /// Every page of every pupil of a class reports six metrics from one address.
    static let vitals = RateLimit(
        name: "metrics:vitals", burst: 6_000, seconds: 60, message: "Trop de mesures. Réessayez dans un instant.")
}
