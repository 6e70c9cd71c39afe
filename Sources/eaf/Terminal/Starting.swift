import API
import ArgumentParser
import Events
import Foundation

/// Runs the body of a command that opens the server's state; failures become a French sentence on stderr and an exit code of
/// sysexits.
func starting(_ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let error as ConfigurationError {
        throw failed(error.description, ConfigurationError.exitCode)
    } catch let error as ServerKeysError {
        throw failed(error.remedy, 78)
    } catch let error as WitnessError {
        throw failed(error.remedy, exitCode(of: error))
    } catch let error as StartError {
        throw failed(error.remedy, exitCode(of: error))
    } catch WriterError.unavailable(let error) {
        throw failed(error.remedy, exitCode(of: .log(error)))
    } catch let error as ControlError {
        throw failed(error.message, 65)
    } catch let error as ExportTarget.OutputError {
        throw failed(error.message, error.exitCode)
    } catch let error as ExitCode {
        throw error
    } catch let error as ValidationError {
        throw error
    } catch {
        throw failed("Échec : \(error)", 70)
    }
}

private func exitCode(of error: StartError) -> Int32 {
    switch error {
    // A log that another process writes: try again when it has stopped.
    case .log(.locked): 75
    case .log(.io), .log(.dead): 74
    case .log(.database(let failure)), .vault(.database(let failure)): failure.isPassing ? 69 : 78
    case .log(.outcomeUnknown): 69
    case .noSharedLog: 78
    case .integrity(let error): error.isFinal ? 65 : 74
    case .log: 65
    case .vault(.wrongMasterKey), .foreignLog: 78
    case .vault(.io): 74
    case .vault, .incompleteVault: 65
    case .witnessed, .contradicted, .lostRecords, .damagedMark: 65
    case .portTaken: 69
    case .notInstalled, .cannotListen: 69
    case .other: 70
    }
}

private func exitCode(of error: WitnessError) -> Int32 {
    switch error {
    case .inUse: 75
    case .io: 74
    case .damaged, .stateMissing, .keyMissing: 65
    }
}

private func failed(_ message: String, _ code: Int32) -> ExitCode {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    return ExitCode(code)
}
