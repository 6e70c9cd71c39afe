import Foundation

/// An upload of which one half has been received.
struct HalfUpload {
    private let connection: RawConnection
    private let rest: [UInt8]

    /// Sends the first half, and waits until the server writes it.
    static func begin(by pupil: Client, on server: RunningServer, at place: Place) async throws -> HalfUpload {
        let connection = try RawConnection(port: server.port)
        let form = SampleCopie.pdf.form
        connection.send(try await pupil.head(ofUploadTo: pupil.newEpreuve(), bytes: form.count))
        connection.send(Array(form.prefix(form.count / 2)))
        try await eventually("the file is being received") {
            try FileManager.default.contentsOfDirectory(atPath: place.blobs).contains { $0.hasSuffix(".tmp") }
        }
        return HalfUpload(connection: connection, rest: Array(form.dropFirst(form.count / 2)))
    }

    /// Sends the second half, and returns the answer, head and body.
    func finish() async throws -> String {
        connection.send(rest)
        return try await connection.everything()
    }
}
