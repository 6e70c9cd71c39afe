/// A browser's name as people know it, from what it says of itself.
enum DeviceName {
    /// The first that is found counts: browsers also claim to be the older ones.
    private static let browsers = [
        ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrom", "Chrome"), ("Safari/", "Safari"),
        ("curl/", "curl"),
    ]
    private static let systems = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ]

    static func of(_ userAgent: String?) -> String {
        guard let userAgent else { return "Appareil inconnu" }
        let browser = browsers.first { userAgent.contains($0.0) }?.1 ?? "Navigateur"
        return systems.first { userAgent.contains($0.0) }.map { "\(browser) sur \($0.1)" } ?? browser
    }
}
