import Curl
public import Events
import Foundation

/// What a log has published over HTTP: `<base>/checkpoint` and `<base>/tile/…` (C2SP tlog-tiles).
public struct RemotePublication: Publication {
    /// One answer may take this long.
    private static let timeoutSeconds = 30
    private static let tileBytesMax = TileRange.widthMax * MerkleHash.byteCount

    private let base: String

    /// The log whose checkpoint is at `<base>/checkpoint`; the address of a server of ours alone will do.
    ///
    /// - Throws: `ReplayFailure`, exit status 64, when it is no http address.
    public init(_ address: String) throws(ReplayFailure) {
        guard let url = URL(string: address), let scheme = url.scheme, ["http", "https"].contains(scheme),
            url.host() != nil
        else {
            throw ReplayFailure(.usage, "« \(address) » n'est pas une adresse http:// ou https://.")
        }
        let trimmed = String(address.reversed().drop { $0 == "/" }.reversed())
        base = url.path().count > 1 ? trimmed : trimmed + "/api/v1/log"
    }

    public var name: String { base }

    public func checkpoint() async throws -> SignedNote? {
        guard let bytes = try await get("checkpoint", bytesMax: SignedNote.bytesMax) else { return nil }
        do throws(NoteError) {
            return try SignedNote(bytes)
        } catch {
            throw ReplayFailure(.badData, "\(base)/checkpoint : \(error.explanation).")
        }
    }

    public func hashes(of tile: TilePath) async throws -> [MerkleHash] {
        var bytes = try await get("tile/\(tile.text)", bytesMax: Self.tileBytesMax)
        // A partial tile may be gone once the whole one is there.
        if bytes == nil, !tile.range.isWhole {
            bytes = try await get("tile/\(tile.whole.text)", bytesMax: Self.tileBytesMax)
        }
        guard let bytes else { throw ReplayFailure(.badData, "\(base) n'a pas la tuile \(tile.text).") }
        let wanted = tile.range.width * MerkleHash.byteCount
        guard bytes.count >= wanted, bytes.count % MerkleHash.byteCount == 0 else {
            throw ReplayFailure(.badData, "\(base) : la tuile \(tile.text) n'a pas la bonne longueur.")
        }
        return stride(from: 0, to: wanted, by: MerkleHash.byteCount).compactMap { start in
            MerkleHash(bytes: bytes[start..<start + MerkleHash.byteCount])
        }
    }

    /// Nil when there is no such thing.
    private func get(_ path: String, bytesMax: Int) async throws(ReplayFailure) -> [UInt8]? {
        let request = CurlRequest(
            method: "GET", url: "\(base)/\(path)", headers: [], body: [], unixSocket: nil,
            timeoutSeconds: Self.timeoutSeconds, responseBytesMax: bytesMax)
        let answer: CurlResponse
        do throws(CurlError) {
            answer = try await CurlClient().send(request)
        } catch {
            throw ReplayFailure(.unavailable, "\(base) ne répond pas : \(error.message).")
        }
        switch answer.status {
        case 200: return answer.body
        case 404: return nil
        default: throw ReplayFailure(.unavailable, "\(base)/\(path) a répondu \(answer.status).")
        }
    }
}
