import Testing

@testable import API

@Suite struct `An e-mail address` {
    static let local64 = String(repeating: "a", count: 64)
    static let label63 = String(repeating: "b", count: 63)

    @Test(arguments: [
        ("jean@eaf.local", "jean@eaf.local"),
        ("  Jean.Dupont+eaf@Lycee-Hugo.FR\n", "jean.dupont+eaf@lycee-hugo.fr"),
        ("o'neil_1@a.b", "o'neil_1@a.b"),
        ("e\u{301}lève@école.fr", "élève@école.fr"),
        ("ÉLÈVE@ÉCOLE.FR", "élève@école.fr"),
        ("jean@xn--cole-9oa.fr", "jean@xn--cole-9oa.fr"),
        ("ana@例え.jp", "ana@例え.jp"),
        ("root@localhost", "root@localhost"),
        ("\(local64)@eaf.fr", "\(local64)@eaf.fr"),
        ("\(String(repeating: "a", count: 62))@\(label63).\(label63).\(label63)", nil),
    ])
    func `has one form`(typed: String, text: String?) {
        let expected = text ?? typed
        #expect(EmailAddress(typed)?.text == expected)
        #expect(EmailAddress(expected)?.text == expected)
    }

    @Test(arguments: [
        "", "@", "jean", "jean@", "@eaf.fr", "jean@eaf", "jean@@eaf.fr", "a@b@eaf.fr", "jean@eaf.fr.", "jean@.eaf.fr",
        "jean@eaf..fr", "jean@-eaf.fr", "jean@eaf-.fr", "jean@ea_f.fr", "jean@[127.0.0.1]", "je an@eaf.fr",
        "jean@ea f.fr", "jean\u{0}@eaf.fr", "jean\u{200B}@eaf.fr", "jean\u{A0}x@eaf.fr", "jean@eaf.fr\u{0}",
        "je\nan@eaf.fr", "jean@eaf.fr\r\nBcc: x@y.fr", ".jean@eaf.fr", "jean.@eaf.fr", "je..an@eaf.fr",
        "<jean@eaf.fr>", "jean,ana@eaf.fr", "\"jean\"@eaf.fr", "a@\u{308}b@eaf.fr", "jean@\u{308}eaf.fr",
        "a\(local64)@eaf.fr", "jean@\(label63)b.fr",
        "\(String(repeating: "a", count: 63))@\(label63).\(label63).\(label63)",
    ])
    func `is refused when it is none`(typed: String) {
        #expect(EmailAddress(typed) == nil)
    }

    @Test func `is the same whatever its case and its normalisation form`() {
        #expect(EmailAddress("Jose\u{301}@EAF.fr") == EmailAddress("jos\u{E9}@eaf.FR"))
    }
}
