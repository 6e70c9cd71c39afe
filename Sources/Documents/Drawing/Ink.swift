/// A colour of the page. Those of texts have a contrast of at least 4.5 to 1 on white (WCAG 2.2, 1.4.3).
struct Ink {
    static let text = Ink(0x23, 0x1E, 0x1A)
    static let quiet = Ink(0x6A, 0x60, 0x57)
    static let accent = Ink(0x7A, 0x1F, 0x2B)
    static let praise = Ink(0x2F, 0x66, 0x46)
    static let remark = Ink(0x2C, 0x53, 0x7A)
    static let line = Ink(0xD9, 0xD0, 0xC3)
    static let panel = Ink(0xF8, 0xF4, 0xED)

    let red: Double
    let green: Double
    let blue: Double

    private init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        (self.red, self.green, self.blue) = (Double(red) / 255, Double(green) / 255, Double(blue) / 255)
    }
}
