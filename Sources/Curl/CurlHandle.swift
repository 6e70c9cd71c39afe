import CLibCurl

/// Owns one easy handle and its list of headers.
@safe struct CurlHandle: ~Copyable {
    private let handle: UnsafeMutableRawPointer
    private var headers: UnsafeMutablePointer<curl_slist>?
    /// Where libcurl's callbacks put what arrives; kept alive until `curl_easy_cleanup`.
    private let intake = CurlIntake()

    static func open() throws(CurlError) -> CurlHandle {
        guard let handle = unsafe curl_easy_init() else {
            throw CurlError(code: CURLE_FAILED_INIT.rawValue, message: "no handle")
        }
        return unsafe CurlHandle(adopting: handle)
    }

    private init(adopting handle: UnsafeMutableRawPointer) {
        unsafe self.handle = handle
        unsafe headers = nil
    }

    deinit {
        unsafe curl_easy_cleanup(handle)
        unsafe curl_slist_free_all(headers)
    }

    mutating func perform(_ request: CurlRequest) throws(CurlError) -> CurlResponse {
        intake.bytesMax = request.responseBytesMax
        intake.receive = request.receive
        try prepare(request)
        try sendBody(of: request)
        try check(unsafe curl_easy_perform(handle))
        var status = 0
        try check(unsafe clibcurl_getinfo_long(handle, CURLINFO_RESPONSE_CODE, &status))
        return CurlResponse(status: status, headers: intake.headers, body: intake.body)
    }

    private mutating func prepare(_ request: CurlRequest) throws(CurlError) {
        try set(CURLOPT_URL, request.url)
        try set(CURLOPT_CUSTOMREQUEST, request.method)
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        if let socket = request.unixSocket { try set(CURLOPT_UNIX_SOCKET_PATH, socket) }
        try set(CURLOPT_TIMEOUT, request.timeoutSeconds)
        // Without this libcurl times name look-ups with SIGALRM.
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_NOBODY, request.method == "HEAD" ? 1 : 0)
        // An empty Expect stops libcurl from waiting for 100-continue.
        for header in request.headers + [(name: "Expect", value: "")] {
            let line = header.value.isEmpty ? "\(header.name):" : "\(header.name): \(header.value)"
            unsafe headers = curl_slist_append(headers, line)
        }
        try check(unsafe clibcurl_setopt_pointer(handle, CURLOPT_HTTPHEADER, headers))
        let box = unsafe Unmanaged.passUnretained(intake).toOpaque()
        try check(unsafe clibcurl_setopt_pointer(handle, CURLOPT_WRITEDATA, box))
        try check(unsafe clibcurl_setopt_pointer(handle, CURLOPT_HEADERDATA, box))
        try check(
            unsafe clibcurl_setopt_callback(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, box in
                unsafe CurlIntake.from(box)?.takeBody(bytes, size * count) ?? 0
            })
        try check(
            unsafe clibcurl_setopt_callback(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, box in
                unsafe CurlIntake.from(box)?.takeHeader(bytes, size * count) ?? 0
            })
    }

    private func sendBody(of request: CurlRequest) throws(CurlError) {
        guard !request.body.isEmpty || request.method == "POST" || request.method == "PUT" else { return }
        try check(
            unsafe clibcurl_setopt_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count)))
        // libcurl copies the bytes at this call, so they need not outlive it.
        let code = unsafe request.body.withUnsafeBytes { buffer in
            let start = unsafe UnsafeMutableRawPointer(mutating: buffer.baseAddress)
            return unsafe clibcurl_setopt_pointer(handle, CURLOPT_COPYPOSTFIELDS, start)
        }
        try check(code)
        if request.method != "POST" { try set(CURLOPT_CUSTOMREQUEST, request.method) }
    }

    private func set(_ option: CURLoption, _ value: String) throws(CurlError) {
        try check(unsafe clibcurl_setopt_string(handle, option, value))
    }

    private func set(_ option: CURLoption, _ value: Int) throws(CurlError) {
        try check(unsafe clibcurl_setopt_long(handle, option, value))
    }

    private func check(_ code: CURLcode) throws(CurlError) {
        guard code == CURLE_OK else {
            throw CurlError(code: code.rawValue, message: unsafe String(cString: curl_easy_strerror(code)))
        }
    }
}
