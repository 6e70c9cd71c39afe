import Crypto
import Curl
import Events
import Foundation
import Synchronization

/// Sends requests to a bucket, each once, on as many connections as are allowed.
final class S3Transport: Sendable {
    /// The longest answer that is read of a request that is not about an object's bytes.
    static let shortAnswerBytesMax = 64 << 10

    private let configuration: S3Configuration
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

    /// Asks something of an object.
    ///
    /// - Throws: `BackupStoreError` when there is no answer, or a longer one.
    func send(
        _ method: String, _ key: String, headers: [(name: String, value: String)], body: [UInt8], answerBytesMax: Int
    ) async throws(BackupStoreError) -> S3Answer {
        let request = request(method, key, headers: headers, body: body, answerBytesMax: answerBytesMax)
        let index = idlest()
        defer { loads.withLock { $0[index] -= 1 } }
        let answer: S3Answer
        do throws(CurlError) {
            answer = S3Answer(try await connections[index].send(request))
        } catch {
            throw failure(error, key, answerBytesMax)
        }
        guard answer.status >= 300 || answer.body.count <= answerBytesMax else {
            throw .tooLarge(key: key, bytesMax: answerBytesMax)
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

    private func request(
        _ method: String, _ key: String, headers: [(name: String, value: String)], body: [UInt8], answerBytesMax: Int
    ) -> CurlRequest {
        let place = configuration.place
        var request = CurlRequest(
            method: method, url: configuration.endpoint.url(of: place.object(key), in: place.bucket),
            headers: headers + Self.contents(body, method), body: body, unixSocket: nil,
            timeoutSeconds: limits.seconds, responseBytesMax: max(answerBytesMax, Self.shortAnswerBytesMax))
        request.connectTimeoutSeconds = limits.connectSeconds
        request.slowness = (limits.bytesPerSecondMin, limits.stallSeconds)
        request.authoritiesFile = configuration.authoritiesFile
        request.signature = CurlSignature(
            region: configuration.region, service: "s3", accessKeyID: configuration.accessKeyID,
            secretAccessKey: configuration.secretAccessKey)
        return request
    }

    /// The digests are signed with the request, so that the store refuses bytes that changed on the way. Buckets with a lock on
    /// their objects insist on the MD5.
    private static func contents(_ body: [UInt8], _ method: String) -> [(name: String, value: String)] {
        let digest = SHA256.hash(data: body).map { String($0 >> 4, radix: 16) + String($0 & 0xF, radix: 16) }
        let signed = [(name: "x-amz-content-sha256", value: digest.joined())]
        guard method == "PUT" else { return signed }
        return signed + [
            ("Content-MD5", Data(Insecure.MD5.hash(data: body)).base64EncodedString()),
            ("Content-Type", "application/octet-stream"),
        ]
    }

    private func failure(_ error: CurlError, _ key: String, _ answerBytesMax: Int) -> BackupStoreError {
        let origin = configuration.endpoint.origin
        switch error.kind {
        case .unknownHost: return .unavailable("\(origin) n'a pas d'adresse", retryAfterSeconds: nil)
        case .notReachable: return .unavailable("rien ne répond à \(origin)", retryAfterSeconds: nil)
        case .timeout: return .unavailable("\(origin) ne répond pas à temps", retryAfterSeconds: nil)
        case .cut: return .unavailable("\(origin) a coupé la liaison", retryAfterSeconds: nil)
        case .cancelled: return .unavailable("la demande a été interrompue", retryAfterSeconds: nil)
        case .notTrusted:
            return .denied("le certificat de \(origin) ne vient pas d'une autorité connue ; voyez S3_CA_FILE")
        case .tooLarge: return .tooLarge(key: key, bytesMax: answerBytesMax)
        case .malformed: return .broken(key: key, "\(origin) ne répond pas comme un service S3")
        case .other: return .unavailable("\(origin) : \(error.message)", retryAfterSeconds: nil)
        }
    }
}
