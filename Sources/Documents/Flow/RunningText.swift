/// What stands on every page: above the text from the second page on, and below it.
struct RunningText {
    let top: (start: String, end: String)
    let bottom: String
    /// How many pages there are; 0 while that is being found out.
    let pages: Int
}
