import Logging
import Testing

@testable import API

@Suite struct `The rule of a variable` {
    struct Example: Sendable, CustomTestStringConvertible {
        let variable: String
        let accepted: [String]
        let refused: [String]
        /// What it is good for only together with.
        var beside: [String: String] = [:]
        var testDescription: String { variable }
    }

    static let longName = String(repeating: "a", count: 64)

    static let examples = [
        Example(
            variable: "HOST",
            accepted: ["127.0.0.1", "0.0.0.0", "::", "::1", "2001:db8::1", "localhost", "eaf", "a.b-c.fr", "1a"],
            refused: [
                "999.1.1.1", "127.0.0", "1", "[::1]", "::1%lo", "a b", "a..b", "-a", "a-", "é.fr", "http://a", "a:80",
                longName,
            ]),
        Example(
            variable: "PORT", accepted: ["0", "1", "3000", "65535", " 80\n"],
            refused: ["65536", "-1", "+1", "1.0", "0x10", "http", "1 2", "٣", "99999999999999999999"]),
        Example(variable: "METRICS_PORT", accepted: ["0", "9090", "65535"], refused: ["65536", "-1", "on"]),
        Example(
            variable: "PUBLIC_ORIGIN",
            accepted: [
                "http://localhost", "https://eaf.fr", "HTTPS://EAF.fr:8443", "http://[::1]:3000",
                "http://10.0.0.1:80",
            ],
            refused: [
                "eaf.fr", "https://", "https://eaf.fr/", "https://eaf.fr/a", "https://eaf.fr?a", "https://u:p@eaf.fr",
                "ftp://eaf.fr", "https://eaf.fr:", "https://eaf.fr:0", "https://eaf.fr:65536", "https://eaf.fr:a",
                "https://::1", "https://[eaf.fr]", "https://[10.0.0.1]", "https://[::1", "https://[::1]x", "null",
                "*",
                "https://a:1:2",
            ]),
        Example(
            variable: "TRUSTED_PROXIES",
            accepted: ["10.0.0.1", "10.0.0.0/8, 192.168.0.1", "::1,2001:db8::/32", "0.0.0.0/0"],
            refused: [
                "10.0.0.0/33", "::/129", "10.0.0.1,", ",", "10.0.0.1;10.0.0.2", "proxy", "10.0.0.0/", "10.0.0.0/-1",
            ]
        ),
        Example(variable: "EAF_EVENTLOG_DIR", accepted: ["log", "/var/lib/eaf/log/"], refused: ["", "a\0b"]),
        Example(variable: "EAF_DATA_DIR", accepted: [".", "/"], refused: ["  ", "a\0b"]),
        Example(
            variable: "EAF_LOG_NAME", accepted: ["eaf", "lycee-75", String(repeating: "a", count: 32)],
            refused: ["EAF", "a_b", "a b", "é", String(repeating: "a", count: 33)]),
        Example(
            variable: "EAF_BACKUP_KEY", accepted: [Reading.masterKey, Reading.masterKey + "="],
            refused: ["abc", String(Reading.masterKey.dropLast()), "é"]),
        Example(variable: "EAF_SEGMENT_MB", accepted: ["1", "1024"], refused: ["0", "1025", "64M"]),
        Example(
            variable: "EAF_SIGNING_KEY",
            accepted: [Reading.masterKey, Reading.masterKey + "=", "//////////////////////////////////////////8="],
            refused: ["abc", String(Reading.masterKey.dropLast()), Reading.masterKey + "AA", "é"]),
        Example(
            variable: "EAF_MASTER_KEY",
            accepted: [
                Reading.masterKey, Reading.masterKey + "=", "//////////////////////////////////////////8=",
                "__________________________________________8",
            ],
            refused: ["abc", String(Reading.masterKey.dropLast()), Reading.masterKey + "AA", "é"]),
        Example(
            variable: "WITNESS_URLS",
            accepted: [
                "https://temoin.example/w1#witness.example.com/w1+969980cf+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"
            ],
            refused: ["https://temoin.example/w1", "https://temoin.example/w1#witness.example.com/w1+969980ce+BCms"]),
        Example(
            variable: "COOKIE_SECRET", accepted: [String(repeating: "é", count: 32), longName],
            refused: ["x", String(repeating: "x", count: 31), String(repeating: "x", count: 31) + "   "]),
        Example(
            variable: "COOKIE_SECURE", accepted: ["true", "false"], refused: ["TRUE", "1", "yes", "no", "vrai", "0"]),
        Example(
            variable: "DATABASE_URL",
            accepted: [
                "postgresql://eaf@db.example/eaf?sslmode=verify-full", "postgres://eaf:secret@[::1]:6432/eaf",
                "postgresql://h1:5432,h2:5432/eaf?target_session_attrs=read-write",
            ], refused: ["db.example", "mysql://db/eaf", "postgresql://db/eaf?nonsense=1", "host=db dbname=eaf"]),
        Example(
            variable: "DIRECT_URL", accepted: ["postgresql://eaf@db.example/eaf"], refused: ["db.example"],
            beside: ["DATABASE_URL": "postgresql://eaf@pool.example/eaf"]),
        Example(variable: "EAF_NODE_NAME", accepted: ["noeud-1"], refused: ["Nœud 1", "a_b"]),
        Example(
            variable: "STORAGE_PROVIDER", accepted: ["local", "s3"], refused: ["disk", "LOCAL", "S3"],
            beside: ["S3_BUCKET": "eaf", "S3_ACCESS_KEY_ID": "AKID", "S3_SECRET_ACCESS_KEY": "wJalr"]),
        Example(
            variable: "S3_ENDPOINT",
            accepted: [
                "s3.eu-west-3.amazonaws.com", "https://s3.example.org", "http://127.0.0.1:7480/",
                "https://[::1]:7480",
            ],
            refused: [
                "ftp://s3.example.org", "https://ana:secret@s3.example.org", "https://a/b", "a:0", "a:65536", "é",
            ]),
        Example(variable: "S3_REGION", accepted: ["us-east-1", "fr-par", "gra"], refused: ["EU", "eu west", "é"]),
        Example(variable: "S3_PATH_STYLE", accepted: ["true", "false"], refused: ["yes", "1"]),
        Example(variable: "S3_CA_FILE", accepted: ["/etc/ssl/radosgw.pem"], refused: [" "]),
        Example(variable: "S3_BUCKET", accepted: ["eaf", "eaf.lycee-75"], refused: [" ", "ab", "a/b", "é", ".eaf"]),
        Example(
            variable: "S3_PREFIX", accepted: ["copies", "lycee/copies/"], refused: [" ", "/", "/copies", "a//b", "é"]),
        Example(variable: "S3_ACCESS_KEY_ID", accepted: ["AKIDEXAMPLE"], refused: [" "]),
        Example(variable: "BACKUP_S3_ENDPOINT", accepted: ["s3.example.org"], refused: ["ftp://a", "a/b"]),
        Example(variable: "BACKUP_S3_REGION", accepted: ["fr-par"], refused: ["EU"]),
        Example(variable: "BACKUP_S3_PATH_STYLE", accepted: ["true"], refused: ["yes"]),
        Example(variable: "BACKUP_S3_CA_FILE", accepted: ["/etc/ssl/radosgw.pem"], refused: [" "]),
        Example(variable: "BACKUP_S3_ACCESS_KEY_ID", accepted: ["AKIDEXAMPLE"], refused: [" "]),
        Example(variable: "BACKUP_S3_SECRET_ACCESS_KEY", accepted: ["wJalr"], refused: [" "]),
        Example(variable: "S3_SECRET_ACCESS_KEY", accepted: ["wJalrXUtnFEMI/K7MDENG"], refused: [" "]),
        Example(variable: "MAX_UPLOAD_SIZE_MB", accepted: ["1", "20", "200"], refused: ["0", "201", "20MB", "1.5"]),
        Example(
            variable: "LLM_PROVIDER", accepted: ["local", "ollama"], refused: ["gpt", "Local"]),
        Example(
            variable: "OPENAI_API_KEY", accepted: ["sk-abc_123"], refused: ["deux mots", "clé"]),
        Example(variable: "GEMINI_API_KEY", accepted: ["AIza-1"], refused: ["a b"]),
        Example(variable: "MISTRAL_API_KEY", accepted: ["m1"], refused: ["a b"]),
        Example(variable: "OLLAMA_API_KEY", accepted: ["o1"], refused: ["a b"]),
        Example(
            variable: "OPENAI_BASE_URL", accepted: ["https://api.openai.com/v1", "http://127.0.0.1:8000/v1/"],
            refused: ["api.openai.com", "https://hôte", "https://a/?b=c", "ftp://a"]),
        Example(variable: "GEMINI_BASE_URL", accepted: ["http://[::1]:80/gemini"], refused: ["x"]),
        Example(variable: "MISTRAL_BASE_URL", accepted: ["https://api.mistral.ai/v1"], refused: ["x"]),
        Example(variable: "OLLAMA_BASE_URL", accepted: ["http://ollama:11434/v1"], refused: ["x"]),
        Example(
            variable: "OPENAI_MODEL", accepted: ["gpt-5-mini", "meta/llama-3:8b"], refused: ["a b", "../x", "-a"]),
        Example(variable: "GEMINI_MODEL", accepted: ["gemini-flash-latest"], refused: ["é"]),
        Example(variable: "MISTRAL_MODEL", accepted: ["mistral-medium-latest"], refused: ["a?b"]),
        Example(variable: "OLLAMA_MODEL", accepted: ["mistral-small"], refused: ["a#b"]),
        Example(variable: "GEMINI_API_VERSION", accepted: ["v1", "v1beta"], refused: ["1", "v1/x"]),
        Example(variable: "LLM_PRICE_IN_EUR", accepted: ["0", "2.5"], refused: ["-1", "1,5", "x"]),
        Example(variable: "LLM_PRICE_OUT_EUR", accepted: ["15"], refused: ["1e3"]),
        Example(variable: "LLM_DAILY_BUDGET_EUR", accepted: ["0", "0.01", "1000000"], refused: ["1000001", "-5"]),
        Example(variable: "LLM_MONTHLY_BUDGET_EUR", accepted: ["500"], refused: ["cinq"]),
        Example(variable: "LLM_CONCURRENCY", accepted: ["1", "64"], refused: ["0", "65"]),
        Example(variable: "LLM_TIMEOUT_SECONDS", accepted: ["1", "180"], refused: ["0", "181"]),
        Example(variable: "LLM_VISION", accepted: ["true", "false"], refused: ["oui"]),
        Example(variable: "LLM_THIRD_PARTY", accepted: ["true", "false"], refused: ["non"]),
        Example(
            variable: "EMBEDDINGS_PROVIDER", accepted: ["none", "ollama"], refused: ["local", "Mistral", "aucun"]),
        Example(variable: "OPENAI_EMBEDDING_MODEL", accepted: ["text-embedding-3-large"], refused: ["a b"]),
        Example(variable: "GEMINI_EMBEDDING_MODEL", accepted: ["gemini-embedding-001"], refused: ["../x"]),
        Example(variable: "MISTRAL_EMBED_MODEL", accepted: ["mistral-embed"], refused: ["é"]),
        Example(variable: "OLLAMA_EMBEDDING_MODEL", accepted: ["nomic-embed-text"], refused: ["a#b"]),
        Example(variable: "EMBEDDINGS_PRICE_EUR", accepted: ["0", "0.13"], refused: ["-1", "1,5"]),
        Example(variable: "EMBEDDINGS_TIMEOUT_MS", accepted: ["50", "30000"], refused: ["49", "30001", "1s"]),
        Example(variable: "RAG_CHUNK_SIZE", accepted: ["50", "2000"], refused: ["49", "2001", "mots"]),
        Example(variable: "EAF_WORKER", accepted: ["true", "false"], refused: ["on", "0"]),
        Example(variable: "EAF_WORKER_CONCURRENCY", accepted: ["1", "16"], refused: ["0", "17"]),
        Example(variable: "EAF_LEASE_SECONDS", accepted: ["10", "900", "3600"], refused: ["9", "3601", "15m"]),
        Example(variable: "EAF_SHUTDOWN_SECONDS", accepted: ["1", "300"], refused: ["0", "301", "20s"]),
        Example(
            variable: "LOG_LEVEL", accepted: Logger.Level.allCases.map(\.rawValue) + ["INFO"],
            refused: ["warn", "3", "verbose"]),
    ]

