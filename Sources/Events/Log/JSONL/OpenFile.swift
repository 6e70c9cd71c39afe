/// A file open for reading, closed when the last one that reads from it lets go: the log may forget it while they read.
final class OpenFile: Sendable {
    let descriptor: Int32
    private let files: any FileLayer

    init(_ descriptor: Int32, _ files: any FileLayer) {
        self.descriptor = descriptor
        self.files = files
    }

    deinit { files.close(descriptor) }
}
