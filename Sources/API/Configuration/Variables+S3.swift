/// The S3 service that `eaf ship`, `eaf restore` and `eaf drill` reach as `s3://COMPARTIMENT/PRÉFIXE`. The server itself keeps copies
/// in `EAF_DATA_DIR`, see `STORAGE_PROVIDER`.
extension Variables {
    static let s3Bucket = Variable(
        "S3_BUCKET", .described("aucun"), "sans effet dans cette version : le compartiment est celui de s3://…")

    static let s3Endpoint = Variable(
        "S3_ENDPOINT", .described("celui d'AWS"),
        "service S3 de ship, restore et drill : [https://]hôte[:port], http:// pour une liaison en clair")
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

    static let s3 = [s3Endpoint, s3Region, s3PathStyle, s3CAFile, s3Bucket, s3AccessKeyID, s3SecretAccessKey]
}
