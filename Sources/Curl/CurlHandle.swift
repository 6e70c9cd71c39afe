import CLibCurl

/// Owns one easy handle, its connections and its list of headers.
@safe struct CurlHandle: ~Copyable {
    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    private let handle: UnsafeMutableRawPointer
    private var headers: UnsafeMutablePointer<curl_slist>?
    /// Where libcurl's callbacks put what arrives; kept alive until `curl_easy_cleanup`.
    private let intake = CurlIntake()

    static func open() throws(CurlError) -> CurlHandle {
        guard isReady, let handle = unsafe curl_easy_init() else {
            throw CurlError(code: CURLE_FAILED_INIT.rawValue, message: "libcurl cannot start")
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

    mutating func perform(_ request: CurlRequest, _ stop: CurlStop) throws(CurlError) -> CurlResponse {
        // Forgets the options of the request before, not its connection.
        unsafe curl_easy_reset(handle)
        intake.begin(request, stop)
        try prepare(request)
        try setLimits(of: request)
        if let signature = request.signature { try sign(signature) }
        try setHeaders(of: request)
        try setCallbacks()
        try exchange(request)
        // libcurl takes an answer that ends among its headers for a whole one.
        guard intake.hasWholeHead else { throw CurlError(CURLE_PARTIAL_FILE) }
        var status = 0
        try check(unsafe clibcurl_getinfo_long(handle, CURLINFO_RESPONSE_CODE, &status))
        return CurlResponse(status: status, headers: intake.headers, body: intake.takenBody())
    }

    private func prepare(_ request: CurlRequest) throws(CurlError) {
        try set(CURLOPT_URL, request.url)
        try set(CURLOPT_CUSTOMREQUEST, request.method)
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        if let socket = request.unixSocket { try set(CURLOPT_UNIX_SOCKET_PATH, socket) }
        // Without this libcurl times name look-ups with SIGALRM.
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_NOBODY, request.method == "HEAD" ? 1 : 0)
        if let file = request.authoritiesFile {
            try set(CURLOPT_CAINFO, file)
            unsafe try check(clibcurl_setopt_pointer(handle, CURLOPT_CAPATH, nil))
        }
    }

    private func setLimits(of request: CurlRequest) throws(CurlError) {
        try set(CURLOPT_TIMEOUT, request.timeoutSeconds)
        if let seconds = request.connectTimeoutSeconds { try set(CURLOPT_CONNECTTIMEOUT, seconds) }
        if let slowness = request.slowness {
            try set(CURLOPT_LOW_SPEED_LIMIT, slowness.bytesMin)
            try set(CURLOPT_LOW_SPEED_TIME, slowness.seconds)
        }
    }

    private func sign(_ signature: CurlSignature) throws(CurlError) {
        try set(CURLOPT_AWS_SIGV4, "aws:amz:\(signature.region):\(signature.service)")
        try set(CURLOPT_USERNAME, signature.accessKeyID)
        try set(CURLOPT_PASSWORD, signature.secretAccessKey)
        try set(CURLOPT_EXPECT_100_TIMEOUT_MS, 200)
    }

    private mutating func setHeaders(of request: CurlRequest) throws(CurlError) {
        unsafe curl_slist_free_all(headers)
        unsafe headers = nil
        // An empty Expect stops libcurl from waiting for 100-continue, but would be signed without being sent (libcurl 7.88).
        let expectation = request.signature == nil ? [(name: "Expect", value: "")] : []
        for header in request.headers + expectation {
            let line = header.value.isEmpty ? "\(header.name):" : "\(header.name): \(header.value)"
            unsafe headers = curl_slist_append(headers, line)
        }
        try check(unsafe clibcurl_setopt_pointer(handle, CURLOPT_HTTPHEADER, headers))
    }

    private func setCallbacks() throws(CurlError) {
        let box = unsafe Unmanaged.passUnretained(intake).toOpaque()
        for option in [CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_XFERINFODATA] {
            try check(unsafe clibcurl_setopt_pointer(handle, option, box))
        }
        try check(
            unsafe clibcurl_setopt_callback(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, box in
                unsafe CurlIntake.from(box)?.takeBody(bytes, size * count) ?? 0
            })
        try check(
            unsafe clibcurl_setopt_callback(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, box in
                unsafe CurlIntake.from(box)?.takeHeader(bytes, size * count) ?? 0
            })
        try set(CURLOPT_NOPROGRESS, 0)
        try check(
            unsafe clibcurl_setopt_progress(handle, CURLOPT_XFERINFOFUNCTION) { box, _, _, _, _ in
                unsafe CurlIntake.from(box)?.isStopped == true ? 1 : 0
            })
    }

    /// Sends the request, its body straight from the array that holds it.
    private func exchange(_ request: CurlRequest) throws(CurlError) {
        let code = unsafe request.body.withUnsafeBytes { body in
            if body.count > 0 || request.method == "POST" || request.method == "PUT" {
                let size = curl_off_t(body.count)
                let sized = unsafe clibcurl_setopt_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, size)
                let start = unsafe UnsafeMutableRawPointer(mutating: body.baseAddress)
                let given = unsafe clibcurl_setopt_pointer(handle, CURLOPT_POSTFIELDS, start)
                for code in [sized, given] where code != CURLE_OK { return code }
                // Giving a body means POST to libcurl, unless it is told otherwise afterwards.
                let named = unsafe clibcurl_setopt_string(handle, CURLOPT_CUSTOMREQUEST, request.method)
                if named != CURLE_OK { return named }
            }
            return unsafe curl_easy_perform(handle)
        }
        if code == CURLE_OPERATION_TIMEDOUT, !hasConnected {
            throw CurlError(code: CURLE_COULDNT_CONNECT.rawValue, message: "no connection in time")
        }
        try check(code)
    }

    /// Whether the last exchange came as far as sending its request.
    private var hasConnected: Bool {
        var microseconds: curl_off_t = 0
        let code = unsafe clibcurl_getinfo_offset(handle, CURLINFO_PRETRANSFER_TIME_T, &microseconds)
        return code != CURLE_OK || microseconds > 0
    }

    private func set(_ option: CURLoption, _ value: String) throws(CurlError) {
        try check(unsafe clibcurl_setopt_string(handle, option, value))
    }

    private func set(_ option: CURLoption, _ value: Int) throws(CurlError) {
        try check(unsafe clibcurl_setopt_long(handle, option, value))
    }

    private func check(_ code: CURLcode) throws(CurlError) {
        guard code == CURLE_OK else { throw CurlError(code) }
    }
}

extension CurlError {
    fileprivate init(_ code: CURLcode) {
        self.init(code: code.rawValue, message: unsafe String(cString: curl_easy_strerror(code)))
    }
}
