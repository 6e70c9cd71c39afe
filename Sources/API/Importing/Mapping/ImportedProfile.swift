import Events

/// The predecessor's profile (product-contract §4.1), within the bounds of `PUT student/profile`.
struct ImportedProfile {
    /// Members of a user or profile that say nothing more, or are taken elsewhere.
    private static let elsewhere: Set<String> = [
        "id", "userid", "email", "mail", "role", "passwordhash", "passwordsalt", "salt", "createdat", "created",
        "updatedat", "classcode",
    ]

    private(set) var profile: ProfileFields
    /// Members that were there and are not taken, because they break a rule.
    private(set) var left: [String] = []
    /// Members that no profile has here: badges are derived, and so on.
    private(set) var underived: [String] = []
    private var seen: Set<String> = []

    init(_ row: OldRow, role: Role) {
        profile = .atRegistration(displayName: nil, role: role)
        if let name = text(row, "displayname", 120) { profile.displayName = name }
        if let level = text(row, "classlevel", 120) { profile.classLevel = level }
        if let target = text(row, "targetscore", 20) { profile.targetScore = target }
        profile.establishment = text(row, "establishment", 160)
        profile.eafDate = date(row, "eafdate")
        seen.insert("onboardingcompleted")
        profile.onboardingCompleted = row.boolean("onboardingcompleted") ?? false
        profile.selectedOeuvres = list(row, "selectedoeuvres", 200, count: 50) ?? []
        profile.parcoursProgress = list(row, "parcoursprogress", 120, count: 200) ?? []
        profile.preferredObjects = list(row, "preferredobjects", 120, count: 50) ?? []
        profile.weakSkills = list(row, "weakskills", 120, count: 50) ?? []
        underived = row.members.keys.filter { !seen.contains($0) && !Self.elsewhere.contains($0) }.sorted()
    }

    private mutating func text(_ row: OldRow, _ name: String, _ charactersMax: Int) -> String? {
        seen.insert(name)
        guard row.members[name] != nil else { return nil }
        guard let text = row.text(name) else {
            // An empty one says nothing; anything else is no text.
            if row.rawText(name) == nil { left.append(name) }
            return nil
        }
        guard text.count <= charactersMax, !text.unicodeScalars.contains("\0") else {
            left.append(name)
            return nil
        }
        return text
    }

    private mutating func date(_ row: OldRow, _ name: String) -> String? {
        seen.insert(name)
        guard let value = row.members[name], value.plainText != nil else { return nil }
        guard let day = OldTime.day(value) else {
            left.append(name)
            return nil
        }
        return day
    }

    private mutating func list(_ row: OldRow, _ name: String, _ charactersMax: Int, count: Int) -> [String]? {
        seen.insert(name)
        guard let value = row.members[name] else { return nil }
        guard let texts = value.listedTexts else {
            left.append(name)
            return nil
        }
        let fitting = texts.filter { $0.count <= charactersMax && !$0.unicodeScalars.contains("\0") }.prefix(count)
        if fitting.count < (value.listed ?? []).count { left.append(name) }
        return Array(fitting)
    }
}
