import CLibCurl

/// Gathers an answer as libcurl hands it over. One thread uses it: the one that performs the request.
final class CurlIntake {
    private(set) var headers: [(name: String, value: String)] = []
    private(set) var body: [UInt8] = []
    var bytesMax = 0
    var receive: (([UInt8]) -> Bool)?
    private var isOK = false

    static func from(_ box: UnsafeMutableRawPointer?) -> CurlIntake? {
        guard let box = unsafe box else { return nil }
        return unsafe Unmanaged<CurlIntake>.fromOpaque(box).takeUnretainedValue()
    }

    /// Returns how many bytes were taken; fewer make libcurl give up.
    func takeBody(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        guard let bytes = unsafe bytes else { return 0 }
        let raw = unsafe UnsafeRawBufferPointer(start: bytes, count: count)
        if let receive, isOK { return receive(unsafe [UInt8](raw)) ? count : 0 }
        guard body.count + count <= bytesMax else { return 0 }
        unsafe body.append(contentsOf: raw)
        return count
    }

    func takeHeader(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        guard let bytes = unsafe bytes else { return 0 }
        let line = unsafe String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
        // Another status line begins another answer, for example after 100.
        if line.hasPrefix("HTTP/") {
            headers = []
            isOK = line.split(separator: " ").dropFirst().first == "200"
        }
        guard let colon = line.firstIndex(of: ":") else { return count }
        let value = line[line.index(after: colon)...].drop { $0 == " " }.prefix { !$0.isNewline }
        headers.append((String(line[..<colon]), String(value)))
        return count
    }
}
