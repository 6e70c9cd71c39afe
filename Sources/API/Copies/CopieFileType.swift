/// The kinds of file in which a pupil may hand in a copie.
enum CopieFileType: String, CaseIterable, Sendable {
    case jpeg
    case png
    case webp
    case pdf

    var mimeType: String {
        switch self {
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .webp: "image/webp"
        case .pdf: "application/pdf"
        }
    }

    /// The extension of the stored file, without a dot.
    var fileExtension: String {
        switch self {
        case .jpeg: "jpg"
        case .png: "png"
        case .webp: "webp"
        case .pdf: "pdf"
        }
    }
}
