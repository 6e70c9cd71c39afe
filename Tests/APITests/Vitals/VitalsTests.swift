import Events
import HTTPTypes
import Projections
import Testing

@testable import API

@Suite struct `Reporting a vital` {
    @Test(arguments: VitalName.allCases)
    func `each name is taken, by POST and by the older GET, from anybody`(name: VitalName) async throws {
        try await TestServer.run { server in
            let posted = try await server.visitor().post(
                "metrics/vitals", ["name": .string(name.rawValue), "value": 12.5])
            #expect(posted.status == 200)
            #expect(posted.text == #"{"ok":true}"#)
            let older = try await server.visitor().get("metrics/vitals?name=\(name.rawValue)&value=0.5")
            #expect(older.status == 200)
            #expect(older.text == #"{"ok":true}"#)
            #expect(server.models.vitals[name].count == 2)
            #expect(server.models.vitals[name].last == 0.5)
        }
    }

    @Test func `what is no JSON and what is no measure are told apart`() async throws {
        try await TestServer.run { server in
            let visitor = server.visitor()
            let head = server.head
            for text in ["", "{", "LCP", "{'name':1}"] {
                let answer = try await visitor.send(.post, "metrics/vitals", body: Array(text.utf8))
                #expect(answer.status == 400)
                #expect(answer.error == "JSON invalide.")
            }
            let invalid: [JSONValue] = [
                [:], ["name": "XYZ", "value": 1], ["name": "LCP"], ["name": "LCP", "value": -1],
                ["name": "LCP", "value": 60_000.1], ["name": "LCP", "value": "12"], ["name": "lcp", "value": 1],
                ["name": "LCP", "value": nil], ["name": "LCP", "value": 1, "id": "<script>"],
                ["name": "LCP", "value": 1, "id": .string(String(repeating: "a", count: 65))],
                ["name": "LCP", "value": 1, "navigationType": "téléporté"], ["name": "LCP", "value": 1, "path": 3],
            ]
            for body in invalid {
                let answer = try await visitor.post("metrics/vitals", body)
                #expect(answer.status == 400, "\(body)")
                #expect(answer.error == "Paramètres invalides.")
            }
            for query in [
                "name=LCP", "value=1", "name=XYZ&value=1", "name=LCP&value=-1", "name=LCP&value=abc",
                "name=LCP&value=nan", "name=LCP&value=inf", "name=LCP&value=60001",
            ] {
                let answer = try await visitor.get("metrics/vitals?\(query)")
                #expect(answer.status == 400, "\(query)")
                #expect(answer.error == "Paramètres invalides.")
            }
            #expect(server.head == head)
        }
    }

    @Test func `0 and 60000 are within bounds`() async throws {
        try await TestServer.run { server in
            for value in [0.0, 60_000] {
                let answer = try await server.visitor().post(
                    "metrics/vitals", ["name": "TTFB", "value": .number(value)])
                #expect(answer.status == 200)
            }
        }
    }

    @Test func `what a beacon sends is taken, whatever its content type`() async throws {
        try await TestServer.run { server in
            let body: JSONValue = [
                "name": "CLS", "value": 0.004, "rating": "good", "path": "/quiz?eleve=Léa", "id": "v4-1-2",
                "navigationType": "back-forward-cache", "delta": 1,
            ]
            let answer = try await server.visitor().send(
                .post, "metrics/vitals", body: body.bytes, type: "text/plain;charset=UTF-8",
                headers: ["Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"])
            #expect(answer.status == 200)
        }
    }

