import API
import Events
import Foundation
import Replay

/// Configuration, program, tools and the running server.
extension DoctorCheck {
    static let configuration = DoctorCheck("configuration") { installation in
        let report = installation.report
        if let issue = report.issues.first {
            let more = report.issues.count > 1 ? " (et \(report.issues.count - 1) autre(s))" : ""
            return .failed(
                "\(issue)\(more)", "« eaf config check » les nomme toutes ; corrigez-les avant de redémarrer")
        }
        let set = report.rows.filter { $0.source != .fallback }.map(\.name)
        let text = set.isEmpty ? "en règle, tout par défaut" : "en règle ; fixées : \(set.joined(separator: ", "))"
        guard let notice = report.notices.first else { return .fine(text) }
        return .noticed("\(notice)", "« eaf config check » pour toutes les remarques")
    }

    static let program = DoctorCheck("programme") { installation in
        let own = EAFVersion.current
        guard let health = installation.server.health else { return .fine("eaf \(own)") }
        guard health.version == own else {
            return .noticed(
                "eaf \(own) ici, \(health.version) pour le serveur en marche",
                "redémarrez le serveur si la mise à jour est voulue")
        }
        return .fine("eaf \(own), le serveur en marche aussi")
    }

    /// What reading and correcting copies takes.
    static let tools = DoctorCheck("outils") { installation in
        let needed = [
            ("/usr/bin/pdfinfo", "poppler-utils"), ("/usr/bin/pdftotext", "poppler-utils"),
            ("/usr/bin/pdftoppm", "poppler-utils"), ("/usr/bin/tesseract", "tesseract-ocr"),
            ("/usr/bin/prlimit", "util-linux"), ("/usr/share/hunspell/fr.dic", "hunspell-fr"),
        ]
        let missing = needed.filter { !installation.exists($0.0) }
        guard !missing.isEmpty else { return .fine("lecture et correction des copies : tout est là") }
        let packages = Set(missing.map(\.1)).sorted().joined(separator: " ")
        return .failed(
            "manquent : \(missing.map(\.0).joined(separator: ", "))", "apt-get install \(packages)")
    }

    static let server = DoctorCheck("serveur") { installation in
        let server = installation.server
        guard let health = server.health else {
            guard server.isLogWritten else {
                return .noticed("aucun serveur en marche", "eaf serve (les autres contrôles valent serveur arrêté)")
            }
            guard let origin = server.origin else {
                return .unverified("un processus écrit dans le journal ; son port n'est pas connu (PORT=0)")
            }
            return .failed(
                "un processus écrit dans le journal, mais rien ne répond sur \(origin)",
                "donnez ici les HOST et PORT du serveur ; sinon lisez ses messages et redémarrez-le")
        }
        let parts = health.parts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        let seen = "\(server.origin ?? "") répond \(health.status) (\(parts))"
        guard server.isLogWritten else {
            return .noticed(
                "\(seen), mais personne n'écrit dans \(installation.eventlogDirectory)",
                "ce serveur a un autre journal : donnez les mêmes EAF_EVENTLOG_DIR et EAF_DATA_DIR que lui")
        }
        guard health.status == 200 else {
            return .failed(seen, "la partie en cause est nommée ; RUNBOOK, « Contrôles après un démarrage »")
        }
        return .fine(seen)
    }

    static let database = DoctorCheck("base de données") { installation in
        guard let url = installation.database else { return .fine("journal en fichiers (JSONL) : pas de base") }
        do throws(EventLogError) {
            let steps = try PostgresMigrations(url: url).run(dryRun: true)
            let missing = steps.count { !$0.isApplied }
            guard missing == 0 else {
                return .failed("il manque \(missing) migration(s) sur \(steps.count)", "« eaf migrate »")
            }
            let head = try PostgresEventLog(reading: .init(url: url, directURL: nil)).head
            return .fine("PostgreSQL répond, schéma à jour (\(steps.count) migrations), tête \(head.position)")
        } catch {
            return .failed(error.remedy, "docs/several-machines.md, « Pannes »")
        }
    }
}
