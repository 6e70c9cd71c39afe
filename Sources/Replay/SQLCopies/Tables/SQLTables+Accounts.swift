import Events
import Projections

extension SQLTables {
    static let accounts = [
        SQLModelTable(account) { (view: AccountsView) in view.accounts },
        SQLModelTable(profilePart) { (view: AccountsView) in
            view.accounts.flatMap { row in
                row.profile.flatMap { part in part.fields.map { (row, part, $0) } }
            }
        },
        SQLModelTable(erasedPerson) { (view: AccountsView) in view.erasedPersons },
    ]

    private static let account = SQLTable<AccountsView.Row>(
        "accounts", "Comptes ; ceux des personnes effacées n'y sont plus",
        key: ["id"], indexes: [["role"], ["registered_position"]],
        columns: [
            .id("id", "identifiant du compte, qui est aussi celui de la personne", \.id),
            .text("role", "eleve, parent, enseignant, admin ou auditeur", \.role),
            .optionalText(
                "email_hash", "début de l'empreinte à clé de l'adresse ; l'adresse n'est pas ici", \.emailHash),
            .position("registered_position", "enregistrement de l'inscription", \.registeredAt),
            .text("created", "heure de l'inscription, UTC", \.created),
            .position("password_position", "enregistrement du mot de passe actuel (empreinte scellée)", \.passwordAt),
            .flag("may_unseal", "1 : auditeur qui a le droit de voir des valeurs personnelles", \.mayUnseal),
            .flag(
                "has_imported_password", "1 : mot de passe repris de l'ancien service, pas encore renouvelé",
                \.hasImportedPassword),
            .optionalText(
                "consent_recipient", "service extérieur qui peut lire ce que la personne écrit ; vide : aucun",
                \.consentRecipient),
            .optionalText("consent_since", "heure de cet accord, UTC", \.consentSince),
        ])

    private static let profilePart = SQLTable<(AccountsView.Row, AccountsView.Part, String)>(
        "account_profile_fields", "Où se trouve, dans le journal, chaque champ actuel du profil (valeurs scellées)",
        key: ["account", "field", "position"], parent: .init("accounts", ["account"], keys: ["id"]),
        columns: [
            .id("account", "compte : accounts.id") { $0.0.id },
            .text("field", "nom du champ du profil") { $0.2 },
            .position("position", "enregistrement qui porte la valeur scellée") { $0.1.position },
        ])

    private static let erasedPerson = SQLTable<PersonID>(
        "erased_persons", "Personnes effacées : des identifiants tirés au sort, qui ne nomment plus personne",
        key: ["person"],
        columns: [.id("person", "identifiant que la personne avait") { $0 }])

    static let sessions = [SQLModelTable(session) { (view: SessionsView) in view.sessions }]

    private static let session = SQLTable<SessionsView.Row>(
        "sessions", "Sessions non fermées ; certaines ont pu expirer depuis",
        key: ["id"], indexes: [["account", "opened_position"], ["expires"]],
        columns: [
            .id("id", "identifiant de la session", \.id),
            .text("token_hash", "début de l'empreinte à clé du jeton", \.tokenHash),
            .id("account", "compte : accounts.id", \.account),
            .position("opened_position", "enregistrement de l'ouverture", \.openedAt),
            .text("created", "heure de l'ouverture, UTC", \.created),
            .text("renewed", "dernière prolongation, UTC", \.renewed),
            .text("expires", "expire à, sans nouvel usage, UTC", \.expires),
            .text("ends", "expire à, quoi qu'il arrive, UTC", \.ends),
        ])

    static let invitations = [SQLModelTable(invitation) { (view: InvitationsView) in view.invitations }]

    private static let invitation = SQLTable<InvitationsView.Row>(
        "invitations", "Codes d'invitation ni utilisés ni retirés", key: ["id"], indexes: [["expires"]],
        columns: [
            .id("id", "identifiant de l'invitation", \.id),
            .text("code_hash", "début de l'empreinte à clé du code", \.codeHash),
            .text("role", "rôle que le code donne", \.role),
            .text("expires", "expire à, UTC", \.expires),
        ])
}
