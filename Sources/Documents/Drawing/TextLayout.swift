import CLibPango

/// Owns a text that pango has broken into lines.
@safe struct TextLayout: ~Copyable {
    private let handle: OpaquePointer
    let lines: [TextLine]

    /// Takes over a layout that has its text, font and width.
    init(adopting handle: OpaquePointer, leading: Double) {
        unsafe self.handle = unsafe handle
        lines = unsafe Self.lines(of: handle, leading: leading)
    }

    var height: Double { lines.reduce(0) { $0 + $1.height } }
    var width: Double { lines.reduce(0) { max($0, $1.width) } }

    private static func lines(of handle: OpaquePointer, leading: Double) -> [TextLine] {
        var lines: [TextLine] = []
        guard let position = unsafe pango_layout_get_iter(handle) else { return [] }
        defer { unsafe pango_layout_iter_free(position) }
        repeat {
            var extents = PangoRectangle()
            unsafe pango_layout_iter_get_line_extents(position, nil, &extents)
            let baseline = unsafe pango_layout_iter_get_baseline(position) - extents.y
            let height = points(extents.height)
            // What a line has in addition is shared between above and below.
            let more = height * (leading - 1)
            lines.append(
                TextLine(
                    x: points(extents.x), baseline: points(baseline) + more / 2, height: height + more,
                    width: points(extents.width)))
        } while unsafe pango_layout_iter_next_line(position) != 0
        return lines
    }

    private static func points(_ units: Int32) -> Double { Double(units) / Double(PANGO_SCALE) }

    /// Draws a line with its baseline where the context's current point is.
    func draw(_ index: Int, on cairo: OpaquePointer) {
        guard let line = unsafe pango_layout_get_line_readonly(handle, Int32(index)) else { return }
        unsafe pango_cairo_show_layout_line(cairo, line)
    }

    deinit { unsafe g_object_unref(UnsafeMutableRawPointer(handle)) }
}
