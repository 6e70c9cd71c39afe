import Events
import Foundation
import S3
import TestSupport
import Testing

@testable import API

/// The stores that there are: each passes the same tests.
enum BlobPlace: String, CaseIterable, CustomTestStringConvertible {
    case folder, bucket

    /// A bucket needs a service, which `scripts/with-s3.sh` starts.
    static let available = allCases.filter { $0 == .folder || RealS3.isThere }

    var testDescription: String { rawValue }
}

/// A store with nothing in it, and its bytes behind its back.
struct BlobRig {
    let store: any BlobStore
    let keys = TestKeys()
    let owner: PersonID
    /// The folder of the store, or of what waits to be sent.
    let scratch: BlobTestFolder
    private let bucket: S3Bucket?

    init(_ place: BlobPlace) throws {
        scratch = try BlobTestFolder()
        owner = keys.newPerson()
        switch place {
        case .folder:
            bucket = nil
            store = try LocalBlobStore(directory: scratch.path, keys: keys, files: POSIXFiles())
        case .bucket:
            let configuration = try S3Configuration.forTests()
            bucket = S3Bucket(configuration, limits: .usual)
            store = try S3BlobStore(
                configuration, spool: scratch.path, keys: keys, files: POSIXFiles(), health: StorageHealth())
        }
    }

    /// The sealed bytes as they lie there.
    func sealed(_ address: BlobAddress) async throws -> [UInt8]? {
        let name = "\(address.prefix)/\(address)"
        guard let bucket else { return try scratch.files()[name] }
        return try await bucket.get(name, bytesMax: 100 << 20)?.bytes
    }

    func overwrite(_ address: BlobAddress, _ bytes: [UInt8]) async throws {
        let name = "\(address.prefix)/\(address)"
        guard let bucket else { return try scratch.write(bytes, to: name) }
        try await bucket.put(name, bytes, if: .always)
    }
}

extension S3Configuration {
    /// The bucket of the tests under a prefix that nobody has used.
    static func forTests(prefix: String = RealS3.newPrefix(), origin: String? = nil) throws -> S3Configuration {
        let given = RealS3.plain
        return S3Configuration(
            place: S3Place(bucket: "eaf-tests", prefix: prefix), origin: origin ?? given["S3_ENDPOINT"],
            region: standardRegion, isPathStyle: nil, accessKeyID: given["S3_ACCESS_KEY_ID"] ?? "",
            secretAccessKey: given["S3_SECRET_ACCESS_KEY"] ?? "", authoritiesFile: nil)
    }
}
