import Testing

@testable import Pages

@Suite struct `The files that pages link to` {
    @Test func `are there, and few bytes in all`() throws {
        let assets = try PageLibrary.bundled().assets
        #expect(assets.names == ["depot.js", "icone.svg", "page.js", "style.css", "suivi.js", "vitals.js"])
        #expect(assets.names.reduce(0) { $0 + (assets[$1]?.bytes.count ?? 0) } < 50_000)
    }

    @Test func `are linked by an address that holds their digest`() throws {
        let library = try PageLibrary.bundled()
        let page = library.html(WelcomePage(subjects: "3 sujets"), in: .visitor)
        for name in ["style.css", "page.js", "vitals.js", "icone.svg"] {
            let digest = try #require(library.assets[name]?.digest)
            #expect(digest.count == 12 && page.contains("\"/assets/\(digest)/\(name)\""))
        }
    }

    @Test func `ask for nothing from elsewhere`() throws {
        let assets = try PageLibrary.bundled().assets
        for name in assets.names where name != "icone.svg" {
            let text = String(decoding: assets[name]?.bytes ?? [], as: UTF8.self)
            #expect(text.firstMatch(of: /https?:\/\/|@import|url\(/) == nil, "\(name)")
        }
    }
}
