import Events
import TestSupport
import Testing

@testable import API

/// The file as a spreadsheet reads it, whatever pupils call themselves.
@Suite struct `The cells of an export` {
    /// What people hide formulas with.
    private static let pieces = [
        "=", "+", "-", "@", "\t", "\r", "\n", " ", "\u{A0}", "\u{3000}", "\u{FEFF}", "\u{200B}", "\u{2028}", "＝", "＋",
        "－",
        "＠", "−", "|", "%", "\"", "'", ",", ";", "a", "Léa", "=cmd|' /C calc'!A0", "\u{0}", "\u{202E}", "😀", "é",
    ]

    private static func student(_ name: String, _ email: String) -> ClassDashboard.Student {
        ClassDashboard.Student(
            id: .random(), displayName: name, email: email, averageScore: 0, lastActivity: nil, nextMockExam: nil,
            correctedCopies: 0, mean: 12.345)
    }

    /// RFC 4180, written anew.
    private static func cells(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = String.UnicodeScalarView()
        var isQuoted = false
        var hasJustClosed = false
        for scalar in text.unicodeScalars {
            switch (scalar, isQuoted) {
            case ("\"", true): (isQuoted, hasJustClosed) = (false, true)
            case ("\"", false):
                if hasJustClosed { cell.append(scalar) }
                (isQuoted, hasJustClosed) = (true, false)
            case (",", false), ("\n", false):
                row.append(String(cell))
                cell = .init()
                hasJustClosed = false
                if scalar == "\n" {
                    rows.append(row)
                    row = []
                }
            default: cell.append(scalar)
            }
        }
        return rows
    }

    /// What is left of a cell when blanks and what nobody sees are cut off in front.
    private static func firstSign(_ cell: String) -> Unicode.Scalar? {
        cell.unicodeScalars.first { scalar in
            !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint
                && scalar.properties.generalCategory != .control
        }
    }

    @Test(arguments: 0..<20)
    func `are one row a pupil, and no cell is a formula`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let students = (0..<60).map { _ in
            func text() -> String {
                (0..<Int.random(in: 0...5, using: &random)).map { _ in Self.pieces.randomElement(using: &random) ?? ""
                }
                .joined()
            }
            return Self.student(text(), text())
        }
        let text = ClassExport(students).text
        #expect(
            text.split(separator: "\n", omittingEmptySubsequences: false).count == students.count + 2, "seed \(seed)")
        let rows = Self.cells(text)
        #expect(rows.count == students.count + 1, "seed \(seed)")
        for (row, student) in zip(rows.dropFirst(), students) {
            try #require(row.count == 4, "seed \(seed): \(row)")
            #expect(row[2] == "12.35" && row[3] == "")
            for (cell, value) in [(row[0], student.displayName), (row[1], student.email)] {
                if let sign = Self.firstSign(cell) {
                    #expect(!"=+-@＝＋－＠−|%".unicodeScalars.contains(sign), "seed \(seed): \(cell.debugDescription)")
                }
                // Nothing is lost but what breaks a line: the apostrophe in front is the only addition.
                func plain(_ text: String) -> [Unicode.Scalar] {
                    text.unicodeScalars.filter {
                        $0.properties.generalCategory != .control && !$0.properties.isWhitespace
                    }
                }
                #expect(plain(cell) == plain(value) || plain(cell) == plain("'" + value), "seed \(seed)")
            }
        }
    }

    @Test(arguments: [
        ("=1", "'=1"), (" =1", "' =1"), ("\t=1", "' =1"), ("\r\n+1", "'  +1"), ("＝1", "'＝1"),
        ("\u{FEFF}@a", "'\u{FEFF}@a"),
        ("−1", "'−1"), ("\u{3000}-1", "'\u{3000}-1"), ("Léa = x", "Léa = x"), ("Anne-Marie", "Anne-Marie"),
        ("\tLéa", "' Léa"),
        ("\"=1", "'\"=1"), ("l'Été", "l'Été"), ("", ""),
    ])
    func `are defused like this`(_ value: String, _ cell: String) throws {
        let rows = Self.cells(ClassExport([Self.student(value, "")]).text)
        #expect(rows[1][0] == cell)
    }
}
