import Foundation
import Logging
import TestSupport
import Testing

@testable import API

@Suite struct `A service manager` {
    private func manager(_ environment: [String: String], processID: Int32 = 7) -> Supervisor? {
        Supervisor(environment: environment, processID: processID, logger: Logger(label: "tests"))
    }

    private static let names = ["/tmp/eaf-notify-\(getpid())", "@eaf/notify/\(getpid())"]

    @Test(arguments: names)
    func `hears what it is told, under a path and under an abstract name`(_ name: String) throws {
        let listener = try DatagramListener(name)
        let supervisor = try #require(manager(["NOTIFY_SOCKET": name]))
        supervisor.tell(.ready(status: "à l'écoute\nMAINPID=1"))
        supervisor.tell(.alive)
        supervisor.tell(.stopping)
        #expect(
            listener.received() == [
                "READY=1\nSTATUS=à l'écoute MAINPID=1", "WATCHDOG=1",
                "STOPPING=1\nSTATUS=finit ce qui est en cours",
            ])
    }

    @Test func `that went away disturbs nobody`() throws {
        let name = "@eaf/nobody/\(getpid())"
        let socket = try #require(SupervisorSocket(name))
        #expect(throws: POSIXError.self) { try socket.send("READY=1") }
        manager(["NOTIFY_SOCKET": name])?.tell(.alive)
    }

    private static let noSockets = [
        "", "@", "/", "notify", "vsock:2:1234", "/tmp/\u{0}", "/" + String(repeating: "n", count: 107),
        "@" + String(repeating: "n", count: 108),
    ]

    @Test(arguments: noSockets)
    func `is not looked for behind what is no local socket`(_ text: String) {
        #expect(manager(["NOTIFY_SOCKET": text]) == nil)
    }

    @Test func `may have a name as long as the system allows`() throws {
        for name in ["/tmp/" + String(repeating: "n", count: 102), "@" + String(repeating: "n", count: 107)] {
            let listener = try DatagramListener(name)
            try #require(SupervisorSocket(name)).send("WATCHDOG=1")
            #expect(listener.received() == ["WATCHDOG=1"])
        }
    }

    @Test func `watches only whom it says it watches`() {
        let socket = ["NOTIFY_SOCKET": "/run/notify"]
        #expect(manager([:]) == nil)
        #expect(manager(["WATCHDOG_USEC": "60000000"]) == nil)
        #expect(manager(socket)?.watchdogSeconds == nil)
        func seconds(_ more: [String: String]) -> Double? {
            manager(socket.merging(more) { $1 })?.watchdogSeconds
        }
        #expect(seconds(["WATCHDOG_USEC": "60000000"]) == 60)
        #expect(seconds(["WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "7"]) == 60)
        #expect(seconds(["WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "8"]) == nil)
        for text in ["0", "-1", "", "soixante", "inf", "nan"] { #expect(seconds(["WATCHDOG_USEC": text]) == nil) }
    }
}
