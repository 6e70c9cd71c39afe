import ArgumentParser
import Replay

extension ParsableCommand {
    /// Carries out the work of a command: a failure becomes a French sentence on standard error and its exit status.
    func reporting(_ work: () async throws -> ExitStatus) async throws {
        let status: ExitStatus
        do {
            status = try await work()
        } catch is StandardOutput.ReaderGone {
            status = .success
        } catch let error as ValidationError {
            throw error
        } catch let error as ExitCode {
            // It was reported already.
            throw error
        } catch {
            let failure = ReplayFailure(error)
            StandardError.line("eaf : \(failure.message)")
            status = failure.status
        }
        if status != .success { throw ExitCode(status.rawValue) }
    }
}
