import Events
import Foundation
import HTTPTypes
import HummingbirdTesting
import Projections
import Testing

@testable import API

/// A whole server without the socket: real log, vault and blobs in a directory of its own, and a clock that the test moves.
struct TestServer: Sendable {
    static let password = "motdepasse-solide"

    let folder: ServerFolder
    let state: ServerState
    let backend: Backend
    let audit: AuditTools
    let control: Control
    let search: ReferenceSearch
    let client: any TestClientProtocol

    /// Runs `body` with a server in a new directory.
    static func run<Value: Sendable>(
        _ options: ServerFolder.Options = .init(), files: RefusingFiles = RefusingFiles(),
        _ body: @Sendable (TestServer) async throws -> Value
    ) async throws -> Value {
        try await ServerFolder(files: files).serve(options, body)
    }

    var clock: MovableClock { folder.clock }
    var models: ReadModels { backend.state }
    /// How many records the log has.
    var head: UInt64 { state.log.headSeen.rawValue }

    /// A browser without cookies.
    func visitor() -> Browser { Browser(client) }

    /// The browser's cookies, used against this server.
    func again(_ browser: Browser) -> Browser { browser.moved(to: client) }

    /// Registers an account and stays logged in.
    func register(
        _ email: String, role: Role = .eleve, name: String? = nil, password: String = password,
        invitation: String? = nil
    ) async throws -> Browser {
        let browser = visitor()
        let answer = try await browser.post(
            "auth/register",
            .object([
                "email": .string(email), "password": .string(password), "role": .string(role.rawValue),
                "displayName": name.map { .string($0) } ?? .null,
                "invitationCode": invitation.map { .string($0) } ?? .null,
            ]))
        try #require(answer.status == 201, "\(answer.text)")
        return browser
    }

    func pupil(_ email: String = "lea@lycee.fr", name: String? = "Léa") async throws -> Browser {
        try await register(email, name: name)
    }

    func teacher(_ email: String = "prof@lycee.fr", name: String? = "Mme Curie") async throws -> Browser {
        try await register(email, role: .enseignant, name: name, invitation: try await invitation())
    }

    /// A one-time code for a teacher.
    func invitation() async throws -> String {
        try await backend.invite(.enseignant, as: .operator("tests"), for: trace).code
    }

    /// An account of a role that nobody can register, logged in.
    func appointed(_ role: Role, _ email: String) async throws -> Browser {
        _ = try await control.carryOut(
            .createAccount(email: email, password: Self.password, displayName: nil, role: role), by: "tests",
            trace: trace)
        return try await login(email)
    }

    func login(_ email: String, password: String = password) async throws -> Browser {
        let browser = visitor()
        let answer = try await browser.post(
            "auth/login", ["email": .string(email), "password": .string(password)])
        try #require(answer.status == 200, "\(answer.text)")
        return browser
    }

    /// A class of the teacher that the pupils have joined; returns its code.
    @discardableResult
    func makeClass(of teacher: Browser, pupils: [Browser] = []) async throws -> String {
        let code = try await teacher.post("enseignant/class-code")["classCode"].text
        for pupil in pupils {
            let answer = try await pupil.put("student/profile", ["classCode": .string(code)])
            try #require(answer.status == 200, "\(answer.text)")
        }
        return code
    }

    /// Pupils in a class, without sessions, first the first; returns their ids.
    @discardableResult
    func enrol(_ count: Int, with code: String) async throws -> [PersonID] {
        var pupils: [PersonID] = []
        for number in 0..<count {
            let pupil = PersonID.random()
            let email = "eleve\(number)-\(pupil)@lycee.fr"
            try await backend.register(
                RegisterAccount(
                    account: pupil, role: .eleve, email: email, emailHash: backend.emailHash.of(email),
                    passwordHash: "",
                    displayName: "Élève \(number)", invitationCodeHash: nil, session: nil),
                as: .system("tests"), for: trace)
            try await submit(UpdateProfile(account: pupil, fields: ProfileFields(), classCode: code))
            pupils.append(pupil)
        }
        return pupils
    }

    /// A new épreuve of the account; returns its id.
    func generate(_ browser: Browser, _ type: EpreuveType = .commentaire) async throws -> String {
        let answer = try await browser.post("epreuves/generate", ["type": .string(type.rawValue)])
        try #require(answer.status == 200, "\(answer.text)")
        return answer["epreuveId"].text
    }

    /// Hands in a sample file.
    func upload(
        _ browser: Browser, to epreuve: String, _ name: String = "page.png", headers: [String: String] = [:]
    ) async throws -> Answer {
        try await browser.upload(
            to: epreuve, FormBody.file(SampleFile.bytes(name), type: SampleFile.type(name), name: name),
            headers: headers)
    }

    /// Hands in a sample file that is accepted; returns the copie's id.
    func handIn(_ browser: Browser, to epreuve: String, _ name: String = "page.png") async throws -> String {
        let answer = try await upload(browser, to: epreuve, name)
        try #require(answer.status == 202, "\(answer.text)")
        return answer["copieId"].text
    }

    /// Hands a command to the writer, as the system.
    @discardableResult
    func submit(
        _ command: any Command, as actor: Actor = .system("tests"), key: IdempotencyKey? = nil
    ) async throws(WriterError) -> Receipt {
        try await state.writer.submit(command, as: actor, context: RecordContext(), key: key)
    }

    /// The account that the browser is logged in as.
    func id(of browser: Browser) async throws -> PersonID {
        try #require(PersonID(try await browser.get("auth/me")["id"].text))
    }

    var trace: RequestTrace { RequestTrace(id: "tests") }
}

extension Browser {
    /// Hands in a form.
    func upload(
        to epreuve: String, _ form: [UInt8], type: String = FormBody.type, headers: [String: String] = [:]
    ) async throws -> Answer {
        try await send(.post, "epreuves/\(epreuve)/copie", body: form, type: type, headers: headers)
    }
}
