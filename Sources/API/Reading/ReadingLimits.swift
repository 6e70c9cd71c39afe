/// Everything that bounds the reading of one copie.
struct ReadingLimits: Sendable, Hashable {
    /// Pages of a PDF; more are refused before any page is read.
    var pagesMax = 40
    /// Width times height of an uploaded image; more is refused before any pixel is decoded.
    var pixelsMax = 40_000_000
    /// Resolution at which a scanned PDF page is drawn for recognition.
    var rasterDotsPerInch = 200
    /// Width times height of a drawn PDF page (A4 at 300 dpi); larger sheets are drawn at a lower resolution.
    var rasterPixelsMax = 9_000_000
    /// A PDF page with fewer words than this in its text layer is recognised from its picture.
    var layerWordsPerPageMin = 8
    /// A copie with fewer words than this is empty: recognising dust or a shadow gives a stray letter.
    var wordsMin = 3
    /// Length of the text that is kept.
    var textCharactersMax = 200_000

    /// One run of one tool.
    var wallSecondsPerTool = 60
    /// The whole copie, all pages and tools together.
    var wallSecondsPerCopie = 600
    var cpuSecondsPerTool = 60
    var memoryBytes = 1 << 30
    /// The largest file a tool may write.
    var fileBytesMax = 64 << 20
    /// What is kept of a tool's output; more ends the tool.
    var outputBytesMax = 4 << 20
    /// What is kept of a tool's complaints; more ends the tool.
    var errorBytesMax = 1 << 20

    /// The look at a PDF during its upload, while the pupil waits.
    var inspectionWallSeconds = 5
    var inspectionMemoryBytes = 256 << 20

    /// The limits of a tool that may run for some seconds at most.
    func perTool(wallSeconds: Int) -> ChildLimits {
        ChildLimits(
            wallSeconds: min(wallSeconds, wallSecondsPerTool),
            cpuSeconds: cpuSecondsPerTool,
            memoryBytes: memoryBytes,
            fileBytesMax: fileBytesMax,
            outputBytesMax: outputBytesMax,
            errorBytesMax: errorBytesMax
        )
    }

    var inspection: ChildLimits {
        ChildLimits(
            wallSeconds: inspectionWallSeconds,
            cpuSeconds: inspectionWallSeconds,
            memoryBytes: inspectionMemoryBytes,
            fileBytesMax: 0,
            outputBytesMax: outputBytesMax,
            errorBytesMax: errorBytesMax
        )
    }
}
