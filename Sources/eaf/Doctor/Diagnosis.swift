/// What a check of the doctor found: a grade, what was seen, and what to do, in French.
struct Diagnosis: Sendable {
    let grade: CheckGrade
    let text: String
    let remedy: String?

    static func fine(_ text: String) -> Diagnosis { Diagnosis(grade: .passed, text: text, remedy: nil) }

    static func noticed(_ text: String, _ remedy: String) -> Diagnosis {
        Diagnosis(grade: .noticed, text: text, remedy: remedy)
    }

    static func failed(_ text: String, _ remedy: String) -> Diagnosis {
        Diagnosis(grade: .failed, text: text, remedy: remedy)
    }

    static func unverified(_ reason: String) -> Diagnosis {
        Diagnosis(grade: .unverified, text: "non vérifié : \(reason)", remedy: nil)
    }
}
