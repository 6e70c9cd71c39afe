/// The metrics that the registry keeps about itself and about its process.
extension PrometheusRegistry {
    static let droppedLabelSetsName = "metrics_dropped_label_sets_total"
    static let nameConflictsName = "metrics_name_conflicts_total"

    static let ownHelp = [
        droppedLabelSetsName: "Uses of label sets beyond the limit, exported as autre.",
        nameConflictsName: "Metrics not exported: their name is taken, or there are too many.",
        "process_cpu_seconds_total": "Total user and system CPU time spent in seconds.",
        "process_resident_memory_bytes": "Resident memory size in bytes.",
        "process_open_fds": "Number of open file descriptors.",
        "process_start_time_seconds": "Start time of the process since unix epoch in seconds.",
    ]

    /// Reads the standard process metrics; without `/proc` they are left out.
    func measureProcess() {
        guard let sample = ProcessSample.read() else { return }
        counter("process_cpu_seconds_total", []).store(total: sample.cpuSeconds)
        gauge("process_resident_memory_bytes", []).set(sample.residentMemoryBytes)
        gauge("process_open_fds", []).set(sample.openDescriptorCount)
        gauge("process_start_time_seconds", []).set(sample.startTimeSeconds)
    }
}