    @Test(arguments: examples)
    func `accepts what keeps it`(example: Example) {
        for value in example.accepted {
            #expect(
                Reading.issues(example.beside.merging([example.variable: value]) { $1 }) == [],
                "\(example.variable)=\(value)")
        }
    }

    @Test(arguments: examples)
    func `refuses what breaks it, and names the variable once`(example: Example) {
        for value in example.refused {
            let issues = Reading.issues(example.beside.merging([example.variable: value]) { $1 })
            #expect(issues.map(\.variable) == [example.variable], "\(example.variable)=\(value)")
            #expect(issues.allSatisfy { !$0.rule.isEmpty && !$0.rule.hasSuffix(".") })
        }
    }

    @Test(arguments: Variables.all.map(\.name))
    func `never lets an empty value pass for no value`(name: String) {
        #expect(
            Reading.issues([name: ""]).map(\.description) == [
                "\(name) : la valeur est vide ; donnez-en une ou retirez la variable."
            ])
    }

    @Test func `has an example for every variable`() {
        #expect(Variables.all.map(\.name).sorted() == Self.examples.map(\.variable).sorted())
    }

    @Test func `of copies in S3 is refused with everything that is missing or wrong, without any value`() {
        #expect(
            Reading.refused(["STORAGE_PROVIDER": "s3"]) == ["S3_ACCESS_KEY_ID", "S3_BUCKET", "S3_SECRET_ACCESS_KEY"])
        let issues = Reading.issues([
            "STORAGE_PROVIDER": "s3", "S3_BUCKET": "a/b", "S3_ENDPOINT": "https://ana:s3cret@host",
            "S3_REGION": "s3cret!", "S3_PATH_STYLE": "s3cret", "S3_CA_FILE": "/s3cret", "S3_ACCESS_KEY_ID": "s3 cret",
            "S3_SECRET_ACCESS_KEY_FILE": "/s3cret", "S3_PREFIX": "/s3cret", "PORT": "s3cret",
        ])
        #expect(
            issues.map(\.variable).sorted() == [
                "PORT", "S3_ACCESS_KEY_ID", "S3_BUCKET", "S3_CA_FILE", "S3_ENDPOINT", "S3_PATH_STYLE", "S3_PREFIX",
                "S3_REGION", "S3_SECRET_ACCESS_KEY_FILE",
            ])
        #expect(!"\(issues)".contains("s3cret") && !"\(issues)".contains("s3 cret"))
    }

    @Test func `of copies in S3 gives a bucket that shows no key`() throws {
        let configuration = try Reading.configuration([
            "STORAGE_PROVIDER": "s3", "S3_BUCKET": "eaf", "S3_PREFIX": "lycee/",
            "S3_ENDPOINT": "http://127.0.0.1:7480",
            "S3_ACCESS_KEY_ID": "AKIDEXAMPLE", "S3_SECRET_ACCESS_KEY": "wJalrXUtnFEMI",
        ])
        #expect(configuration.s3.map { "\($0)" } == "s3://eaf/lycee at http://127.0.0.1:7480")
        var shown = "\(configuration)" + String(reflecting: configuration)
        dump(configuration, to: &shown)
        #expect(!shown.contains("AKID") && !shown.contains("wJalr"))
    }

    @Test func `takes a direct address only beside the other one`() {
        #expect(
            Reading.issues(["DIRECT_URL": "postgres://localhost/eaf"]).map(\.description) == [
                "DIRECT_URL : DATABASE_URL manque ; donnez-la aussi, ou retirez la variable."
            ])
    }
}
