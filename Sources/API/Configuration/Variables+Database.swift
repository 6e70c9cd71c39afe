/// A log and a vault in PostgreSQL, for one node or several.
extension Variables {
    static let databaseURL = Variable(
        "DATABASE_URL", .described("aucune : journal en fichiers"),
        "journal et coffre dans PostgreSQL (postgresql://…), pgbouncer en mode transaction admis", isSecret: true)
    static let directURL = Variable(
        "DIRECT_URL", .described("DATABASE_URL"),
        "connexion directe à la même base, sans pgbouncer : migrations et annonces", isSecret: true)
    static let nodeName = Variable(
        "EAF_NODE_NAME", .described("le nom de la machine et le numéro du processus"),
        "nom de ce nœud dans le journal (correcteur) et les messages, quand plusieurs partagent une base")
    static let leaseSeconds = Variable(
        "EAF_LEASE_SECONDS", .value("900"),
        "délai après lequel une copie prise par un correcteur mort est reprise, en secondes")

    static let database = [databaseURL, directURL, nodeName]
}
