/// The variables that the server reads. The order is the one of the documentation.
public enum Variables {
    static let host = Variable("HOST", .value("127.0.0.1"), "adresse ou nom sur lequel le serveur HTTP écoute")
    static let port = Variable("PORT", .value("3000"), "port HTTP ; 0 en prend un qui est libre")
    static let metricsPort = Variable(
        "METRICS_PORT", .value("0"), "port des mesures Prometheus, sur la boucle locale ; 0 : pas de mesures")
    static let publicOrigin = Variable(
        "PUBLIC_ORIGIN", .described("http://HOST:PORT"),
        "origine publique du site : contrôle d'Origin, cookies Secure, liens")
    static let trustedProxies = Variable(
        "TRUSTED_PROXIES", .described("aucun"), "adresses ou plages CIDR des relais dont les X-Forwarded-* sont crus")
    static let eventlogDirectory = Variable(
        "EAF_EVENTLOG_DIR", .value("eventlog"), "dossier du journal : segments, index, points de contrôle")
    static let dataDirectory = Variable(
        "EAF_DATA_DIR", .value(".data"), "dossier des copies, du coffre, de master.key et des instantanés")
    static let logName = Variable("EAF_LOG_NAME", .value("eaf"), "nom du journal dans son origine")
    static let segmentSize = Variable(
        "EAF_SEGMENT_MB", .value("64"), "taille à laquelle un segment du journal est fermé, en Mio")
    static let masterKey = Variable(
        "EAF_MASTER_KEY", .described("EAF_DATA_DIR/master.key, créé au premier démarrage"),
        "clé maîtresse (32 octets en base64) : protège les clés du coffre", isSecret: true)
    static let signingKey = Variable(
        "EAF_SIGNING_KEY", .described("EAF_DATA_DIR/signing.key, créé au premier démarrage"),
        "clé Ed25519 (graine de 32 octets en base64) : signe les points de contrôle du journal", isSecret: true)
    static let backupKey = Variable(
        "EAF_BACKUP_KEY", .described("aucune : sauvegardes non chiffrées"),
        "clé (32 octets en base64) qui chiffre ce que « eaf ship » envoie", isSecret: true)
    static let witnesses = Variable(
        "WITNESS_URLS", .described("aucun"),
        "témoins qui cosignent les points de contrôle : ADRESSE#CLÉ_PUBLIQUE, séparés par des virgules")
    static let cookieSecret = Variable(
        "COOKIE_SECRET", .described("dérivé de la clé maîtresse"),
        "secret des sessions et des jetons CSRF ; le changer ferme toutes les sessions", isSecret: true)
    static let cookieSecure = Variable(
        "COOKIE_SECURE", .described("true, sauf en http sur la boucle locale"),
        "cookies marqués Secure ; false n'est admis que sur la boucle locale")
    static let storageProvider = Variable(
        "STORAGE_PROVIDER", .value("local"), "stockage des copies : local (EAF_DATA_DIR/uploads) ou s3")
    static let maxUploadSize = Variable(
        "MAX_UPLOAD_SIZE_MB", .value("20"), "taille maximale d'une copie, en Mio (1 048 576 octets)")
    static let llmProvider = Variable("LLM_PROVIDER", .value("local"), "correcteur et générateur de sujets")
    static let worker = Variable("EAF_WORKER", .value("true"), "le serveur corrige lui-même les copies")
    static let workerConcurrency = Variable(
        "EAF_WORKER_CONCURRENCY", .value("1"), "nombre de copies corrigées en même temps")
    static let shutdownSeconds = Variable(
        "EAF_SHUTDOWN_SECONDS", .value("20"), "délai laissé aux requêtes en cours à l'arrêt, en secondes")
    static let logLevel = Variable("LOG_LEVEL", .value("info"), "niveau des messages du serveur")

    /// The whole table.
    public static let all: [Variable] =
        [
            host, port, metricsPort, publicOrigin, trustedProxies, eventlogDirectory, dataDirectory, logName,
            segmentSize,
            masterKey,
            signingKey, backupKey, witnesses, cookieSecret, cookieSecure,
        ] + database + [storageProvider] + s3 + backupS3 + [maxUploadSize, llmProvider] + models + search
        + [worker, workerConcurrency, leaseSeconds, shutdownSeconds, logLevel]
}
