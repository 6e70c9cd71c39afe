/// One request about a bucket, or about an object in it.
struct S3Call {
    let method: String
    /// The key, for messages and in the address; empty for the bucket.
    let key: String
    /// Already in the form that is signed: sorted by name, escaped, every name with `=`.
    var query = S3Query()
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []
    /// A longer answer fails.
    var answerBytesMax = S3Transport.shortAnswerBytesMax
    /// Takes the body of an answer of status 200 as it comes; false gives up.
    var receive: (@Sendable ([UInt8]) -> Bool)?

    init(_ method: String, _ key: String) {
        self.method = method
        self.key = key
    }
}
