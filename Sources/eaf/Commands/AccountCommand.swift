import API
import ArgumentParser
import Events
import Foundation

/// `eaf account`.
struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Comptes : créer, lister, changer de rôle ou de mot de passe, fermer les sessions.",
        subcommands: [Create.self, List.self, SetRole.self, SetPassword.self, Revoke.self])

    /// `eaf account create`.
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Crée un compte ; le mot de passe est lu sur l'entrée standard.")

        @Argument(help: "Adresse électronique.")
        var email: String

        @Option(help: "Rôle : eleve, parent, enseignant, admin ou auditeur.")
        var role: Role = .eleve

        @Option(help: "Nom affiché.")
        var name: String?

        @OptionGroup var options: ControlOptions

        func run() async throws {
            try await starting {
                let request = ControlRequest.createAccount(
                    email: email, password: try PasswordPrompt.read(), displayName: name, role: role)
                let answer = try await options.carryOut(request)
                try options.show(answer, "compte \(answer.account?.description ?? "") créé (\(role.rawValue))")
            }
        }
    }

    /// `eaf account list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Liste les comptes.")

        @OptionGroup var options: ControlOptions

        func run() async throws {
            try await starting {
                let answer = try await options.carryOut(.listAccounts)
                let lines = (answer.accounts ?? []).map { account in
                    "\(account.id)  \(account.role.rawValue.padding(toLength: 10, withPad: " ", startingAt: 0))  \(account.createdAt)  \(account.email)"
                }
                try options.show(answer, lines.joined(separator: "\n"))
            }
        }
    }

    /// `eaf account role`.
    struct SetRole: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "role", abstract: "Change le rôle d'un compte.")

        @Argument(help: "Adresse électronique.")
        var email: String

        @Argument(help: "Nouveau rôle : eleve, parent, enseignant, admin ou auditeur.")
        var role: Role

        @OptionGroup var options: ControlOptions

        func run() async throws {
            try await starting {
                let answer = try await options.carryOut(.setRole(email: email, role: role))
                try options.show(answer, "compte \(answer.account?.description ?? "") : rôle \(role.rawValue)")
            }
        }
    }

    /// `eaf account password`.
    struct SetPassword: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "password",
            abstract: "Donne un autre mot de passe, lu sur l'entrée standard, et ferme toutes les sessions.")

        @Argument(help: "Adresse électronique.")
        var email: String

        @OptionGroup var options: ControlOptions

        func run() async throws {
            try await starting {
                let answer = try await options.carryOut(
                    .setPassword(email: email, password: try PasswordPrompt.read()))
                try options.show(answer, "compte \(answer.account?.description ?? "") : mot de passe changé")
            }
        }
    }

    /// `eaf account revoke`.
    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Ferme toutes les sessions d'un compte.")

        @Argument(help: "Adresse électronique.")
        var email: String

        @OptionGroup var options: ControlOptions

        func run() async throws {
            try await starting {
                let answer = try await options.carryOut(.revokeSessions(email: email))
                try options.show(answer, "\(answer.sessions ?? 0) session(s) fermée(s)")
            }
        }
    }
}
