/// Carries out the steps of a visit, one after another, whatever became of the ones before.
enum SmokeRun {
    /// - Parameter show: called after each step.
    static func run(
        _ settings: SmokeVisit.Settings, show: (CheckResult) throws -> Void
    ) async throws -> CheckReport {
        var visit = SmokeVisit(settings)
        var report = CheckReport(target: settings.origin)
        for step in SmokeStep.all {
            let began = ContinuousClock.now
            let (grade, text) = await outcome(of: step, in: &visit)
            let result = CheckResult(
                name: step.name, grade: grade, text: text, remedy: nil,
                milliseconds: Int(((ContinuousClock.now - began) / .milliseconds(1)).rounded()))
            report.add(result)
            try show(result)
        }
        return report
    }

    private static func outcome(of step: SmokeStep, in visit: inout SmokeVisit) async -> (CheckGrade, String) {
        do {
            return (.passed, try await step.run(&visit))
        } catch let failure as SiteFailure {
            return (.failed, failure.message)
        } catch let unverified as Unverified {
            return (.unverified, "non vérifié : \(unverified.reason)")
        } catch {
            return (.failed, "\(error)")
        }
    }
}
