import Events

/// Follows the parts of an upload form and passes the bytes of the part `file` on to the store.
struct FileIntake {
    /// A file that is here whole and sealed, and not in the store yet.
    struct Sealed {
        let upload: any BlobUpload
        let blob: StoredBlob
        let declaredType: String
        let type: CopieFileType
    }

    private let fileBytesMax: Int
    private var upload: (any BlobUpload)?
    private var declaredType = ""
    private var prefix: [UInt8] = []
    private var isInFile = false
    private var hasFile = false
    private var byteCount = 0
    /// The text fields that came before the file, by name.
    private(set) var fields: [String: String] = [:]
    private var field: (name: String, bytes: [UInt8])?

    /// Text fields that are kept, and bytes of each.
    static let fieldsMax = 8
    static let fieldBytesMax = 1_024

    init(fileBytesMax: Int) { self.fileBytesMax = fileBytesMax }

    /// Takes one event of the form's parser.
    ///
    /// - Parameter begin: opens the store's end of the upload, once the part `file` has begun.
    /// - Throws: a `Problem`, `BlobError`.
    mutating func take(_ event: MultipartEvent, begin: () async throws -> any BlobUpload) async throws {
        switch event {
        case .partBegan(let part):
            // A form that is sent without a file has a part without a name for it.
            isInFile = part.name == "file" && part.filename?.isEmpty == false && !hasFile
            field = part.filename == nil && !hasFile && fields.count < Self.fieldsMax ? (part.name, []) : nil
            guard isInFile else { return }
            hasFile = true
            declaredType = part.contentType ?? ""
            guard CopieFileType.accepting(declaredType) != nil else { throw Problem.unsupportedType }
            upload = try await begin()
        case .bodyBytes(let bytes):
            if let room = field.map({ Self.fieldBytesMax - $0.bytes.count }), room > 0 {
                field?.bytes += bytes.prefix(room)
            }
            guard isInFile, let upload else { return }
            byteCount += bytes.count
            if prefix.count < FileSignature.prefixBytes {
                prefix += bytes.prefix(FileSignature.prefixBytes - prefix.count)
            }
            try await upload.write(Array(bytes))
        case .partEnded:
            isInFile = false
            if let field { fields[field.name] = String(decoding: field.bytes, as: UTF8.self) }
            field = nil
        case .finished: return
        }
    }

    /// Ends the file, which can be looked at then.
    ///
    /// - Throws: a `Problem` when there is no file, it is empty, or its bytes are not what was declared; `BlobError`.
    func finish() async throws -> Sealed {
        guard let upload else { throw Problem.fileMissing }
        guard byteCount > 0 else { throw Problem.emptyFile }
        guard let type = FileSignature.detect(in: prefix[...]), type == CopieFileType.accepting(declaredType) else {
            throw Problem.unsupportedType
        }
        return Sealed(upload: upload, blob: try await upload.seal(), declaredType: declaredType, type: type)
    }

    /// Drops what was received, unless it was stored.
    func abort() async { await upload?.abort() }
}

extension CopieFileType {
    /// The type that a declared media type names; nil for one that is not accepted.
    static func accepting(_ declared: String) -> CopieFileType? {
        let name = declared.lowercased()
        return [.jpeg, .png, .webp, .pdf].first { $0.mimeType == name }
    }
}
