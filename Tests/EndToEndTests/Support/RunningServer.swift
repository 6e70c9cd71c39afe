import Foundation
import Glibc
import Testing

/// `eaf serve` as a process of its own.
final class RunningServer: Sendable {
    let place: Place
    let child: Child
    /// `http://127.0.0.1:PORT`, as the server says it.
    let origin: String

    /// Starts a server and waits until it says where it listens.
    ///
    /// - Parameter wrapper: a command that ends by executing its further arguments, for example `unshare`.
    /// - Throws: `Late` with what it said instead.
    init(_ place: Place, environment more: [String: String] = [:], wrapper: [String] = []) async throws {
        self.place = place
        let command = wrapper + [try Binary.path, "serve"]
        let child = try Child(
            command[0], Array(command.dropFirst()), in: place.path,
            environment: place.environment.merging(more) { $1 })
        self.child = child
        try await eventually("the server listens") { child.output.hasSuffix("\n") || !child.isRunning }
        let said = child.output
        guard said.hasPrefix("listening on http://"), said.hasSuffix("\n") else {
            throw Late(what: "listening; said “\(said)”, \(child.errors)")
        }
        origin = String(said.dropFirst("listening on ".count).dropLast())
    }

    var port: Int { origin.split(separator: ":").last.flatMap { Int($0) } ?? 0 }

    /// Ends the server as an operator does and returns its exit code.
    @discardableResult
    func stop() async throws -> Int32 {
        child.signal(SIGTERM)
        return try await child.ended()
    }

    /// Ends the server as a power cut does.
    func kill() async throws {
        child.signal(SIGKILL)
        try await child.ended()
    }

    /// A browser that has no session yet.
    func client() -> Client { Client(origin: origin) }

    /// A browser in which somebody has just registered.
    func registered(
        _ email: String, password: String = "une-phrase-de-passe", name: String = "Élève d'essai"
    ) async throws -> Client {
        let client = client()
        let answer = try await client.register(email, password, name)
        try #require(answer.status == 201, "\(answer.text)")
        return client
    }

    /// A browser of a teacher, registered with an invitation.
    func teacher(_ email: String = "enseignante@essai.example") async throws -> Client {
        let invitation = try await Binary.run("invite", "enseignant", "--json", at: place)
        let code = try #require(try invitation.json["code"] as? String, "\(invitation.errors)")
        let client = client()
        let answer = try await client.send(
            "POST", "auth/register",
            ["email": email, "password": "une-phrase-de-passe", "role": "enseignant", "invitationCode": code])
        try #require(answer.status == 201, "\(answer.text)")
        return client
    }
}
