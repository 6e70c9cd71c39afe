import Curl
import Foundation
import S3

extension S3Configuration {
    /// Reads `S3_ENDPOINT`, `S3_REGION`, `S3_PATH_STYLE`, `S3_CA_FILE`, and `S3_ACCESS_KEY_ID` and `S3_SECRET_ACCESS_KEY`, which
    /// may stand in files named by `…_FILE`. When any variable of `BACKUP_S3_…` is set, these are read in place of all of them: the
    /// backup is then elsewhere than the copies.
    ///
    /// - Throws: `ReplayFailure`, exit status 78, with everything that is wrong. No value is part of it.
    init(place: S3Place, environment: [String: String]) throws(ReplayFailure) {
        var reading = S3Environment(environment)
        let region = reading.value("REGION", "une région est attendue (a-z, 0-9 et -)") { text in
            S3Configuration.isRegion(text) ? text : nil
        }
        let origin = reading.value(
            "ENDPOINT", "[https://]hôte[:port] est attendu, ou http:// pour une liaison en clair"
        ) { CurlOrigin($0)?.description }
        let isPathStyle = reading.value("PATH_STYLE", "true ou false est attendu") { Bool($0) }
        let accessKeyID = reading.secret("ACCESS_KEY_ID")
        let secretAccessKey = reading.secret("SECRET_ACCESS_KEY")
        let authoritiesFile = reading.value("CA_FILE", "un fichier PEM lisible est attendu") { path in
            FileManager.default.isReadableFile(atPath: path) ? path : nil
        }
        guard reading.complaints.isEmpty else {
            throw ReplayFailure(.configuration, reading.complaints.joined(separator: "\n"))
        }
        self.init(
            place: place, origin: origin, region: region ?? S3Configuration.standardRegion, isPathStyle: isPathStyle,
            accessKeyID: accessKeyID, secretAccessKey: secretAccessKey, authoritiesFile: authoritiesFile)
    }
}
