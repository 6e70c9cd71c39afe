import Events
import Foundation
import Projections
import Replay

/// Copies and their corrections.
extension DoctorCheck {
    /// As `health` judges it.
    private static let waitingSecondsMax = 1_800.0
    private static let orphanAgeSeconds = 3_600.0
    private static let namedMax = 3

    static let corrections = DoctorCheck("corrections") { installation in
        let models = try installation.models.get()
        let now = installation.now
        let failed = models.copies.count(of: .error)
        let text =
            "\(models.copies.openCount) en attente ou en cours, \(failed) en échec, \(models.copies.count) copies"
        guard let oldest = models.copies.nextWork(at: now), now.seconds(since: oldest.requested) > waitingSecondsMax
        else { return .fine(text) }
        let stuck = "\(text) ; copie/\(oldest.id) attend depuis \(installation.age(oldest.requested))"
        guard installation.server.isLogWritten else {
            return .noticed(stuck, "elle sera reprise au prochain démarrage du serveur")
        }
        return .failed(
            stuck, "eaf log show --type correction --subject copie/\(oldest.id) ; RUNBOOK, « Correction bloquée »")
    }

    /// Files that records name against files that are there.
    static let copies = DoctorCheck("fichiers des copies") { installation in
        let folder = installation.dataDirectory + Installation.uploads
        let place: String
        let found: [String: Timestamp]
        switch installation.bucket {
        case nil:
            place = "sous \(folder)/XX/, XX étant les deux premiers chiffres du nom"
            found = files(of: installation, in: folder)
        case .success(let listed):
            place = "dans le compartiment (eaf copies push)"
            found = listed
        case .failure(let error):
            return .failed(
                "le stockage S3 ne se lit pas : \(ReplayFailure(error).message)", "RUNBOOK, « Stockage S3 en panne »")
        }
        let known = try installation.models.get().copies.blobs
        let missing = known.filter { found[$0] == nil }.sorted()
        guard missing.isEmpty else {
            return .failed(
                "\(missing.count) fichier(s) manquent : \(missing.prefix(namedMax).joined(separator: ", "))",
                "remettez-les d'une sauvegarde \(place)")
        }
        // A younger one may be on the way to its record.
        let orphans = found.filter {
            !known.contains($0.key) && installation.now.seconds(since: $0.value) > orphanAgeSeconds
        }.count
        let text = "\(known.count) fichier(s), tous là" + (installation.bucket == nil ? "" : ", dans S3")
        guard orphans > 0 else { return .fine(text) }
        return .noticed(
            "\(text) ; \(orphans) que plus aucun enregistrement ne nomme", "sans danger ; ils prennent de la place")
    }

    /// When each blob of a folder was written, by address.
    private static func files(of installation: Installation, in folder: String) -> [String: Timestamp] {
        var found: [String: Timestamp] = [:]
        for prefix in installation.names(in: folder) where prefix.utf8.count == 2 {
            for name in installation.names(in: "\(folder)/\(prefix)") where name.utf8.count == 64 {
                let path = "\(folder)/\(prefix)/\(name)"
                let modified = try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
                let seconds = (modified ?? Date()).timeIntervalSince1970
                found[name] = Timestamp(microseconds: Int64(seconds * 1_000_000))
            }
        }
        return found
    }

    static let leftovers = DoctorCheck("restes") { installation in
        var seen: [String] = []
        let torn = installation.names(in: installation.eventlogDirectory + "/torn")
        if !torn.isEmpty {
            seen.append("\(torn.count) fin(s) déchirée(s) dans \(installation.eventlogDirectory)/torn")
        }
        let segments = installation.names(in: installation.eventlogDirectory + "/segments")
        let half = segments.filter { $0.hasSuffix(".tmp") }
        if !half.isEmpty { seen.append("\(half.joined(separator: ", ")) dans segments/") }
        let restores = unfinishedRestores(around: [installation.eventlogDirectory, installation.dataDirectory])
        if !restores.isEmpty {
            seen.append(
                "restauration(s) inachevée(s) : \(restores.joined(separator: ", ")), à reprendre ou à supprimer")
        }
        if installation.exists(installation.dataDirectory + ".drill") {
            seen.append("un exercice inachevé dans \(installation.dataDirectory).drill")
        }
        if !installation.server.isLogWritten {
            let work = installation.names(in: installation.dataDirectory + "/tmp")
            if !work.isEmpty {
                seen.append("\(work.count) dossier(s) de travail dans \(installation.dataDirectory)/tmp")
            }
            let half =
                installation.names(in: installation.dataDirectory + Installation.uploads)
                .filter { $0.hasSuffix(".tmp") }
                + installation.names(in: installation.dataDirectory + "/spool").filter { $0.hasSuffix(".tmp") }
            if !half.isEmpty { seen.append("\(half.count) dépôt(s) interrompu(s)") }
        }
        guard !seen.isEmpty else { return .fine("aucun") }
        return .noticed(
            seen.joined(separator: " ; "),
            "rien de confirmé n'y est ; le prochain démarrage range le reste, torn/ peut être archivé puis vidé")
    }

    /// The folders that `eaf restore` makes beside its target, where the target may be the parent of log and data.
    private static func unfinishedRestores(around folders: [String]) -> [String] {
        let parents = folders.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
        let places = Set(parents.flatMap { [$0.path, $0.deletingLastPathComponent().path] })
        return places.sorted().flatMap { place in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
            return names.filter { $0.hasPrefix(".") && $0.hasSuffix(".restoring") }.sorted().map { "\(place)/\($0)" }
        }
    }
}
