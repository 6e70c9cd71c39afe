/// The S3 service that copies are kept in with `STORAGE_PROVIDER=s3`, and that `eaf ship`, `eaf restore` and `eaf drill` reach as
/// `s3://COMPARTIMENT/PRÉFIXE`; with any of `BACKUP_S3_…` set, backups are at a service of their own.
extension Variables {
    static let s3Bucket = Variable(
        "S3_BUCKET", .described("aucun"),
        "compartiment des copies, avec STORAGE_PROVIDER=s3 ; celui d'une sauvegarde est dans s3://…")
    static let s3Prefix = Variable("S3_PREFIX", .value("copies"), "début du nom des copies dans le compartiment")

    static let s3Endpoint = Variable(
        "S3_ENDPOINT", .described("celui d'AWS"),
        "service S3 des copies, et de ship, restore et drill : [https://]hôte[:port], http:// pour une liaison en clair"
    )
    static let s3Region = Variable("S3_REGION", .described("us-east-1"), "région du compartiment")
    static let s3PathStyle = Variable(
        "S3_PATH_STYLE", .described("true avec S3_ENDPOINT"),
        "le compartiment est dans le chemin de l'adresse, et non devant l'hôte")
    static let s3CAFile = Variable(
        "S3_CA_FILE", .described("les autorités du système"), "fichier PEM des autorités du service S3")
    static let s3AccessKeyID = Variable(
        "S3_ACCESS_KEY_ID", .described("aucun"), "identifiant d'accès S3", isSecret: true)
    static let s3SecretAccessKey = Variable(
        "S3_SECRET_ACCESS_KEY", .described("aucun"), "secret d'accès S3", isSecret: true)

    static let s3 = [
        s3Endpoint, s3Region, s3PathStyle, s3CAFile, s3Bucket, s3Prefix, s3AccessKeyID, s3SecretAccessKey,
    ]

    static let backupS3Endpoint = own(s3Endpoint, "service S3 des sauvegardes, s'il n'est pas celui des copies")
    static let backupS3Region = own(s3Region, "sa région")
    static let backupS3PathStyle = own(s3PathStyle, "de même pour lui")
    static let backupS3CAFile = own(s3CAFile, "de même pour lui")
    static let backupS3AccessKeyID = own(s3AccessKeyID, "son identifiant d'accès")
    static let backupS3SecretAccessKey = own(s3SecretAccessKey, "son secret d'accès")

    static let backupS3 = [
        backupS3Endpoint, backupS3Region, backupS3PathStyle, backupS3CAFile, backupS3AccessKeyID,
        backupS3SecretAccessKey,
    ]

    /// The variable of the backups' own service.
    private static func own(_ variable: Variable, _ meaning: String) -> Variable {
        Variable("BACKUP_" + variable.name, variable.fallback, meaning, isSecret: variable.isSecret)
    }
}
