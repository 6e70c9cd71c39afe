import Events
import Foundation
import Logging
import Testing

@testable import API

@Suite struct `Reading the environment` {
    @Test func `without anything gives the defaults`() throws {
        let configuration = try Reading.configuration(["PATH": "/bin", "HOME": "/root"])
        #expect(configuration.host == "127.0.0.1")
        #expect(configuration.port == 3_000)
        #expect(configuration.metricsPort == nil)
        #expect(configuration.publicOrigin == nil)
        #expect(configuration.origin(boundPort: 4_000).description == "http://127.0.0.1:4000")
        #expect(configuration.trustedProxies == [])
        #expect(configuration.eventlogDirectory == "eventlog")
        #expect(configuration.dataDirectory == ".data")
        guard case .file(".data/signing.key") = configuration.signingKey else {
            Issue.record("the signing key is not looked for in its file")
            return
        }
        #expect(configuration.logName == "eaf")
        #expect(configuration.cookieSecret == nil)
        #expect(configuration.uploadBytesMax == 20 * 1_048_576)
        #expect(configuration.storageProvider == .local)
        #expect(configuration.llmProvider == .local)
        #expect(configuration.isWorkerEnabled)
        #expect(configuration.workerConcurrency == 1)
        #expect(configuration.shutdownSeconds == 20)
        #expect(configuration.logLevel == .info)
        #expect(configuration.notices == [])
        guard case .file(let path) = configuration.masterKey else {
            Issue.record("the master key comes from its file")
            return
        }
        #expect(path == ".data/master.key")
    }

    @Test func `takes what is given`() throws {
        let configuration = try Reading.configuration([
            "HOST": "::1", "PORT": "0", "METRICS_PORT": "9090", "PUBLIC_ORIGIN": "HTTPS://EAF.example:443",
            "TRUSTED_PROXIES": "10.0.0.0/8, ::1", "EAF_EVENTLOG_DIR": "/a/", "EAF_DATA_DIR": "/b//",
            "EAF_LOG_NAME": "lycee", "EAF_MASTER_KEY": Reading.masterKey, "MAX_UPLOAD_SIZE_MB": "1",
            "EAF_WORKER": "false", "EAF_WORKER_CONCURRENCY": "4", "LOG_LEVEL": "DEBUG",
        ])
        #expect(configuration.host == "::1")
        #expect(configuration.port == 0)
        #expect(configuration.metricsPort == 9_090)
        #expect(configuration.publicOrigin?.description == "https://eaf.example")
        #expect(configuration.trustedProxies == ["10.0.0.0/8", "::1"].compactMap { IPRange($0) })
        #expect(configuration.eventlogDirectory == "/a")
        #expect(configuration.dataDirectory == "/b")
        #expect(configuration.logName == "lycee")
        #expect(configuration.uploadBytesMax == 1_048_576)
        #expect(!configuration.isWorkerEnabled)
        #expect(configuration.workerConcurrency == 4)
        #expect(configuration.logLevel == .debug)
        guard case .given(let key) = configuration.masterKey else {
            Issue.record("the master key is given")
            return
        }
        #expect(key.text == Reading.masterKey)
    }

    @Test func `lets a flag win, even over a value that would be wrong`() throws {
        let configuration = try Reading.configuration(["PORT": "nonsense"], overrides: ["PORT": "4000"])
        #expect(configuration.port == 4_000)
        #expect(Reading.refused(["PORT": "4000"], overrides: ["PORT": "nonsense"]) == ["PORT"])
    }

    @Test func `reports everything that is wrong at once`() {
        let environment = [
            "PORT": "x", "METRICS_PORT": "x", "LOG_LEVEL": "x", "COOKIE_SECRET": "x", "EAF_TYPO": "x",
            "DATABASE_URL": "x", "LLM_PROVIDER": "x", "EAF_LOG_NAME": "X",
        ]
        #expect(Reading.refused(environment) == environment.keys.sorted())
    }

    @Test(arguments: [
        ("EAF_DATADIR", "EAF_DATA_DIR"), ("EAF_LOGNAME", "EAF_LOG_NAME"), ("EAF_MASTERKEY", "EAF_MASTER_KEY"),
        ("EAF_PORT", "PORT"), ("EAF_DATABASE_URL", "DATABASE_URL"), ("EAF_DATA_DIR_FILE", "EAF_DATA_DIR"),
        ("EAF_MASTER_KEY_FIL", "EAF_MASTER_KEY_FILE"), ("EAF_WORKERS", "EAF_WORKER"),
    ])
    func `suggests a name for an unknown EAF_ one`(name: String, meant: String) {
        let rule = "variable inconnue (la plus proche : \(meant))"
        #expect(Reading.issues([name: "x"]) == [.init(variable: name, rule: rule)])
    }

    @Test func `suggests nothing when nothing is near, and ignores names of others`() {
        let issue = ConfigurationError.Issue(variable: "EAF_SOMETHING_ELSE", rule: "variable inconnue")
        #expect(Reading.issues(["EAF_SOMETHING_ELSE": "x", "EAFX": "x", "MYEAF_X": "x"]) == [issue])
    }

    @Test func `refuses a flag for a variable that does not exist`() {
        #expect(Reading.refused([:], overrides: ["PORTS": "1"]) == ["PORTS"])
    }

    @Test func `names the predecessor's variables, and starts`() throws {
        let configuration = try Reading.configuration(["NODE_ENV": "production", "REDIS_URL": "redis://localhost"])
        #expect(configuration.notices.map(\.variable) == ["NODE_ENV", "REDIS_URL"])
    }

    @Test func `has a table without duplicates, complete, with defaults that keep their rules`() throws {
        let names = Variables.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(Set(names).isDisjoint(with: RetiredVariables.names))
        #expect(Variables.all.allSatisfy { !$0.meaning.isEmpty && !$0.defaultText.isEmpty })
        for variable in Variables.all {
            guard case .value(let text) = variable.fallback else { continue }
            #expect(Reading.issues([variable.name: text]) == [])
        }
    }
}
