import ArgumentParser
import Events
import Foundation
import Replay

/// Which records to show.
struct FilterOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Type : « fr.eaf.copie.uploaded.v1 », « copie.uploaded » ou « copie » ; peut être répété.",
            valueName: "type"))
    var type: [String] = []

    @Option(help: "Sujet : « copie/<uuid> », ou « copie » pour tous les sujets de ce genre.")
    var subject: String?

    @Option(help: "Acteur : « user/<uuid> », « system/<part> », « operator/<nom> », « anonymous », ou le genre seul.")
    var actor: String?

    @Option(help: "Personne dont la clé scelle l'enregistrement (uuid).")
    var person: String?

    @Option(help: "À partir de : heure RFC 3339 avec décalage, ou durée écoulée (5m, 2h).")
    var since: String?

    @Option(help: "Jusqu'à : heure RFC 3339 avec décalage, ou durée écoulée (5m, 2h).")
    var until: String?

    func validate() throws { _ = try filter(now: .now) }

    func filter(now: Timestamp) throws -> RecordFilter {
        var filter = RecordFilter()
        filter.types = type
        filter.subject = subject
        filter.actor = actor
        if let person {
            guard let id = PersonID(person) else {
                throw ValidationError("--person : « \(person) » n'est pas un UUID.")
            }
            filter.person = id
        }
        filter.since = try Self.time(since, "--since", now)
        filter.until = try Self.time(until, "--until", now)
        return filter
    }

    private static func time(_ text: String?, _ option: String, _ now: Timestamp) throws -> Timestamp? {
        guard let text else { return nil }
        switch try? ReplayTarget(text) {
        case .time(let time): return time
        case .ago(let seconds): return now.adding(seconds: -seconds)
        case .position, .latest, nil:
            throw ValidationError(
                "\(option) : « \(text) » n'est ni une heure RFC 3339 avec décalage ni une durée (90s, 5m, 2h, 3d).")
        }
    }
}

extension Timestamp {
    /// The computer's clock.
    static var now: Timestamp { Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) }
}
