import Curl
import Events

/// Asks one witness, once at a time and within a time.
struct WitnessClient: Sendable {
    static let timeoutSeconds = 3
    private static let answerBytesMax = 64 << 10

    let address: WitnessAddress
    private let http = CurlClient()

    init(address: WitnessAddress) { self.address = address }

    /// Hands in a checkpoint with its proof.
    func add(_ update: CheckpointUpdate) async -> WitnessAnswer {
        let request = CurlRequest(
            method: "POST", url: address.prefix + "/add-checkpoint",
            headers: [(name: "Content-Type", value: "text/plain; charset=utf-8")], body: Array(update.text.utf8),
            unixSocket: nil, timeoutSeconds: Self.timeoutSeconds, responseBytesMax: Self.answerBytesMax)
        do throws(CurlError) {
            return answer(try await http.send(request), to: update)
        } catch {
            return .unreachable(error.message)
        }
    }

    private func answer(_ response: CurlResponse, to update: CheckpointUpdate) -> WitnessAnswer {
        switch response.status {
        case 200:
            guard let note = try? SignedNote(update.note.bytes + response.body),
                let cosignature = try? address.verifier.verify(note)
            else { return .unreachable("its answer has no signature by its key") }
            return .cosigned(cosignature)
        case 409:
            let text = String(decoding: response.body, as: UTF8.self)
            guard text.hasSuffix("\n"), let size = UInt64(text.dropLast()) else {
                return .unreachable("its answer does not say where it is")
            }
            return .at(size: size)
        case 422: return .inconsistent
        case 400..<500: return .refused(status: response.status)
        default: return .unreachable("status \(response.status)")
        }
    }
}
