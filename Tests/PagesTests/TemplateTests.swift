import Foundation
import Testing

@testable import Pages

@Suite struct `The templates` {
    private static var folder: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/Pages/Resources/templates")
    }

    private static var texts: [(name: String, text: String)] {
        get throws {
            try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).map {
                ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8))
            }
        }
    }

    @Test func `escape every value`() throws {
        for (name, text) in try Self.texts {
            #expect(!text.contains("{{{") && !text.contains("{{&"), "\(name) asks for a value as it is")
            #expect(text.firstRange(of: /\{\{%/) == nil, "\(name) changes how values are escaped")
        }
        #expect(try Self.texts.count > 10)
    }

    @Test func `hold no script, style or handler of their own, which the content policy would refuse`() throws {
        let inline = /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:/
        for (name, text) in try Self.texts { #expect(text.firstMatch(of: inline) == nil, "\(name)") }
    }

    @Test func `put every value of an attribute in quotation marks`() throws {
        for (name, text) in try Self.texts { #expect(text.firstMatch(of: /\s[a-z-]+=\{\{/) == nil, "\(name)") }
    }

    @Test func `send what changes something with the session's token`() throws {
        // Two forms have none: before there is a session, and where nothing but a colour changes.
        let withoutToken = ["login.mustache": 1, "layout.mustache": 1]
        for (name, text) in try Self.texts {
            let forms = text.matches(of: /<form method="post"[^>]*>(?s:.*?)<\/form>/)
            let bare = forms.count { !$0.output.contains(#"name="csrf""#) }
            #expect(bare == withoutToken[name, default: 0], "\(name)")
        }
    }
}
