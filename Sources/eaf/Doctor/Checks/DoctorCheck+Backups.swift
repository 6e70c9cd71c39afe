import Events
import Foundation
import Projections
import Replay

/// Shipping and restore drills.
extension DoctorCheck {
    /// A record that has waited longer to be shipped says that nobody ships.
    private static let lagSecondsMax = 300.0
    /// A new log may be this old without a backup.
    private static let unshippedSecondsMax = 86_400.0
    private static let drillSecondsMax = 7.0 * 86_400

    static let shipping = DoctorCheck("sauvegarde") { installation in
        let places = try ShipStatus.all(
            dataDirectory: installation.dataDirectory, log: try installation.log.get(), now: installation.now)
        guard !places.isEmpty else {
            let seen = "rien n'a jamais été expédié hors de cette machine"
            let remedy = "eaf ship --to DOSSIER-OU-S3 --follow ; RUNBOOK, « Sauvegarder »"
            let isYoung = try isLog(of: installation, youngerThan: unshippedSecondsMax)
            return isYoung ? .noticed(seen, remedy) : .failed(seen, remedy)
        }
        let text = places.map { place in
            let behind = place.head.distance(from: place.position)
            return "\(place.target) : position \(place.position)"
                + (behind > 0 ? ", \(behind) enregistrement(s) en retard de \(Int(place.ageSeconds)) s" : ", à jour")
                + (place.failure.map { ", en échec depuis \($0.since.milliseconds) (\($0.reason))" } ?? "")
        }.joined(separator: " ; ")
        guard places.contains(where: { $0.ageSeconds > lagSecondsMax || $0.failure != nil }) else {
            return .fine(text)
        }
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
