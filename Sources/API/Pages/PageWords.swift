import Events
import Pages
import Projections

/// How pages say things in French.
enum PageWords {
    private static let months = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ]
    private static let weekdays = ["jeudi", "vendredi", "samedi", "dimanche", "lundi", "mardi", "mercredi"]

    /// `12 mars 2027`.
    static func date(_ date: CivilDate) -> String {
        "\(date.day == 1 ? "1er" : "\(date.day)") \(months[date.month - 1]) \(date.year)"
    }

    /// `12 mars 2027 à 14 h 03`, by the clock of Paris.
    static func time(_ time: Timestamp) -> String {
        let local = ParisTime(time)
        let minutes = local.seconds / 60 % 60
        return "\(date(local.date)) à \(local.seconds / 3_600) h \(minutes < 10 ? "0" : "")\(minutes)"
    }

    /// `12 mars 2027`, by the clock of Paris.
    static func day(_ time: Timestamp) -> String { date(ParisTime(time).date) }

    /// `vendredi 12 mars 2027`.
    static func today(_ time: Timestamp) -> String {
        // 1970-01-01 was a Thursday.
        "\(weekdays[ParisDay.of(time) % weekdays.count]) \(day(time))"
    }

    static func kind(_ type: EpreuveType) -> String {
        let label = type.label
        return label.prefix(1).uppercased() + label.dropFirst()
    }

    static func status(_ copie: HandedInCopie) -> String {
        switch copie.status {
        case .pending: copie.attempts > 0 ? "nouvel essai prévu" : "en attente de correction"
        case .processing: "correction en cours"
        case .done: "corrigée"
        case .error: copie.isErased ? "effacée" : "correction impossible"
        }
    }

    static func cause(_ cause: CorrectionCause?) -> String {
        switch cause {
        case .upload, nil: "dépôt"
        case .pupil: "demande de l’élève"
        case .teacher: "demande de l’enseignant"
        }
    }

    /// A title of so many characters at most, cut at a word.
    static func short(_ text: String, _ charactersMax: Int = 90) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard line.count > charactersMax else { return line }
        let cut = line.prefix(charactersMax)
        return String(cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut) + "…"
    }

    /// Without the little pictures that not every device can draw.
    static func plain(_ label: String) -> String {
        String(String.UnicodeScalarView(label.unicodeScalars.filter { !$0.properties.isEmojiPresentation }))
            .split(separator: " ").joined(separator: " ")
    }

    static func note(_ note: Double) -> String { FrenchText.number(note) }
}
