/// The metrics that browsers report. FID is retired (INP took its place) and accepted from old clients.
public enum VitalName: String, Codable, Sendable, CaseIterable {
    case LCP, FID, CLS, TTFB, INP, FCP
}
