import Curl

/// What a store said, and what that means for the caller.
struct S3Answer {
    let status: Int
    /// The error's name in the body: `NoSuchKey`.
    let code: String?
    private let response: CurlResponse

    init(_ response: CurlResponse) {
        self.response = response
        status = response.status
        code = status < 300 ? nil : Self.code(in: response.body)
    }

    var body: [UInt8] { response.body }

    /// The entity tag, without its quotes.
    var version: ObjectVersion? {
        guard let tag = response.values(of: "ETag").first?.replacing("\"", with: ""), !tag.isEmpty else { return nil }
        return ObjectVersion(tag)
    }

    var contentLength: Int? { response.values(of: "Content-Length").last.flatMap { Int($0) } }

    /// There is no such object, and the bucket is there. An answer to HEAD has no body that could say so.
    var isMissingObject: Bool { status == 404 && code == "NoSuchKey" }

    /// A condition did not hold. Some stores say 304 as for a reading, or that what was to be replaced is not there.
    var isConflict: Bool { [304, 409, 412].contains(status) || isMissingObject }

    /// What an answer that is no success means.
    func failure(_ key: String) -> S3Error {
        let said = "\(status)" + (code.map { " \($0)" } ?? "")
        if let reason = code.flatMap({ Self.refusals[$0] }) { return .denied("\(reason) (\(said))") }
        switch (status, code) {
        case (400, "BadDigest"), (400, "XAmzContentSHA256Mismatch"), (400, "IncompleteBody"), (400, "RequestTimeout"):
            return .unavailable("« \(key) » est arrivé abîmé ou incomplet (\(said))", retryAfterSeconds: nil)
        case (408, _), (409, _), (425, _), (429, _), (500, _), (502..., _):
            return .unavailable("le service S3 répond \(said)", retryAfterSeconds: retryAfterSeconds)
        case (300..<400, _):
            return .denied("le compartiment est ailleurs (\(said)) : corrigez S3_ENDPOINT ou S3_REGION")
        case (400..., _?), (401, _), (403, _): return .denied("le service S3 répond \(said)")
        case (404, nil): return .broken(key: key, "ce n'est pas la réponse d'un service S3 (\(said))")
        default: return .broken(key: key, "réponse inattendue (\(said))")
        }
    }

    private var retryAfterSeconds: Int? {
        response.values(of: "Retry-After").first.flatMap { Int($0) }.flatMap { (0...86_400).contains($0) ? $0 : nil }
    }

    private static let refusals = [
        "NoSuchBucket": "le compartiment n'existe pas",
        "InvalidAccessKeyId": "S3_ACCESS_KEY_ID est inconnu du service",
        "SignatureDoesNotMatch": "S3_SECRET_ACCESS_KEY n'est pas celui de S3_ACCESS_KEY_ID",
        "AccessDenied":
            "ces clés n'ont pas le droit de le faire ; il faut lire, écrire et lister dans le compartiment",
        "RequestTimeTooSkewed": "l'horloge de cette machine n'est pas à l'heure",
        "AuthorizationHeaderMalformed": "S3_REGION n'est pas la région du compartiment",
        "QuotaExceeded": "le quota du compartiment est épuisé",
        "EntityTooLarge": "l'objet est trop grand pour ce service",
    ]

    /// The text between `<Code>` and `</Code>`, if it looks like a name.
    private static func code(in body: [UInt8]) -> String? {
        String(decoding: body.prefix(4_096), as: UTF8.self).firstMatch(of: /<Code>([A-Za-z0-9.]{1,64})<\/Code>/).map {
            String($0.1)
        }
    }
}
