/// Variables of the predecessor that have no meaning any more.
///
/// They may stand in an environment that other programs share, so they do not stop the start; each one that is set is
/// named in a notice.
enum RetiredVariables {
    static let names: [String] =
        [
            "CLICTOPAY_API_BASE_URL", "CLICTOPAY_CALLBACK_URL", "CLICTOPAY_FAILURE_URL", "CLICTOPAY_PASSWORD",
            "CLICTOPAY_SUCCESS_URL", "CLICTOPAY_USERNAME", "CLICTOPAY_WEBHOOK_SECRET", "CONFIG_PATH", "CRON_SECRET",
            "CSRF_SECRET", "EMAIL_FROM", "EMAIL_REPLY_TO", "LLM_COST_TRACKING", "LLM_ROUTER_ENABLED", "MCP_API_KEY",
            "MCP_SERVER_URL", "MISTRAL_DAILY_BUDGET_EUR", "MISTRAL_LARGE_MODEL",
            "MISTRAL_MICRO_MODEL", "MISTRAL_MONTHLY_BUDGET_EUR", "MISTRAL_OCR_MODEL", "MISTRAL_REASONING_MODEL",
            "MISTRAL_SMALL_MODEL", "NODE_ENV", "OLLAMA_TIMEOUT_MS",
            "RAG_TOP_K", "REDIS_URL", "RESEND_API_KEY", "SESSION_SECRET", "START_SCHEDULER", "VAPID_PRIVATE_KEY",
            "VAPID_PUBLIC_KEY", "VAPID_SUBJECT",
        ]

    static let notice = "variable de l'ancienne application, sans effet ici ; retirez-la"
}
