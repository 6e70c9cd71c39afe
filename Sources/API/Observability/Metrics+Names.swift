/// The metrics of the product: the one place that says their names, units, labels and help texts.
///
/// Label values are few and known: the *matched* route, never a path; a case name, never user input.
enum MetricName: String, CaseIterable, Sendable {
    // HTTP
    /// Labels `method`, `route`, `status`.
    case httpRequests = "eaf_http_requests_total"
    /// Label `route`.
    case httpRequestDuration = "eaf_http_request_duration_seconds"
    /// Label `limit`: the name of the limit.
    case rateLimitRejections = "eaf_rate_limit_rejections_total"

    // Log
    case logAppends = "eaf_log_appends_total"
    case logCommits = "eaf_log_commits_total"
    case logCommitFailures = "eaf_log_commit_failures_total"
    case logCommitDuration = "eaf_log_commit_duration_seconds"
    case logCommitRecords = "eaf_log_commit_records"
    case logHeadPosition = "eaf_log_head_position"
    case treeSize = "eaf_log_tree_size"
    case treePending = "eaf_log_tree_pending_records"
    case checkpointTime = "eaf_log_checkpoint_timestamp_seconds"
    case integrationFailures = "eaf_log_integration_failures_total"
    case integrationDuration = "eaf_log_integration_duration_seconds"
    /// Where several nodes share a log.
    case logWatchSilence = "eaf_log_watch_silence_seconds"
    case logNotifications = "eaf_log_notifications_total"
    case logFollowed = "eaf_log_followed_records_total"
    case writerQueueDepth = "eaf_writer_queue_depth"
    /// Label `reason`: `queue_full`, `log_closed`, `shutting_down`…
    case writerRejections = "eaf_writer_rejections_total"

    // Backups
    /// Label `place`: where the log is shipped to.
    case shipAge = "eaf_ship_age_seconds"
    /// Label `place`.
    case shipPosition = "eaf_ship_position"
    case drillTime = "eaf_drill_timestamp_seconds"

    // Witnesses
    /// Labels `witness`, `outcome`: `cosigned`, `ahead`, `contradicted`, `refused`, `unreachable`, `unproved`.
    case witnessRequests = "eaf_witness_requests_total"
    /// Label `witness`.
    case witnessSize = "eaf_witness_cosigned_size"
    /// Label `witness`.
    case witnessTime = "eaf_witness_cosigned_timestamp_seconds"

    // Read models

    // Corrections and language models
    /// Label `outcome`: `completed`, `failed`, `expired`.
    case corrections = "eaf_corrections_total"
    case correctionDuration = "eaf_correction_duration_seconds"
    case correctionsPending = "eaf_corrections_pending"
    case correctionsWaiting = "eaf_corrections_waiting_seconds"
    /// Labels `provider`, `outcome`.
    case llmCalls = "eaf_llm_calls_total"
    /// Label `provider`.
    case llmCallDuration = "eaf_llm_call_duration_seconds"
    /// Labels `provider`, `direction`: `input`, `output`.
    case llmTokens = "eaf_llm_tokens_total"
    /// Label `provider`; a floating-point counter.
    case llmCost = "eaf_llm_cost_euros_total"

    // Search
    /// Label `mode`: `hybrid`, `vector`, `lexical`.
    case searchDuration = "eaf_search_duration_seconds"
    case searchesWithoutResult = "eaf_searches_without_result_total"
    /// Label `reason`: `building`, `budget`, `resting`, `failed`, `slow`.
    case searchFallbacks = "eaf_search_fallbacks_total"
    case searchDocuments = "eaf_search_documents"

    // Use
    case sessionsActive = "eaf_sessions_active"
    case uploadedBytes = "eaf_uploaded_bytes_total"
    case uploadSize = "eaf_upload_size_bytes"
    /// Label `name`: the web vital.
    case vitalsReported = "eaf_vitals_reported_total"
    case storageFree = "eaf_storage_free_bytes"
    case storageUp = "eaf_storage_up"
    /// Label `version`; always 1.
    case buildInfo = "eaf_build_info"

