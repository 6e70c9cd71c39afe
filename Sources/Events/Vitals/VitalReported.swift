/// A browser measured one Core Web Vital; no person is attached.
public struct VitalReported: Payload {
    public var name: VitalName
    /// Milliseconds, or the unitless score for CLS.
    public var value: Double
    /// By the published thresholds, whatever the browser said.
    public var rating: VitalRating
    /// The route, never the raw path.
    public var page: String
    public var metricID: String?
    public var navigationType: String?

    /// Gathers the members.
    public init(
        name: VitalName, value: Double, rating: VitalRating, page: String, metricID: String?,
        navigationType: String?
    ) {
        self.name = name
        self.value = value
        self.rating = rating
        self.page = page
        self.metricID = metricID
        self.navigationType = navigationType
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        name = try fields.choice("name")
        value = try fields.number("value")
        rating = try fields.choice("rating")
        page = try fields.string("page")
        metricID = try fields.optionalString("metricID")
        navigationType = try fields.optionalString("navigationType")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("name", name.rawValue)
        out.json.field("value", number: value)
        out.json.field("rating", rating.rawValue)
        out.json.field("page", page)
        out.json.field("metricID", metricID)
        out.json.field("navigationType", navigationType)
    }
}
