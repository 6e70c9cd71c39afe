import Events

/// A new file for an opened body, mode 0600, not synced: it lives as long as one reading. Blocks.
struct PlainFile {
    private let path: String
    private let files: any FileLayer
    private let descriptor: Int32

    /// Makes the file; there must be none.
    init(_ path: String, _ files: any FileLayer) throws(BlobError) {
        self.path = path
        self.files = files
        do throws(FileError) { descriptor = try files.open(path, .creating) } catch { throw BlobError(error) }
    }

    /// A new file that `write` fills; there is none when it throws.
    static func written<Value>(
        _ path: String, _ files: any FileLayer, _ write: (PlainFile) throws(BlobError) -> Value
    ) throws(BlobError) -> Value {
        let file = try PlainFile(path, files)
        do throws(BlobError) {
            let value = try write(file)
            file.close()
            return value
        } catch {
            file.discard()
            throw error
        }
    }

    func append(_ bytes: [UInt8]) throws(BlobError) {
        do throws(FileError) {
            var done = 0
            while done < bytes.count { done += try files.write(descriptor, bytes, done..<bytes.count, path) }
        } catch {
            throw BlobError(error)
        }
    }

    func close() { files.close(descriptor) }

    func discard() {
        close()
        do throws(FileError) {
            try files.remove(path)
        } catch {
            // The folder it lies in is private and goes with the reading.
        }
    }
}
