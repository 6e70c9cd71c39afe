import Curl
import Foundation

/// What it takes to talk to a bucket. Printing one shows no key.
struct S3Configuration: Sendable {
    let place: S3Place
    let endpoint: S3Endpoint
    let region: String
    let accessKeyID: String
    let secretAccessKey: String
    /// A PEM file with the authorities to believe; nil: the system's.
    let authoritiesFile: String?
}

extension S3Configuration {
    /// Reads `S3_ENDPOINT`, `S3_REGION`, `S3_PATH_STYLE`, `S3_CA_FILE`, and `S3_ACCESS_KEY_ID` and `S3_SECRET_ACCESS_KEY`, which
    /// may stand in files named by `…_FILE`.
    ///
    /// - Throws: `ReplayFailure`, exit status 78, with everything that is wrong. No value is part of it.
    init(place: S3Place, environment: [String: String]) throws(ReplayFailure) {
        var reading = S3Environment(environment)
        self.place = place
        region =
            reading.value("S3_REGION", "une région est attendue (a-z, 0-9 et -)") { text in
                text.wholeMatch(of: /[a-z0-9-]{1,64}/) == nil ? nil : text
            } ?? "us-east-1"
        let origin = reading.value(
            "S3_ENDPOINT", "[https://]hôte[:port] est attendu, ou http:// pour une liaison en clair"
        ) { CurlOrigin($0)?.description }
        let isPathStyle = reading.value("S3_PATH_STYLE", "true ou false est attendu") { Bool($0) }
        let usual =
            origin.map { S3Endpoint(origin: $0, isPathStyle: true) }
            ?? .amazon(region: region, bucket: place.bucket)
        endpoint = S3Endpoint(origin: usual.origin, isPathStyle: isPathStyle ?? usual.isPathStyle)
        accessKeyID = reading.secret("S3_ACCESS_KEY_ID")
        secretAccessKey = reading.secret("S3_SECRET_ACCESS_KEY")
        authoritiesFile = reading.value("S3_CA_FILE", "un fichier PEM lisible est attendu") { path in
            FileManager.default.isReadableFile(atPath: path) ? path : nil
        }
        guard reading.complaints.isEmpty else {
            throw ReplayFailure(.configuration, reading.complaints.joined(separator: "\n"))
        }
    }
}

extension S3Configuration: CustomStringConvertible, CustomReflectable {
    var description: String { "\(place) at \(endpoint.origin)" }
    var customMirror: Mirror { Mirror(self, children: []) }
}
