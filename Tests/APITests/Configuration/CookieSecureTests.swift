import Testing

@testable import API

@Suite struct `A cookie's Secure mark` {
    @Test(
        arguments: [
            ([:], false),
            (["HOST": "localhost"], false),
            (["HOST": "::1", "PUBLIC_ORIGIN": "http://127.0.0.2:3000"], false),
            (["PUBLIC_ORIGIN": "http://eaf.localhost:3000"], false),
            (["PUBLIC_ORIGIN": "https://localhost:3000"], true),
            (["PUBLIC_ORIGIN": "https://eaf.example"], true),
            (["HOST": "0.0.0.0"], true),
            (["HOST": "192.168.1.2"], true),
            (["HOST": "0.0.0.0", "PUBLIC_ORIGIN": "http://localhost:3000"], true),
            (["PUBLIC_ORIGIN": "http://eaf.example"], true),
            (["COOKIE_SECURE": "true"], true),
            (["COOKIE_SECURE": "false"], false),
            (["COOKIE_SECURE": "false", "PUBLIC_ORIGIN": "https://localhost"], false),
        ] as [([String: String], Bool)])
    func `is left out on the loopback over http only`(environment: [String: String], isSecure: Bool) throws {
        #expect(try Reading.configuration(environment).cookieSecure == isSecure)
    }

    @Test(arguments: [
        ["HOST": "0.0.0.0"],
        ["HOST": "::"],
        ["HOST": "eaf.example"],
        ["HOST": "128.0.0.1"],
        ["HOST": "localhost.example"],
        ["HOST": "0.0.0.0", "PUBLIC_ORIGIN": "http://localhost:3000"],
        ["PUBLIC_ORIGIN": "http://eaf.example"],
        ["PUBLIC_ORIGIN": "https://eaf.example"],
    ])
    func `cannot be left out anywhere else`(environment: [String: String]) {
        let asked = environment.merging(["COOKIE_SECURE": "false"]) { $1 }
        #expect(Reading.refused(asked) == ["COOKIE_SECURE"])
    }

    @Test(arguments: [
        (["HOST": "0.0.0.0"], ["PUBLIC_ORIGIN"]),
        (["PUBLIC_ORIGIN": "http://eaf.example"], ["PUBLIC_ORIGIN"]),
        (["PUBLIC_ORIGIN": "https://eaf.example"], []),
        (["HOST": "0.0.0.0", "PUBLIC_ORIGIN": "http://localhost:3000"], []),
    ])
    func `draws a notice where browsers would not send it back`(environment: [String: String], noted: [String]) throws
    {
        #expect(try Reading.configuration(environment).notices.map(\.variable) == noted)
    }
}
