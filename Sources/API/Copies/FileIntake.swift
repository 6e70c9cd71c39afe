import Events

/// Follows the parts of an upload form and passes the bytes of the parts `file` on to the store, each to an upload of its own.
struct FileIntake {
    /// Sheets that make one copie at most.
    static let sheetsMax = 12
    /// Text fields that are kept, and bytes of each.
    static let fieldsMax = 8
    static let fieldBytesMax = 1_024

    /// A file that is here whole and sealed, and not in the store yet.
    struct Sealed {
        let upload: any BlobUpload
        let declaredType: String
        let type: CopieFileType
    }

    /// A file on its way.
    private struct Arriving {
        let upload: any BlobUpload
        let declaredType: String
        var prefix: [UInt8] = []
        var byteCount = 0
    }

    private var sealed: [Sealed] = []
    private var arriving: Arriving?
    /// The text fields that came before the first file, by name.
    private(set) var fields: [String: String] = [:]
    private var field: (name: String, bytes: [UInt8])?

    private var hasFile: Bool { arriving != nil || !sealed.isEmpty }

    /// Takes one event of the form's parser.
    ///
    /// - Parameter begin: opens the store's end of an upload, once a part `file` has begun.
    /// - Throws: a `Problem`, `BlobError`.
    mutating func take(
        _ event: MultipartEvent, begin: (_ isFirst: Bool) async throws -> any BlobUpload
    ) async throws {
        switch event {
        case .partBegan(let part):
            field = part.filename == nil && !hasFile && fields.count < Self.fieldsMax ? (part.name, []) : nil
            // A form that is sent without a file has a part without a name for it.
            guard part.name == "file", part.filename?.isEmpty == false else { return }
            guard sealed.count < Self.sheetsMax else { throw Problem.tooManySheets(Self.sheetsMax) }
            let declaredType = part.contentType ?? ""
            guard CopieFileType.accepting(declaredType) != nil else { throw Problem.unsupportedType }
            arriving = Arriving(upload: try await begin(!hasFile), declaredType: declaredType)
        case .bodyBytes(let bytes):
            if let room = field.map({ Self.fieldBytesMax - $0.bytes.count }), room > 0 {
                field?.bytes += bytes.prefix(room)
            }
            try await write(bytes)
        case .partEnded:
            if let field { fields[field.name] = String(decoding: field.bytes, as: UTF8.self) }
            field = nil
            if let arriving { sealed.append(try await seal(arriving)) }
            arriving = nil
        case .finished: return
        }
    }

    private mutating func write(_ bytes: ArraySlice<UInt8>) async throws {
        guard let upload = arriving?.upload, let known = arriving?.prefix.count else { return }
        arriving?.byteCount += bytes.count
        if known < FileSignature.prefixBytes { arriving?.prefix += bytes.prefix(FileSignature.prefixBytes - known) }
        try await upload.write(Array(bytes))
    }

    private func seal(_ file: Arriving) async throws -> Sealed {
        guard file.byteCount > 0 else { throw Problem.emptyFile }
        guard let type = FileSignature.detect(in: file.prefix[...]),
            type == CopieFileType.accepting(file.declaredType)
        else { throw Problem.unsupportedType }
        _ = try await file.upload.seal()
        return Sealed(upload: file.upload, declaredType: file.declaredType, type: type)
    }

    /// The files, which can be looked at then, in the order in which they came: one at least.
    ///
    /// - Throws: a `Problem` when there is none.
    func finish() throws -> [Sealed] {
        guard !sealed.isEmpty else { throw Problem.fileMissing }
        return sealed
    }

    /// Drops what was received, unless it was stored.
    func abort() async {
        for one in sealed { await one.upload.abort() }
        await arriving?.upload.abort()
    }
}

extension CopieFileType {
    /// The type that a declared media type names; nil for one that is not accepted.
    static func accepting(_ declared: String) -> CopieFileType? {
        let name = declared.lowercased()
        return [.jpeg, .png, .webp, .pdf].first { $0.mimeType == name }
    }
}
