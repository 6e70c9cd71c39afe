import Events
import HTTPTypes
import Hummingbird
import Logging

/// `add-checkpoint` of C2SP tlog-witness.
struct WitnessController: Sendable {
    private static let sizeType = "text/x.tlog.size"
    private static let textType = "text/plain; charset=utf-8"

    let witness: Witness
    let clock: SystemClock
    private let queue = BlockingQueue(label: "eaf-witness")

    init(witness: Witness, clock: SystemClock) {
        self.witness = witness
        self.clock = clock
    }

    func addRoutes(to router: Router<AppContext>) { router.post("add-checkpoint", use: add) }

    @Sendable func add(_ request: Request, context: AppContext) async throws -> Response {
        let body = try await BodyReader.collect(request)
        let now = UInt64(max(0, clock.now.microseconds / 1_000_000))
        do throws(WitnessRefusal) {
            let cosignature = try await queue.run { [witness] () throws(WitnessRefusal) in
                try witness.add(body, at: now)
            }
            return text(cosignature.line + "\n", Self.textType, .ok)
        } catch {
            note(error, body)
            switch error {
            case .conflict(let size), .contradiction(let size): return text("\(size)\n", Self.sizeType, .conflict)
            default: throw Problem(error)
            }
        }
    }

    private func text(_ text: String, _ type: String, _ status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: .init(byteBuffer: .init(string: text)))
    }

    /// A log that contradicts itself has signed the proof of it: that is kept in the lines of this log.
    private func note(_ refusal: WitnessRefusal, _ body: [UInt8]) {
        switch refusal {
        case .contradiction, .inconsistent:
            Logger.current.critical(
                "a log contradicts what was cosigned",
                metadata: [
                    "reason": "\(refusal.explanation)", "request": "\(String(decoding: body, as: UTF8.self))",
                ])
        case .unwritten: Logger.current.critical("state not written", metadata: ["reason": "\(refusal.explanation)"])
        case .malformed, .unknownOrigin, .notSigned, .conflict:
            Logger.current.info("checkpoint refused", metadata: ["reason": "\(refusal.explanation)"])
        }
    }
}

extension Problem {
    init(_ refusal: WitnessRefusal) {
        let (status, code): (HTTPResponse.Status, String) =
            switch refusal {
            case .malformed: (.badRequest, "demande-malformee")
            case .unknownOrigin: (.notFound, "journal-inconnu")
            case .notSigned: (.forbidden, "signature-refusee")
            case .conflict, .contradiction: (.conflict, "autre-taille")
            case .inconsistent: (.unprocessableContent, "preuve-refusee")
            case .unwritten: (.serviceUnavailable, "etat-non-ecrit")
            }
        self.init(status, code, refusal.explanation)
    }
}
