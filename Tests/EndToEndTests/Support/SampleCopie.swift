import Crypto
import Foundation

/// A small file of `Tests/Fixtures/copies`, as a form that hands it in.
struct SampleCopie: Sendable {
    private static let boundary = "----eaf-bout-en-bout"
    static let formType = "multipart/form-data; boundary=\(boundary)"

    static let pdf = SampleCopie("une-page.pdf", "application/pdf")
    static let png = SampleCopie("page.png", "image/png")

    let bytes: [UInt8]
    let form: [UInt8]
    /// Of the file, in hexadecimal digits.
    let sha256: String

    private init(_ name: String, _ type: String) {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Fixtures/copies/\(name)")
        let bytes = (try? Data(contentsOf: path)).map { [UInt8]($0) } ?? []
        precondition(!bytes.isEmpty, "no \(path.path)")
        self.init(bytes: bytes, type, fileName: "copie")
    }

    /// A file that a test made.
    init(bytes: [UInt8], _ type: String, fileName: String) {
        self.bytes = bytes
        form =
            Array(
                ("--\(Self.boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(fileName)\"\r\n"
                    + "Content-Type: \(type)\r\n\r\n").utf8) + bytes + Array("\r\n--\(Self.boundary)--\r\n".utf8)
        sha256 = SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
