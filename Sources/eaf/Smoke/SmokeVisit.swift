import API
import Events
import Foundation
import Logging

/// A visit to a running server, with throw-away accounts.
struct SmokeVisit {
    /// What the operator gave.
    struct Settings: Sendable {
        /// Scheme, host and port, without a slash at the end.
        let origin: String
        /// For a teacher's account; nil: asked for over the control socket, when the server is on this machine.
        let invitation: String?
        let correctionSecondsMax: Int
    }

    let settings: Settings
    /// Random, so that two visits at once do not meet.
    let tag: String
    let password: String
    var pupil: SiteClient
    var teacher: SiteClient
    /// The pupil's browser as it was before logging out.
    var formerPupil: SiteClient?
    /// Operations that the server's own description names: `POST /api/v1/auth/login`. Nil until it was read.
    var operations: Set<String>?
    var epreuve: String?
    var copie: String?
    var classCode: String?
    var isPupilRegistered = false
    var isTeacherRegistered = false
    var isCorrected = false

    init(_ settings: Settings) {
        self.settings = settings
        tag = String(UUID().uuidString.prefix(13)).lowercased()
        password = UUID().uuidString + UUID().uuidString
        pupil = SiteClient(origin: settings.origin)
        teacher = SiteClient(origin: settings.origin)
    }

    /// Addresses that no mail ever reaches (RFC 2606).
    var pupilEmail: String { "smoke-\(tag)@eaf.invalid" }
    var teacherEmail: String { "smoke-prof-\(tag)@eaf.invalid" }

    var isSecure: Bool { settings.origin.hasPrefix("https://") }

    /// Goes on only when the server describes the operation.
    ///
    /// - Throws: `Unverified`.
    func require(_ operation: String, _ what: String) throws {
        guard let operations else { throw Unverified("la description de l'API n'a pas été lue") }
        guard operations.contains(operation) else { throw Unverified("ce serveur n'a pas \(what)") }
    }

    /// Goes on only when an earlier step succeeded.
    ///
    /// - Throws: `Unverified`.
    func require(_ condition: Bool, after step: SmokeStep) throws {
        guard condition else { throw Unverified("« \(step.name) » n'a pas réussi") }
    }

    /// An invitation for a teacher: the operator's, or a new one of the server that runs here.
    ///
    /// - Throws: `Unverified`.
    func teacherInvitation() async throws -> String {
        if let invitation = settings.invitation { return invitation }
        let how = "donnez --invitation CODE (eaf invite enseignant), ou lancez la commande sur la machine du serveur"
        guard let host = URL(string: settings.origin)?.host(), ["127.0.0.1", "localhost", "::1"].contains(host) else {
            throw Unverified(how)
        }
        guard
            let configuration = try? EnvironmentReader(
                environment: ProcessInfo.processInfo.environment, overrides: [:]
            ).configuration()
        else { throw Unverified("configuration en faute (eaf config check) ; \(how)") }
        let client = ControlClient(
            configuration: configuration, operatorName: NSUserName(), logger: Logger(label: "eaf.smoke"))
        do {
            let answer = try await client.askServer(.invite(role: .enseignant))
            guard let code = answer?.code else {
                throw Unverified("pas de serveur derrière \(configuration.dataDirectory)/control.sock ; \(how)")
            }
            return code
        } catch let error as ControlError {
            throw Unverified("le serveur n'a pas donné d'invitation (\(error.message)) ; \(how)")
        }
    }
}
