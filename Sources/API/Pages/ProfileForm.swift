import Pages

/// The fields of a profile that its owner fills in.
enum ProfileForm {
    static let names: Set = ["displayName", "classLevel", "eafDate", "establishment", "classCode"]

    /// The form as the API takes it: a field that was emptied is taken back.
    static func body(_ form: FormFields) -> BodyReader {
        form.body(
            keepingEmpty: ["establishment", "classCode"], clearing: ["classLevel", "targetScore", "eafDate"])
    }

    static func fields(_ values: [String: String], _ fault: FormFault) -> [Field] {
        [
            Field(
                "displayName", "Prénom et nom", value: values["displayName"], error: fault["displayName"],
                autocomplete: "name", maxLength: 120),
            Field(
                "classLevel", "Classe", value: values["classLevel"], error: fault["classLevel"], isRequired: false,
                maxLength: 120, suggestions: ["Première générale", "Première technologique"]),
            Field(
                "eafDate", "Date de l’épreuve", type: "date", value: values["eafDate"], error: fault["eafDate"],
                isRequired: false),
            Field(
                "establishment", "Établissement", value: values["establishment"], error: fault["establishment"],
                autocomplete: "organization", isRequired: false, maxLength: 160),
            Field(
                "classCode", "Code de la classe", value: values["classCode"],
                hint: "Six caractères, donnés par l’enseignant.", error: fault["classCode"], autocomplete: "off",
                isRequired: false, maxLength: 12),
        ]
    }
}
