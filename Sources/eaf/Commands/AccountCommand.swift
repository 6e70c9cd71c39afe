import API
import ArgumentParser
import Events
import Foundation

/// `eaf account`.
struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Comptes : créer, lister, changer de rôle, de droit ou de mot de passe, fermer les sessions.",
        subcommands: [Create.self, List.self, SetRole.self, SetUnsealing.self, SetPassword.self, Revoke.self])

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
                    "\(account.id)  \(account.role.rawValue.padding(toLength: 10, withPad: " ", startingAt: 0))  \(account.createdAt)  \(account.email)\(account.mayUnseal ? "  (descellement)" : "")"
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

    /// `eaf account unsealing`.
    struct SetUnsealing: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "unsealing",
            abstract: "Donne à un auditeur le droit de lire les valeurs personnelles du journal, ou le retire.",
            discussion: """
                Le droit ne va qu'au rôle auditeur, ne sert que s'il est demandé (unseal=true), et chaque lecture est notée \
                au journal. Changer de rôle le retire.
                """)

        /// `on` or `off`.
        enum Right: String, ExpressibleByArgument, CaseIterable {
            case on, off
        }

        @Argument(help: "Adresse électronique d'un auditeur.")
        var email: String

        @Argument(help: "on : donner le droit ; off : le retirer.")
        var right: Right

        @OptionGroup var options: ControlOptions

        func run() async throws {
            try await starting {
                let request = ControlRequest.setUnsealing(email: email, mayUnseal: right == .on)
                let answer = try await options.carryOut(request)
                let account = answer.account?.description ?? ""
                try options.show(
                    answer,
                    right == .on
                        ? "compte \(account) : peut lire les valeurs personnelles du journal"
                        : "compte \(account) : ne peut pas lire les valeurs personnelles du journal")
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
