extension Correction {
    /// Bounds that keep a correction inside one record of the log (60,000 bytes once sealed).
    public enum Limits {
        public static let annotations = 30
        public static let textCharacters = 2_000
        /// Of each list of short texts: points forts, axes, conseils, indices.
        public static let listItems = 20
        /// Of the whole correction as JSON.
        public static let jsonBytes = 30_000
    }
}
