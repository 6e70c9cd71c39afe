import Foundation

/// A `multipart/form-data` body, built by hand.
struct FormBody {
    static let boundary = "----eaf-essai"
    static let type = "multipart/form-data; boundary=\(boundary)"

    private(set) var bytes: [UInt8] = []

    /// A form with one file in the field `file`.
    static func file(_ content: [UInt8], type: String, name: String = "copie") -> [UInt8] {
        var form = FormBody()
        form.add("file", content, filename: name, type: type)
        return form.ended
    }

    /// A form with several sample copies in the field `file`.
    static func files(_ names: [String]) throws -> [UInt8] {
        var form = FormBody()
        for name in names {
            form.add("file", try SampleFile.bytes(name), filename: name, type: SampleFile.type(name))
        }
        return form.ended
    }

    mutating func add(_ field: String, _ content: [UInt8], filename: String? = nil, type: String? = nil) {
        bytes += "--\(Self.boundary)\r\nContent-Disposition: form-data; name=\"\(field)\"".utf8
        if let filename { bytes += "; filename=\"\(filename)\"".utf8 }
        if let type { bytes += "\r\nContent-Type: \(type)".utf8 }
        bytes += "\r\n\r\n".utf8
        bytes += content
        bytes += "\r\n".utf8
    }

    /// The form with its last boundary.
    var ended: [UInt8] { bytes + Array("--\(Self.boundary)--\r\n".utf8) }
}

/// The sample copies in `Tests/Fixtures/copies`.
enum SampleFile {
    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: ReadingFixtures.copie(name))))
    }

    /// The media type by the name's extension.
    static func type(_ name: String) -> String {
        switch name.split(separator: ".").last {
        case "png": "image/png"
        case "jpg": "image/jpeg"
        case "webp": "image/webp"
        default: "application/pdf"
        }
    }
}
