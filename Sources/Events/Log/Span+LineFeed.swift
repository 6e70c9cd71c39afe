import Glibc

extension Span<UInt8> {
    /// The index of the first line feed at or after `start`; nil when there is none.
    public func indexOfLineFeed(from start: Int) -> Int? {
        guard start < count else { return nil }
        return unsafe withUnsafeBytes { (buffer) -> Int? in
            guard let base = buffer.baseAddress, let found = unsafe memchr(base + start, 0x0A, buffer.count - start)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - base
        }
    }
}
