/// Who corrects copies and writes subjects: a value of `LLM_PROVIDER`.
public enum LLMProvider: String, CaseIterable, Sendable {
    case local, gemini, openai, mistral, ollama
}
