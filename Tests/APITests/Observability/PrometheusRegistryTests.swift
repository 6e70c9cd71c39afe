import Metrics
import Testing

@testable import API

@Suite struct `A Prometheus registry` {
    private let registry = PrometheusRegistry(
        help: [
            "app_requests_total": "Requests, by \\route\nand status.",
            "app_size_bytes": "Size.",
            "app_wait_seconds": "Wait.",
            "app_temperature": "Temperature.",
        ],
        buckets: ["app_size_bytes": HistogramBuckets([1_000, 2_500.5])]
    )
    private var factory: PrometheusMetricsFactory { PrometheusMetricsFactory(registry: registry) }

    @Test func `renders its metrics sorted, escaped and typed`() {
        let denied = [("status", "403"), ("route", "a\"b\\c\nd")]
        Counter(label: "app.requests", dimensions: denied, factory: factory).increment(by: 3)
        Counter(label: "app_requests_total", dimensions: [("status", "200")], factory: factory).increment()
        FloatingPointCounter(label: "app_cost", dimensions: [], factory: factory).increment(by: 0.25)
        Gauge(label: "app_temperature", dimensions: [("le", "x"), ("é", "é")], factory: factory).record(-1.5)
        Meter(label: "2nd", factory: factory).set(7)
        Recorder(label: "app_size_bytes", factory: factory).record(1_000)
        Recorder(label: "app_size_bytes", factory: factory).record(1_001)
        Recorder(label: "app_size_bytes", factory: factory).record(5_000)

        #expect(registry.text() == golden)
    }

    private let golden = """
        # HELP _2nd Recorded under the label 2nd.
        # TYPE _2nd gauge
        _2nd 7
        # HELP app_cost_total Recorded under the label app_cost.
        # TYPE app_cost_total counter
        app_cost_total 0.25
        # HELP app_requests_total Requests, by \\\\route\\nand status.
        # TYPE app_requests_total counter
        app_requests_total{route="a\\"b\\\\c\\nd",status="403"} 3
        app_requests_total{status="200"} 1
        # HELP app_size_bytes Size.
        # TYPE app_size_bytes histogram
        app_size_bytes_bucket{le="1000"} 1
        app_size_bytes_bucket{le="2500.5"} 2
        app_size_bytes_bucket{le="+Inf"} 3
        app_size_bytes_sum 7001
        app_size_bytes_count 3
        # HELP app_temperature Temperature.
        # TYPE app_temperature gauge
        app_temperature{_="é",le_="x"} -1.5
        # HELP metrics_dropped_label_sets_total Uses of label sets beyond the limit, exported as autre.
        # TYPE metrics_dropped_label_sets_total counter
        metrics_dropped_label_sets_total 0
        # HELP metrics_name_conflicts_total Metrics not exported: their name is taken, \
        or there are too many.
        # TYPE metrics_name_conflicts_total counter
        metrics_name_conflicts_total 0

        """

    @Test func `exports a timer in seconds, with cumulative buckets from 1 ms to 10 s`() {
        let timer = Timer(label: "app.wait", dimensions: [("route", "/x")], factory: factory)
        timer.recordMilliseconds(1)
        timer.recordMilliseconds(30)
        timer.recordSeconds(11)
        let lines = registry.text().split(separator: "\n")
        #expect(lines.contains(#"app_wait_seconds_bucket{route="/x",le="0.001"} 1"#))
        #expect(lines.contains(#"app_wait_seconds_bucket{route="/x",le="0.025"} 1"#))
        #expect(lines.contains(#"app_wait_seconds_bucket{route="/x",le="0.05"} 2"#))
        #expect(lines.contains(#"app_wait_seconds_bucket{route="/x",le="10"} 2"#))
        #expect(lines.contains(#"app_wait_seconds_bucket{route="/x",le="+Inf"} 3"#))
        #expect(lines.contains(#"app_wait_seconds_sum{route="/x"} 11.031"#))
        #expect(lines.contains(#"app_wait_seconds_count{route="/x"} 3"#))
    }