    @Test func `the log has our page's name and never the path that was sent`() async throws {
        let folder = try ServerFolder()
        try await folder.serve { server in
            for path in [
                "/quiz?eleve=Secret", "/atelier-ecrit/correction/Secret-42", "/Secret", "Secret", "/quiz#Secret",
            ] {
                let answer = try await server.visitor().post(
                    "metrics/vitals", ["name": "LCP", "value": 1, "path": .string(path)])
                #expect(answer.status == 200)
            }
        }
        let text = try folder.logText()
        #expect(!text.contains("Secret"))
        let pages = text.matches(of: /"page":"([^"]*)"/).map { String($0.output.1) }
        #expect(pages == ["/quiz", "/atelier-ecrit/correction", "autre", "autre", "/quiz"])
    }

    @Test func `the rating is worked out here, whatever the browser says`() async throws {
        try await TestServer.run { server in
            _ = try await server.visitor().post(
                "metrics/vitals", ["name": "LCP", "value": 9_000, "rating": "good"])
            #expect(server.models.vitals[.LCP].poor == 1)
        }
    }
}

@Suite struct `Reading the vitals` {
    @Test func `is for teachers, auditors and admins`() async throws {
        try await TestServer.run { server in
            #expect(try await server.visitor().get("metrics/vitals").status == 401)
            let pupil = try await server.pupil()
            let refused = try await pupil.get("metrics/vitals")
            #expect(refused.status == 403)
            #expect(refused.error == "Accès refusé.")
            for role in [Role.enseignant, .auditeur, .admin] {
                let browser = try await server.appointed(role, "\(role.rawValue)@lycee.fr")
                #expect(try await browser.get("metrics/vitals").status == 200)
            }
        }
    }

    @Test func `has every name, zeros at first, and thresholds`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let vitals = try await teacher.get("metrics/vitals")["vitals"]
            #expect(vitals.names == ["CLS", "FCP", "FID", "INP", "LCP", "TTFB"])
            for name in vitals.names {
                #expect(
                    vitals[name].names == [
                        "avg", "count", "good", "last", "needsImprovement", "p50", "p75", "p95", "poor",
                        "thresholds", "total",
                    ])
                #expect(vitals[name]["count"] == 0)
                #expect(vitals[name]["p75"] == 0)
            }
            #expect(vitals["LCP"]["thresholds"] == ["good": 2_500, "poor": 4_000])
            #expect(vitals["CLS"]["thresholds"] == ["good": 0.1, "poor": 0.25])
        }
    }

    @Test func `counts, sums and shares are exact, percentiles within one hundredth, and survive a restart (D-43)`()
        async throws
    {
        let folder = try ServerFolder()
        let (teacher, before) = try await folder.serve { server in
            let teacher = try await server.teacher()
            for value in 1...100 {
                _ = try await server.visitor().post(
                    "metrics/vitals", ["name": "LCP", "value": .number(Double(value) * 50)])
            }
            _ = try await server.visitor().post("metrics/vitals", ["name": "CLS", "value": 0.004])
            return (teacher, try await teacher.get("metrics/vitals"))
        }
        let lcp = before["vitals"]["LCP"]
        #expect(lcp["count"] == 100)
        #expect(lcp["total"] == 252_500)
        #expect(lcp["avg"] == 2_525)
        #expect(lcp["last"] == 5_000)
        #expect(lcp["good"] == 0.5)
        #expect(lcp["needsImprovement"] == 0.3)
        #expect(lcp["poor"] == 0.2)
        for (name, exact) in [("p50", 2_500.0), ("p75", 3_750), ("p95", 4_750)] {
            let value = try #require(lcp[name].number)
            #expect(abs(value - exact) <= exact / 100, "\(name) \(value)")
        }
        #expect(before["vitals"]["CLS"]["last"] == 0.004)
        #expect(before["vitals"]["CLS"]["avg"] == 0.004)
        try await folder.serve { server in
            let after = try await server.again(teacher).get("metrics/vitals")
            #expect(after.text == before.text)
        }
    }

    @Test func `a hundred at once are a hundred`() async throws {
        try await TestServer.run { server in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for value in 0..<100 {
                    group.addTask {
                        try await server.visitor().post(
                            "metrics/vitals", ["name": "INP", "value": .number(Double(value))]
                        ).status
                    }
                }
                for try await status in group { #expect(status == 200) }
            }
            #expect(server.models.vitals[.INP].count == 100)
            #expect(server.models.vitals[.INP].total == 4_950)
        }
    }
}
