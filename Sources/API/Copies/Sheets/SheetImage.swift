/// An image as a page of a PDF takes it: its compressed bytes as they are, and what a reader must know to decode them.
///
/// Nothing is decoded here: PDF has the compression of JPEG (ISO 32000-1 §7.4.8) and that of PNG with its predictors (§7.4.4.4).
struct SheetImage: Equatable {
    /// How the samples become colours.
    enum Colours: Equatable {
        case grey
        case rgb
        /// Numbers of entries of a table, three bytes each.
        case table([UInt8])
    }

    enum Compression: Equatable {
        case jpeg
        case png
    }

    /// Why an image cannot become a page beside others.
    enum Refusal: Error, Equatable {
        /// The file is damaged, or is not what it says it is.
        case unreadable
        /// Its form cannot be taken over: transparency, interlacing, four inks, WebP.
        case form
    }

    let widthPixels: Int
    let heightPixels: Int
    let bitsPerSample: Int
    let colours: Colours
    let compression: Compression
    /// Where the compressed bytes are in the file, in order.
    let stretches: [Range<Int>]
    /// By how much a reader turns the page clockwise, in degrees.
    var rotation = 0

    /// Reads the head of an image.
    ///
    /// - Throws: `Refusal`, or what reading throws.
    static func read(_ type: CopieFileType, _ bytes: SheetBytes) throws -> SheetImage {
        switch type {
        case .jpeg: try jpeg(bytes)
        case .png: try png(bytes)
        case .webp, .pdf: throw Refusal.form
        }
    }
}
