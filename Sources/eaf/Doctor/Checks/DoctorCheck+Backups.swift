import Events
import Foundation
import Projections

/// Shipping and restore drills.
extension DoctorCheck {
    /// The age of the last shipped record from which somebody should look, and act.
    private static let lagSecondsMax = 300.0
    /// A new log may be this old without a backup.
    private static let unshippedSecondsMax = 86_400.0
    private static let drillSecondsMax = 7.0 * 86_400

    /// What `eaf ship` keeps of each place under `EAF_DATA_DIR/ship`.
    private struct Shipped: Decodable {
        struct Failure: Decodable {
            let reason: String
            let since: String
        }

        let target: String
        let position: UInt64
        let shippedAt: String?
        let failure: Failure?
    }

    static let shipping = DoctorCheck("sauvegarde") { installation in
        let head = try installation.log.get().head
        let folder = installation.dataDirectory + "/ship"
        let places = installation.names(in: folder).filter { $0.hasSuffix(".json") }.compactMap { name in
            FileManager.default.contents(atPath: "\(folder)/\(name)").flatMap {
                try? JSONDecoder().decode(Shipped.self, from: $0)
            }
        }
        guard !places.isEmpty else {
            let seen = "rien n'a jamais été expédié hors de cette machine"
            let remedy = "eaf ship --to DOSSIER-OU-S3 --follow ; RUNBOOK, « Sauvegarder »"
            let isYoung = try isLog(of: installation, youngerThan: unshippedSecondsMax)
            return isYoung ? .noticed(seen, remedy) : .failed(seen, remedy)
        }
        var grade = CheckGrade.passed
        let texts = places.map { place in
            let behind = head.position.distance(from: LogPosition(place.position))
            let shipped = place.shippedAt.flatMap { Timestamp($0) }
            let isLate = behind > 0 && (shipped.map { installation.now.seconds(since: $0) > lagSecondsMax } ?? true)
            if isLate || place.failure != nil { grade = .failed }
            return "\(place.target) : position \(place.position)"
                + (behind > 0 ? ", \(behind) enregistrement(s) en retard" : ", à jour")
                + (shipped.map { ", il y a \(installation.age($0))" } ?? "")
                + (place.failure.map { ", en échec depuis \($0.since) (\($0.reason))" } ?? "")
        }
        let text = texts.joined(separator: " ; ")
        guard grade == .failed else { return .fine(text) }
        return .failed(text, "relancez « eaf ship --to … --follow » et lisez ses messages ; RUNBOOK, « Sauvegarder »")
    }

    static let drill = DoctorCheck("exercice de restauration") { installation in
        let models = try installation.models.get()
        let remedy = "eaf drill --from DOSSIER-OU-S3 ; RUNBOOK, « Exercice »"
        guard let last = models.log.lastDrill else {
            guard try !isLog(of: installation, youngerThan: drillSecondsMax) else {
                return .noticed("aucun encore, pour un journal de moins de 7 jours", remedy)
            }
            return .failed("aucun n'a jamais réussi", remedy)
        }
        let text = "réussi il y a \(installation.age(last.time)), jusqu'à la position \(last.position)"
        guard installation.now.seconds(since: last.time) <= drillSecondsMax else {
            return .failed("\(text) : plus de 7 jours", remedy)
        }
        guard models.log.failedDrills == 0 else {
            return .fine("\(text) ; \(models.log.failedDrills) échec(s) en tout")
        }
        return .fine(text)
    }

    private static func isLog(of installation: Installation, youngerThan seconds: Double) throws -> Bool {
        let log = try installation.log.get()
        guard log.head.position > .zero else { return true }
        return installation.now.seconds(since: try log.record(at: LogPosition(1)).time) <= seconds
    }
}
