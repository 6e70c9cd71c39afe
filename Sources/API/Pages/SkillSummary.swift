import Events
import Pages
import Projections

/// How a pupil does in each rubric of the marking schemes, over the last corrected copies.
struct SkillSummary {
    private static let copiesMax = 10
    /// A change of the share of points that is worth a word.
    private static let change = 0.05

    private struct Skill {
        let name: String
        /// Shares of the maximum, oldest first.
        var shares: [Double]

        var mean: Double { shares.reduce(0, +) / Double(shares.count) }
        var before: Double? {
            shares.count > 1 ? shares.dropLast().reduce(0, +) / Double(shares.count - 1) : nil
        }
    }

    private let skills: [Skill]
    /// Copies that were looked at.
    let copies: Int

    /// - Throws: `EventLogError`, `PayloadError`.
    init(of all: [HandedInCopie], in library: Library) throws {
        var skills: [Skill] = []
        var count = 0
        for copie in all.filter({ !$0.corrections.isEmpty }).suffix(Self.copiesMax) {
            guard let last = copie.corrections.last, let given = try library.completed(at: last.position) else {
                continue
            }
            count += 1
            for rubric in given.correction.rubriques where rubric.max > 0 {
                let share = rubric.note / rubric.max
                if let index = skills.firstIndex(where: { $0.name == rubric.titre }) {
                    skills[index].shares.append(share)
                } else {
                    skills.append(Skill(name: rubric.titre, shares: [share]))
                }
            }
        }
        self.skills = skills
        copies = count
    }

    /// The rubric with the smallest share of its points.
    var weakest: String? { skills.min { $0.mean < $1.mean }?.name }

    var content: [HomePage.Skill] {
        skills.enumerated().map { index, skill in
            let percent = Int((skill.mean * 100).rounded())
            return HomePage.Skill(
                id: "competence-\(index + 1)", name: skill.name, score: "\(percent) %", percent: "\(percent)",
                trend: Self.trend(skill))
        }
    }

    private static func trend(_ skill: Skill) -> String? {
        guard let before = skill.before, let last = skill.shares.last else { return nil }
        if last - before >= change { return "En progrès sur la dernière copie." }
        return before - last >= change ? "En retrait sur la dernière copie." : nil
    }
}