    @Test func `ignores what is no number and what would make a counter fall`() {
        let cost = FloatingPointCounter(label: "app_cost", factory: factory)
        cost.increment(by: 1.5)
        cost.increment(by: -Double.infinity)
        cost.increment(by: -1)
        registry.counter("app_cost", []).increment(by: -1 as Int64)
        registry.histogram("app_size_bytes", []).record(Double.nan)
        #expect(registry.text().contains("app_cost_total 1.5\n"))
        #expect(registry.text().contains("app_size_bytes_count 0\n"))
    }

    @Test func `keeps a counter at its largest value instead of falling`() {
        let counter = Counter(label: "app_requests", factory: factory)
        counter.increment(by: Int64.max)
        counter.increment(by: Int64.max)
        #expect(registry.text().contains("app_requests_total \(Int64.max)\n"))
    }

    @Test func `puts label sets beyond the limit under one set and says so`() {
        for user in 0..<(MetricFamily.labelSetsMax + 5) {
            Counter(label: "app_requests", dimensions: [("user", "\(user)")], factory: factory).increment()
        }
        let lines = registry.text().split(separator: "\n").filter { $0.hasPrefix("app_requests_total{") }
        #expect(lines.count == MetricFamily.labelSetsMax + 1)
        #expect(lines.contains(#"app_requests_total{user="autre"} 5"#))
        #expect(registry.text().contains("\nmetrics_dropped_label_sets_total 5\n"))
    }

    @Test func `does not export a name twice under two types`() {
        Gauge(label: "app_size_bytes", factory: factory).record(1)
        Recorder(label: "app_size_bytes", factory: factory).record(1)
        let text = registry.text()
        #expect(text.contains("app_size_bytes 1\n"))
        #expect(!text.contains("app_size_bytes_bucket"))
        #expect(text.contains("\nmetrics_name_conflicts_total 1\n"))
    }

    @Test func `forgets a destroyed metric`() {
        let counter = Counter(label: "app_requests", dimensions: [("status", "200")], factory: factory)
        counter.increment()
        counter.destroy()
        #expect(!registry.text().contains("app_requests_total"))
    }

    @Test func `calls its hooks and measures the process at every rendering`() throws {
        let head = Gauge(label: "app_temperature", factory: factory)
        registry.onRender { head.record(42) }
        let text = registry.render()
        #expect(text.contains("app_temperature 42\n"))
        for name in [
            "process_cpu_seconds_total", "process_resident_memory_bytes", "process_open_fds",
            "process_start_time_seconds",
        ] {
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("\(name) ") })
            let value = try #require(Double(line.dropFirst(name.count + 1)))
            #expect(value >= 0, "\(name)")
        }
        #expect(!text.contains("process_resident_memory_bytes 0\n"))
        #expect(!text.contains("process_open_fds 0\n"))
    }

    @Test func `loses nothing under concurrent use`() async {
        let taskCount = 8
        let perTask = 20_000
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<taskCount {
                group.addTask { [factory] in
                    let counter = Counter(label: "app_requests", factory: factory)
                    let cost = FloatingPointCounter(label: "app_cost", factory: factory)
                    let meter = Meter(label: "app_temperature", factory: factory)
                    let timer = Timer(label: "app_wait", factory: factory)
                    for _ in 0..<perTask {
                        counter.increment()
                        cost.increment(by: 0.5)
                        meter.increment(by: 2)
                        meter.decrement(by: 1)
                        timer.recordSeconds(1)
                    }
                }
            }
        }
        let text = registry.text()
        let total = taskCount * perTask
        #expect(text.contains("app_requests_total \(total)\n"))
        #expect(text.contains("app_cost_total \(total / 2)\n"))
        #expect(text.contains("app_temperature \(total)\n"))
        #expect(text.contains("app_wait_seconds_sum \(total)\n"))
        #expect(text.contains("app_wait_seconds_count \(total)\n"))
    }
}
