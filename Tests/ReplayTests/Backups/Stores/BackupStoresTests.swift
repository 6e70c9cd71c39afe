import Foundation
import TestSupport
import Testing

@testable import Replay
@testable import S3

@Suite struct `The place of a backup` {
    private static let keys = ["S3_ACCESS_KEY_ID": "AKIDEXAMPLE", "S3_SECRET_ACCESS_KEY": "wJalrXUtnFEMI"]

    private func url(_ place: String, _ more: [String: String]) throws -> String {
        let environment = Self.keys.merging(more) { $1 }
        let configuration = try S3Configuration(place: #require(S3Place(place)), environment: environment)
        return configuration.endpoint.url(of: configuration.place.object("k"), in: configuration.place.bucket)
    }

    @Test func `is a bucket at AWS, or where the endpoint says`() throws {
        #expect(try url("s3://sauvegarde/eaf/a", [:]) == "https://sauvegarde.s3.us-east-1.amazonaws.com/eaf/a/k")
        #expect(try url("s3://a.b.c", ["S3_REGION": "eu-west-3"]) == "https://s3.eu-west-3.amazonaws.com/a.b.c/k")
        let own = "s3://bucket/"
        #expect(try url(own, ["S3_ENDPOINT": "s3.example.org"]) == "https://s3.example.org/bucket/k")
        #expect(try url(own, ["S3_ENDPOINT": "http://127.0.0.1:7480/"]) == "http://127.0.0.1:7480/bucket/k")
        #expect(try url(own, ["S3_ENDPOINT": "https://[::1]:7480"]) == "https://[::1]:7480/bucket/k")
        #expect(
            try url(own, ["S3_ENDPOINT": "https://s3.example.org:8443", "S3_PATH_STYLE": "false"])
                == "https://bucket.s3.example.org:8443/k")
    }

    @Test func `is a folder when it has no scheme`() throws {
        #expect(try BackupStores.open("/mnt/disque/", environment: [:]).name == "/mnt/disque")
        #expect(try BackupStores.open("a/b", environment: [:]) is FolderBackupStore)
        #expect(try BackupStores.open("s3://bucket/eaf/", environment: Self.keys).name == "s3://bucket/eaf")
    }

    @Test(arguments: [
        "", "s3://", "s3://a", "s3://bucket/../x", "s3://bucket/é", "s3://bu?ket/x", "ftp://a/b", "s3://bucket//x",
    ])
    func `is refused when it is neither`(_ place: String) throws {
        let failure = #expect(throws: ReplayFailure.self) { try BackupStores.open(place, environment: Self.keys) }
        #expect(failure?.status == .usage)
    }

    @Test func `needs keys, and says everything that is wrong at once, without any value`() throws {
        let failure = #expect(throws: ReplayFailure.self) {
            try BackupStores.open(
                "s3://bucket",
                environment: [
                    "S3_ENDPOINT": "https://ana:s3cret@host", "S3_REGION": "s3cret!", "S3_PATH_STYLE": "s3cret",
                    "S3_CA_FILE": "/s3cret", "S3_ACCESS_KEY_ID_FILE": "/s3cret",
                ])
        }
        #expect(failure?.status == .configuration)
        let lines = try #require(failure?.message.split(separator: "\n"))
        #expect(
            lines.map { $0.prefix { $0 != " " } } == [
                "S3_REGION", "S3_ENDPOINT", "S3_PATH_STYLE", "S3_ACCESS_KEY_ID_FILE", "S3_SECRET_ACCESS_KEY",
                "S3_CA_FILE",
            ])
        #expect(failure?.message.contains("s3cret") == false)
    }

    @Test func `takes keys from files, and shows none`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("AKIDEXAMPLE\n".utf8), to: "id")
        try folder.write(Array(" wJalrXUtnFEMI\n".utf8), to: "secret")
        let environment = [
            "S3_ACCESS_KEY_ID_FILE": folder.path + "/id", "S3_SECRET_ACCESS_KEY_FILE": folder.path + "/secret",
        ]
        let configuration = try S3Configuration(place: #require(S3Place("s3://bucket")), environment: environment)
        #expect(configuration.accessKeyID == "AKIDEXAMPLE" && configuration.secretAccessKey == "wJalrXUtnFEMI")
        let store = try BackupStores.open("s3://bucket", environment: environment)
        for shown in ["\(configuration)", String(reflecting: configuration), "\(store)"] {
            #expect(!shown.contains("wJalr") && !shown.contains("AKID"))
        }
        var shown = ""
        dump(store, to: &shown)
        #expect(!shown.contains("wJalr") && !shown.contains("AKID"))
        let both = environment.merging(Self.keys) { $1 }
        #expect(throws: ReplayFailure.self) { try BackupStores.open("s3://bucket", environment: both) }
    }
}