    var help: String {
        switch self {
        case .httpRequests: "HTTP requests answered, by method, matched route and status."
        case .httpRequestDuration: "Time from the request's head to the end of its answer, by matched route."
        case .rateLimitRejections: "Requests refused because a rate limit was exceeded, by limit."
        case .logAppends: "Records made durable."
        case .logCommits: "Durable commits, each of one or more records."
        case .logCommitFailures: "Commits that failed to reach the device; the log is closed after one."
        case .logCommitDuration: "Time to make one commit durable."
        case .logCommitRecords: "Records per commit."
        case .logHeadPosition: "Position of the last durable record."
        case .treeSize: "Records that the last signed checkpoint covers."
        case .treePending: "Durable records that no checkpoint covers yet."
        case .checkpointTime: "When the last checkpoint was signed, in seconds since 1970."
        case .integrationFailures: "Attempts to integrate records and sign a checkpoint that failed."
        case .integrationDuration: "Time to integrate records and publish one checkpoint."
        case .logWatchSilence: "Time since the database last answered; absent for a log in files."
        case .logNotifications: "Announcements of commits that were heard, of this node's too."
        case .logFollowed: "Records that other nodes appended and this one took over."
        case .writerQueueDepth: "Commands waiting for the writer."
        case .writerRejections: "Commands the writer did not take, by reason."
        case .shipAge: "Age of the first record that the backup has not; 0 when it has all."
        case .shipPosition: "Position of the last record that the backup has."
        case .drillTime: "When a backup was last restored to prove that it can be, in seconds since 1970."
        case .witnessRequests: "Checkpoints handed to a witness, by witness and outcome."
        case .witnessSize: "Records under the checkpoint that a witness cosigned last, by witness."
        case .witnessTime: "When a witness cosigned last, by witness."
        case .corrections: "Corrections that ended, by outcome."
        case .correctionDuration: "Time from the start of a correction to its end."
        case .correctionsPending: "Corrections requested and not ended."
        case .llmCalls: "Calls to a language model, by provider and outcome."
        case .llmCallDuration: "Time of one call to a language model, by provider."
        case .llmTokens: "Tokens sent to and received from a language model."
        case .llmCost: "Estimated price of the calls to a language model, in euros."
        case .searchDuration: "Time to answer a search, by what it was found by."
        case .searchesWithoutResult: "Searches that found no document."
        case .searchFallbacks: "Searches answered by words alone though vectors are configured, by reason."
        case .searchDocuments: "Documents of the index that answers searches."
        case .correctionsWaiting: "How long the copie that was asked for first has waited for its correction."
        case .sessionsActive: "Sessions that are open and not expired."
        case .uploadedBytes: "Bytes of the files received."
        case .uploadSize: "Size of a received file."
        case .vitalsReported: "Web vitals reported by browsers, by name."
        case .storageFree: "Room left on the disk of the data directory."
        case .storageUp: "1 while the S3 service answers and takes copies; absent when they are in a folder."
        case .buildInfo: "Always 1; the label says which version runs."
        }
    }

    /// The buckets of a histogram that the unit in its name does not decide.
    var buckets: HistogramBuckets? {
        switch self {
        case .logCommitDuration: .commitSeconds
        case .correctionDuration, .llmCallDuration: .longSeconds
        default: nil
        }
    }
}

extension PrometheusRegistry {
    /// A registry that knows the metrics of the product.
    public static func forProduct() -> PrometheusRegistry {
        let names = MetricName.allCases
        return PrometheusRegistry(
            help: Dictionary(uniqueKeysWithValues: names.map { ($0.rawValue, $0.help) }),
            buckets: Dictionary(
                uniqueKeysWithValues: names.compactMap { name in name.buckets.map { (name.rawValue, $0) } }
            )
        )
    }
}
