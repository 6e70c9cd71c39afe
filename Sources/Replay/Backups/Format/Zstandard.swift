import CLibZstd

/// Zstandard (RFC 8878): one frame with its length and a checksum of its own, as `zstd` reads and writes it.
enum Zstandard {
    /// The compressor's level: three times slower ones save a few per cent.
    private static let level: Int32 = 3

    /// The frame of `bytes`; the same bytes always give the same frame of one version of the library.
    ///
    /// - Throws: `ZstandardError` when there is not enough memory.
    static func compress(_ bytes: [UInt8]) throws(ZstandardError) -> [UInt8] {
        guard let context = unsafe ZSTD_createCCtx() else { throw ZstandardError(message: "no memory") }
        defer { unsafe _ = ZSTD_freeCCtx(context) }
        unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)
        unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
        var code = 0
        let frame = unsafe [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) { out, filled in
            unsafe bytes.withUnsafeBytes { plain in
                unsafe code = ZSTD_compress2(context, out.baseAddress, out.count, plain.baseAddress, plain.count)
            }
            filled = ZSTD_isError(code) == 0 ? code : 0
        }
        if let error = ZstandardError(code) { throw error }
        return frame
    }

    /// The `count` bytes that a frame holds.
    ///
    /// - Throws: `ZstandardError` when the frame is not whole, was changed, or holds another number of bytes.
    static func decompress(_ frame: [UInt8], count: Int) throws(ZstandardError) -> [UInt8] {
        var code = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { out, filled in
            unsafe frame.withUnsafeBytes { frame in
                unsafe code = ZSTD_decompress(out.baseAddress, out.count, frame.baseAddress, frame.count)
            }
            filled = ZSTD_isError(code) == 0 ? code : 0
        }
        if let error = ZstandardError(code) { throw error }
        guard bytes.count == count else { throw ZstandardError(message: "\(bytes.count) bytes, expected \(count)") }
        return bytes
    }
}

/// Why a frame cannot be made or opened.
struct ZstandardError: Error, Equatable, Sendable {
    let message: String

    init(message: String) { self.message = message }

    /// Nil when `code` is a number of bytes.
    fileprivate init?(_ code: Int) {
        guard ZSTD_isError(code) != 0 else { return nil }
        unsafe message = String(cString: ZSTD_getErrorName(code))
    }
}
