/// The answer to a request.
public struct CurlResponse: Sendable {
    public let status: Int
    /// In the order they came; names as sent.
    public let headers: [(name: String, value: String)]
    public let body: [UInt8]

    /// The values of a field, whatever the case of its name.
    public func values(of name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }
}
