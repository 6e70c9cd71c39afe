import CLibCurl

/// Gathers an answer as libcurl hands it over. One thread uses it: the one that performs the request.
final class CurlIntake {
    private(set) var headers: [(name: String, value: String)] = []
    private(set) var body: [UInt8] = []
    /// The empty line after the headers has come.
    private(set) var hasWholeHead = false
    private var bytesMax = 0
    private var receive: (([UInt8]) -> Bool)?
    private var isOK = false
    private var stop = CurlStop()

    var isStopped: Bool { stop.isSet }

    /// Forgets the answer before.
    func begin(_ request: CurlRequest, _ stop: CurlStop) {
        bytesMax = request.responseBytesMax
        receive = request.receive
        self.stop = stop
        headers = []
        body = []
        hasWholeHead = false
        isOK = false
    }

    /// The body, which is then the caller's alone.
    func takenBody() -> [UInt8] {
        defer { body = [] }
        return body
    }

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
        if line.allSatisfy(\.isNewline) { hasWholeHead = true }
        // Another status line begins another answer, for example after 100.
        if line.hasPrefix("HTTP/") {
            headers = []
            hasWholeHead = false
            isOK = line.split(separator: " ").dropFirst().first == "200"
        }
        guard let colon = line.firstIndex(of: ":") else { return count }
        let value = line[line.index(after: colon)...].drop { $0 == " " }.prefix { !$0.isNewline }
        headers.append((String(line[..<colon]), String(value)))
        return count
    }
}
