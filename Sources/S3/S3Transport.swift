import Crypto
import Curl
import Foundation
import Synchronization

/// Sends requests to a bucket, each once, on as many connections as are allowed.
final class S3Transport: Sendable {
    /// The longest answer that is read of a request that is not about an object's bytes.
    static let shortAnswerBytesMax = 64 << 10

    let configuration: S3Configuration
    private let limits: S3Limits
    private let connections: [CurlConnection]
    /// How many requests each connection has before it.
    private let loads: Mutex<[Int]>
    /// The bucket has been seen to be there.
    let isBucketKnown = Atomic(false)

    init(_ configuration: S3Configuration, _ limits: S3Limits) {
        self.configuration = configuration
        self.limits = limits
        connections = (0..<limits.connections).map { _ in CurlConnection() }
        loads = Mutex([Int](repeating: 0, count: limits.connections))
    }

    /// Makes a request.
    ///
    /// - Throws: `S3Error` when there is no answer, or a longer one.
    func send(_ call: S3Call) async throws(S3Error) -> S3Answer {
        let index = idlest()
        defer { loads.withLock { $0[index] -= 1 } }
        let answer: S3Answer
        do throws(CurlError) {
            answer = S3Answer(try await connections[index].send(request(call)))
        } catch {
            throw failure(error, call)
        }
        guard answer.status >= 300 || answer.body.count <= call.answerBytesMax else {
            throw .tooLarge(key: call.key, bytesMax: call.answerBytesMax)
        }
        return answer
    }

    private func idlest() -> Int {
        loads.withLock { loads in
            let index = loads.indices.min { loads[$0] < loads[$1] } ?? 0
            loads[index] += 1
            return index
        }
    }

    private func request(_ call: S3Call) -> CurlRequest {
        let place = configuration.place
        let object = call.key.isEmpty ? "" : place.object(call.key)
        var request = CurlRequest(
            method: call.method, url: configuration.endpoint.url(of: object, in: place.bucket) + call.query.text,
            headers: call.headers + Self.contents(call), body: call.body, unixSocket: nil,
            timeoutSeconds: limits.seconds, responseBytesMax: max(call.answerBytesMax, Self.shortAnswerBytesMax))
        request.receive = call.receive
        request.connectTimeoutSeconds = limits.connectSeconds
        request.slowness = (limits.bytesPerSecondMin, limits.stallSeconds)
        request.authoritiesFile = configuration.authoritiesFile
        request.signature = CurlSignature(
            region: configuration.region, service: "s3", accessKeyID: configuration.accessKeyID,
            secretAccessKey: configuration.secretAccessKey)
        return request
    }

    /// The digests are signed with the request, so that the service refuses bytes that changed on the way. Buckets with a lock on
    /// their objects insist on the MD5.
    private static func contents(_ call: S3Call) -> [(name: String, value: String)] {
        let digest = SHA256.hash(data: call.body).map { String($0 >> 4, radix: 16) + String($0 & 0xF, radix: 16) }
        let signed = [(name: "x-amz-content-sha256", value: digest.joined())]
        switch call.method {
        case "PUT":
            return signed + [
                ("Content-MD5", Data(Insecure.MD5.hash(data: call.body)).base64EncodedString()),
                ("Content-Type", "application/octet-stream"),
            ]
        case "POST": return signed + [("Content-Type", "application/xml")]
        default: return signed
        }
    }

    private func failure(_ error: CurlError, _ call: S3Call) -> S3Error {
        let origin = configuration.endpoint.origin
        switch error.kind {
        case .unknownHost: return .unavailable("\(origin) n'a pas d'adresse", retryAfterSeconds: nil)
        case .notReachable: return .unavailable("rien ne répond à \(origin)", retryAfterSeconds: nil)
        case .timeout: return .unavailable("\(origin) ne répond pas à temps", retryAfterSeconds: nil)
        case .cut: return .unavailable("\(origin) a coupé la liaison", retryAfterSeconds: nil)
        case .cancelled: return .unavailable("la demande a été interrompue", retryAfterSeconds: nil)
        case .notTrusted:
            return .denied("le certificat de \(origin) ne vient pas d'une autorité connue ; voyez S3_CA_FILE")
        case .tooLarge: return .tooLarge(key: call.key, bytesMax: call.answerBytesMax)
        case .malformed: return .broken(key: call.key, "\(origin) ne répond pas comme un service S3")
        case .other: return .unavailable("\(origin) : \(error.message)", retryAfterSeconds: nil)
        }
    }
}
