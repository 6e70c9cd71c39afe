import CLibPango

/// Takes the bytes that cairo writes, and no more than it may.
final class PDFSink {
    private(set) var bytes: [UInt8] = []
    private(set) var isFull = false
    private let bytesMax: Int

    init(bytesMax: Int) { self.bytesMax = bytesMax }

    /// False once there are too many.
    func take(_ more: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count + more.count <= bytesMax else {
            isFull = true
            return false
        }
        unsafe bytes.append(contentsOf: more)
        return true
    }

    /// What cairo calls (`cairo_write_func_t`); `closure` is a sink that the canvas keeps alive.
    static let write: cairo_write_func_t = { closure, data, length in
        guard let closure = unsafe closure, let data = unsafe data else { return CAIRO_STATUS_WRITE_ERROR }
        let sink = unsafe Unmanaged<PDFSink>.fromOpaque(closure).takeUnretainedValue()
        let isTaken = unsafe sink.take(UnsafeBufferPointer(start: data, count: Int(length)))
        return isTaken ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR
    }
}
