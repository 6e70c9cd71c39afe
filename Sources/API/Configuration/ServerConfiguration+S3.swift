import Curl
import Foundation
import S3

extension ServerConfiguration {
    /// Where copies are with `STORAGE_PROVIDER=s3`; nil otherwise, or when something is wrong, which is noted. What is said of S3 is
    /// checked in any case: a mistake in it is better found at the start than in an emergency.
    static func s3(_ provider: StorageProvider, _ settings: inout Settings) -> S3Configuration? {
        let origin = settings.optional(Variables.s3Endpoint, .serviceOrigin)
        let region = settings.optional(Variables.s3Region, .region)
        let isPathStyle = settings.optional(Variables.s3PathStyle, .trueOrFalse)
        let bucket = settings.optional(Variables.s3Bucket, .bucket)
        let prefix = settings.value(Variables.s3Prefix, .objectPrefix)
        checkBackups(&settings)
        guard provider == .s3 else {
            if bucket != nil {
                settings.note(
                    Variables.s3Bucket.name,
                    "sans effet avec STORAGE_PROVIDER=local : les copies restent dans EAF_DATA_DIR/uploads")
            }
            return nil
        }
        let authorities = settings.optional(Variables.s3CAFile, .readableFile)
        let id = settings.optional(Variables.s3AccessKeyID, .apiKey)
        let secret = settings.optional(Variables.s3SecretAccessKey, .apiKey)
        for variable in [Variables.s3Bucket, Variables.s3AccessKeyID, Variables.s3SecretAccessKey]
        where settings.given[variable.name] == nil {
            settings.refuse(variable, "il en faut une avec STORAGE_PROVIDER=s3")
        }
        guard let bucket, let id, let secret else { return nil }
        return S3Configuration(
            place: S3Place(bucket: bucket, prefix: prefix), origin: origin?.description,
            region: region ?? S3Configuration.standardRegion, isPathStyle: isPathStyle, accessKeyID: id.revealed,
            secretAccessKey: secret.revealed, authoritiesFile: authorities)
    }

    private static func checkBackups(_ settings: inout Settings) {
        _ = settings.optional(Variables.backupS3Endpoint, .serviceOrigin)
        _ = settings.optional(Variables.backupS3Region, .region)
        _ = settings.optional(Variables.backupS3PathStyle, .trueOrFalse)
    }
}

extension Rule<String> {
    fileprivate static var region: Self {
        Self("une région est attendue (a-z, 0-9 et -)") { S3Configuration.isRegion($0) ? $0 : nil }
    }

    fileprivate static var bucket: Self {
        Self("le nom d'un compartiment est attendu (3 à 63 lettres, chiffres et signes « . _ - »)") {
            S3Place.isBucket($0) ? $0 : nil
        }
    }

    fileprivate static var objectPrefix: Self {
        Self("des lettres, des chiffres et les signes « . _ - / » sont attendus, sans barre au début") { text in
            let trimmed = text.replacing(/\/+$/, with: "")
            return S3Key.isValid(trimmed) ? trimmed : nil
        }
    }

    fileprivate static var readableFile: Self {
        Self("un fichier PEM lisible est attendu") { FileManager.default.isReadableFile(atPath: $0) ? $0 : nil }
    }
}
