extension Double {
    /// Whether the value is a whole number of half points, the finest step a mark is given in.
    ///
    /// Half points are exact in binary, so sums of them can be compared with `==`.
    var isHalfPoint: Bool {
        isFinite && (self * 2).rounded() == self * 2
    }
}
