import Foundation
import Subprocess

extension ChildProcess {
    /// What the tools, their libraries and the loader print when an allocation fails.
    ///
    /// Memory cannot be told from the exit code: poppler even exits with 0 after "Out of memory".
    private static let memoryComplaints = [
        "out of memory", "bad_alloc", "memory exhausted", "cannot allocate memory", "memoryerror",
        "failed to map segment", "malloc fail", "pix not made",
    ]

    /// Tells success, a tool's own refusal, a crash and a reached limit apart.
    static func judge(
        _ status: TerminationStatus,
        _ output: ChildOutput
    ) -> Result<ChildOutput, ChildFailure> {
        let complaints = String(decoding: output.standardError, as: UTF8.self)
        switch status {
        case .signaled(SIGXCPU):
            return .failure(.timedOut)
        case .signaled(SIGXFSZ):
            return .failure(.outputTooLarge)
        case .signaled(SIGKILL):
            // Not by us, whose kills are judged before: the kernel ran out of memory.
            return .failure(.outOfMemory)
        case _ where hasMemoryComplaint(complaints):
            return .failure(.outOfMemory)
        case .exited(0):
            return .success(output)
        case .exited(let code):
            return .failure(.exited(code: Int(code), standardError: complaints))
        case .signaled(let number):
            return .failure(.signalled(number: Int(number)))
        }
    }

    private static func hasMemoryComplaint(_ complaints: String) -> Bool {
        let complaints = complaints.lowercased()
        return memoryComplaints.contains { complaints.contains($0) }
    }
}
