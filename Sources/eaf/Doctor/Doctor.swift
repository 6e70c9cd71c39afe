import Events
import Replay

/// Looks at everything, one check after another, whatever the others found.
enum Doctor {
    /// - Parameter show: called after each check.
    static func examine(_ installation: Installation, show: (CheckResult) throws -> Void) throws -> CheckReport {
        var report = CheckReport(
            target: "journal \(installation.eventlogDirectory), données \(installation.dataDirectory)")
        for check in DoctorCheck.all {
            let began = ContinuousClock.now
            let diagnosis = look(check, installation)
            let result = CheckResult(
                name: check.name, grade: diagnosis.grade, text: diagnosis.text, remedy: diagnosis.remedy,
                milliseconds: Int(((ContinuousClock.now - began) / .milliseconds(1)).rounded()))
            report.add(result)
            try show(result)
        }
        return report
    }

    private static func look(_ check: DoctorCheck, _ installation: Installation) -> Diagnosis {
        do {
            return try check.look(installation)
        } catch let absent as Installation.Absent {
            return .unverified(absent.what)
        } catch let error as EventLogError where check.name != DoctorCheck.log.name {
            return .unverified("le journal ne s'ouvre pas (\(error.remedy))")
        } catch {
            return .failed(ReplayFailure(error).message, "RUNBOOK, « Incidents »")
        }
    }
}
