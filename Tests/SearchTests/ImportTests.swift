import Foundation
import Testing

@testable import Search

@Suite struct `Texts that a school adds` {
    private let folder: SearchFolder

    init() throws { folder = try SearchFolder() }

    private func fault(_ path: String) -> ImportFault? {
        do throws(ImportFault) {
            _ = try ImportReader.read(path)
            return nil
        } catch {
            return error
        }
    }

    @Test func `are the text files of a folder, named by their paths`() throws {
        _ = try folder.write("t/Molière/Le Tartuffe.txt", Data("ACTE I\r\nAllons, Flipote\r\n".utf8))
        _ = try folder.write("t/fiche.md", Data("# Ma fiche\n\nDu texte.".utf8))
        _ = try folder.write("t/propre.md", Data("---\nid: fiche-7\ntitle: Titre : choisi\n---\nDu texte.".utf8))
        _ = try folder.write("t/manifest.json", Data("{}".utf8))
        _ = try folder.write("t/.cache.txt", Data("caché".utf8))
        let read = try ImportReader.read(folder.path + "/t")
        #expect(read.texts.map(\.name) == ["moliere-le-tartuffe", "fiche", "fiche-7"])
        #expect(read.texts.map(\.title) == ["Molière, Le Tartuffe", "Ma fiche", "Titre : choisi"])
        #expect(read.texts[0].text == "ACTE I\nAllons, Flipote\n")
        #expect(read.notices == ["1 fichier(s) laissé(s) de côté : ni .txt ni .md"])
    }

    @Test(arguments: [
        ("balzac-chabert", "LE COLONEL CHABERT.\n* * *\nA MADAME", "Le Colonel Chabert"),
        ("balzac-peau-de-chagrin", "LA PEAU DE CHAGRIN.\n\nA MONSIEUR", "La Peau de Chagrin"),
        ("laboetie-servitude", "Discours de la servitude\n\nD’avoir", "Discours de la servitude"),
        ("baudelaire-fleurs-1861", "AU LECTEUR\n\nLa sottise", "Baudelaire fleurs (1861)"),
        ("moliere_tartuffe", "ACTEURS\n\nORGON", "Moliere tartuffe"),
        ("pg17489", "The Project Gutenberg EBook\n\nTitle: Les misérables\nAuthor: V. Hugo", "Les misérables"),
        ("hugo-gueux", "\n\nTitre : Claude Gueux\n\nIl y a", "Claude Gueux"),
        ("zola-joie", String(repeating: "La joie de vivre ", count: 9), "Zola joie"),
    ])
    func `have the title that they give themselves, else their file's name`(file: String, text: String, title: String)
    {
        #expect(TextTitle.of(text, file: file) == title)
    }

    @Test func `are the lines of a JSONL file`() throws {
        let lines =
            #"{"id":"a","title":"Un","text":"Du texte"}"# + "\n\n" + #"{"id":"b","text":"Autre","x":1}"# + "\r\n"
        let read = try ImportReader.read(try folder.write("c.jsonl", Data(lines.utf8)))
        #expect(read.texts.map(\.name) == ["a", "b"] && read.texts.map(\.title) == ["Un", "b"])
    }

    @Test func `in Latin-1 are converted, and the operator is told`() throws {
        let path = try folder.write("vieux.txt", Data([0x50, 0x72, 0xE9, 0x73, 0x65, 0x6E, 0x63, 0x65, 0x20, 0x9C]))
        let read = try ImportReader.read(path)
        #expect(read.texts[0].text == "Présence œ")
        #expect(read.notices.count == 1 && read.notices[0].contains("vieux.txt : lu comme du Latin-1"))
    }

    @Test func `that are no text are refused`() throws {
        let binary = try folder.write("image.txt", Data([0x89, 0x50, 0x4E, 0x47, 0, 1, 2, 0xFF]))
        #expect(fault(binary)?.message == "image.txt : ce n'est pas un fichier de texte")
        let wide = try folder.write("large.txt", Data([0xFF, 0xFE, 0x41, 0x00]))
        #expect(fault(wide)?.message == "large.txt : le fichier est en UTF-16 ; enregistrez-le en UTF-8")
    }

    @Test func `of 50 MB are refused by a limit that is named`() throws {
        for name in ["gros.txt", "gros.jsonl"] {
            let path = try folder.write(name, Data(repeating: 0x61, count: 50_000_000))
            let message = try #require(fault(path)?.message)
            #expect(message == "\(name) : le fichier fait 48 Mio ; un fichier a au plus 32 Mio : découpez-le")
        }
        let long = try folder.write("long.txt", Data(repeating: 0x61, count: 5 << 20))
        #expect(
            fault(long)?.message
                == "long.txt : le texte fait 5 Mio ; un texte a au plus 4 Mio : découpez-le en plusieurs")
    }

    struct Broken: Sendable, CustomTestStringConvertible {
        let line: String
        let rule: String
        var testDescription: String { line }
    }

    static let broken = [
        Broken(line: "{\"id\":\"b\",", rule: "un objet JSON {\"id\":…,\"title\":…,\"text\":…} est attendu"),
        Broken(line: "[]", rule: "un objet JSON"), Broken(line: "{\"id\":1,\"text\":\"x\"}", rule: "un objet JSON"),
        Broken(
            line: "{\"id\":\"b c\",\"text\":\"x\"}",
            rule: "l'identifiant doit avoir de 1 à 200 caractères, sans espace"),
        Broken(line: "{\"id\":\"\",\"text\":\"x\"}", rule: "l'identifiant doit avoir"),
        Broken(line: "{\"id\":\"b\",\"text\":\" …\"}", rule: "le texte est vide"),
        Broken(line: "{\"id\":\"b\",\"title\":\"\",\"text\":\"x\"}", rule: "le titre doit avoir"),
        Broken(line: "{\"id\":\"a\",\"text\":\"x\"}", rule: "l'identifiant « a » est déjà celui de : ligne 1"),
    ]

    @Test(arguments: broken) func `name the line that is broken`(_ broken: Broken) throws {
        let text = #"{"id":"a","text":"bon"}"# + "\n\n" + broken.line + "\n"
        let found = try #require(fault(try folder.write("c.jsonl", Data(text.utf8))))
        #expect(found.message.hasPrefix("c.jsonl, ligne 3 : \(broken.rule)"), "\(found.message)")
    }

    @Test func `that do not exist, or are none, are named`() throws {
        #expect(fault("/nulle/part")?.message == "/nulle/part : il n'y a ni fichier ni dossier de ce nom")
        #expect(fault(try folder.write("a.pdf", Data()))?.rule.hasPrefix("un dossier, un fichier") == true)
        #expect(fault(try folder.write("vide.jsonl", Data()))?.rule == "aucun texte à ajouter")
        _ = try folder.write("d/a.txt", Data("un".utf8))
        _ = try folder.write("d/A.md", Data("deux".utf8))
        #expect(fault(folder.path + "/d")?.message == "a.txt : l'identifiant « a » est déjà celui de : A.md")
    }

    @Test func `are known by their digest`() throws {
        let text = try ImportedText(name: "a", title: " Un  titre ", text: "l'un\r\nl'autre\u{0}\u{7}\rfin")
        #expect(text.title == "Un titre" && text.text == "l'un\nl'autre\nfin")
        #expect(try ImportedText(name: "b", title: "Un titre", text: text.text).digest == text.digest)
        #expect(try ImportedText(name: "a", title: "Autre", text: text.text).digest != text.digest)
    }
}
