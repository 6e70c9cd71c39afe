import API
public import ArgumentParser
public import Events

/// `eaf invite`.
struct InviteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite",
        abstract: "Crée un code d'invitation à usage unique, valable 14 jours.")

    @Argument(help: "Rôle donné à qui s'inscrit avec le code : enseignant.")
    var role: Role

    @OptionGroup var options: ControlOptions

    func validate() throws {
        guard role == .enseignant else {
            throw ValidationError(
                "seul le rôle enseignant s'obtient par invitation ; admin et auditeur : eaf account create … --role")
        }
    }

    func run() async throws {
        try await starting {
            let answer = try await options.carryOut(.invite(role: role))
            try options.show(answer, "\(answer.code ?? "")   (valable jusqu'au \(answer.expiresAt ?? ""))")
        }
    }
}

extension Role: ExpressibleByArgument {}
