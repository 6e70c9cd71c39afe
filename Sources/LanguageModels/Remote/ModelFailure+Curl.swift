import Curl

extension ModelFailure {
    init(_ error: CurlError) {
        let kind: Kind =
            switch error.kind {
            case .timeout: .timedOut
            case .cancelled: .cancelled
            case .tooLarge, .malformed: .malformedAnswer
            case .unknownHost, .notReachable, .cut, .notTrusted, .other: .unreachable
            }
        self.init(kind, error.message)
    }
}
