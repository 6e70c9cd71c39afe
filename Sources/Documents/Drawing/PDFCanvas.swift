import CLibPango

/// Owns a PDF in the making: cairo's surface, and pango with fonts of its own, since neither may be used by two threads at once.
@safe struct PDFCanvas: ~Copyable {
    /// The first that is installed is taken, character by character; pango looks further for what none of them has.
    static let family = "Linux Libertine O,DejaVu Serif,serif"
    /// No ligatures: a reader of the text behind the page gets letters, whatever it is.
    private static let features = "liga=0,clig=0,dlig=0,hlig=0"

    private let surface: OpaquePointer
    private let cairo: OpaquePointer
    private let fonts: UnsafeMutablePointer<PangoFontMap>
    private let context: OpaquePointer
    private let sink: PDFSink

    /// Takes over handles that were just made.
    private init(
        adopting surface: OpaquePointer, _ cairo: OpaquePointer, _ fonts: UnsafeMutablePointer<PangoFontMap>,
        _ context: OpaquePointer, _ sink: PDFSink
    ) {
        unsafe self.surface = unsafe surface
        unsafe self.cairo = unsafe cairo
        unsafe self.fonts = unsafe fonts
        unsafe self.context = unsafe context
        self.sink = sink
    }

    /// An empty document.
    ///
    /// - Throws: `DocumentError.failed` when memory is short.
    static func open(_ page: PageSize, bytesMax: Int) throws(DocumentError) -> PDFCanvas {
        let sink = PDFSink(bytesMax: bytesMax)
        let closure = unsafe Unmanaged.passUnretained(sink).toOpaque()
        // cairo answers an error with a surface that does nothing, so there always is one.
        guard
            let surface = unsafe cairo_pdf_surface_create_for_stream(
                PDFSink.write, closure, page.width, page.height),
            let cairo = unsafe cairo_create(surface), let fonts = unsafe pango_cairo_font_map_new(),
            let context = unsafe pango_font_map_create_context(fonts)
        else { throw .failed("out of memory") }
        let canvas = unsafe PDFCanvas(adopting: surface, cairo, fonts, context, sink)
        canvas.prepare()
        try canvas.check()
        return canvas
    }

    /// Positions of glyphs are those of the paper, not of a screen.
    private func prepare() {
        guard let options = unsafe cairo_font_options_create() else { return }
        defer { unsafe cairo_font_options_destroy(options) }
        unsafe cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        unsafe cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        unsafe pango_cairo_context_set_font_options(context, options)
        // One unit of pango's is a point.
        unsafe pango_cairo_context_set_resolution(context, 72)
        unsafe pango_context_set_round_glyph_positions(context, 0)
        unsafe pango_context_set_language(context, pango_language_from_string("fr"))
        unsafe pango_cairo_update_context(cairo, context)
    }

    /// - Throws: `DocumentError.tooLarge`, `.failed`, when cairo has given up.
    func check() throws(DocumentError) {
        guard !sink.isFull else { throw .tooLarge }
        let status = unsafe cairo_status(cairo)
        guard status == CAIRO_STATUS_SUCCESS else {
            throw unsafe .failed(String(cString: cairo_status_to_string(status)))
        }
    }

    /// What the file says of itself. `created` is in ISO 8601.
    func describe(title: String, author: String, subject: String, created: String) {
        for (field, text) in [
            (CAIRO_PDF_METADATA_TITLE, title), (CAIRO_PDF_METADATA_AUTHOR, author),
            (CAIRO_PDF_METADATA_SUBJECT, subject), (CAIRO_PDF_METADATA_CREATOR, "EAF Premium"),
            (CAIRO_PDF_METADATA_CREATE_DATE, created), (CAIRO_PDF_METADATA_MOD_DATE, created),
        ] {
            unsafe cairo_pdf_surface_set_metadata(surface, field, text)
        }
    }

    func begin(_ tag: Tag) { unsafe cairo_tag_begin(cairo, tag.rawValue, nil) }

    func end(_ tag: Tag) { unsafe cairo_tag_end(cairo, tag.rawValue) }

    /// Ends the page; what follows is on the next.
    func showPage() { unsafe cairo_show_page(cairo) }

    /// Breaks a text into lines of at most `width` points.
    func layout(_ text: String, _ style: TextStyle, width: Double) throws(DocumentError) -> TextLayout {
        guard let layout = unsafe pango_layout_new(context), let font = unsafe pango_font_description_new() else {
            throw .failed("out of memory")
        }
        defer { unsafe pango_font_description_free(font) }
        unsafe pango_font_description_set_family(font, Self.family)
        unsafe pango_font_description_set_absolute_size(font, style.size * Double(PANGO_SCALE))
        unsafe pango_font_description_set_weight(
            font, style.weight == .bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        unsafe pango_font_description_set_style(font, style.isItalic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
        unsafe pango_layout_set_font_description(layout, font)
        unsafe pango_layout_set_width(layout, Int32(width * Double(PANGO_SCALE)))
        // A word that is wider than the page is broken too.
        unsafe pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        unsafe pango_layout_set_alignment(layout, style.alignment == .end ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT)
        if let attributes = unsafe pango_attr_list_new() {
            unsafe pango_attr_list_insert(attributes, pango_attr_font_features_new(Self.features))
            let spacing = Int32(style.spacing * Double(PANGO_SCALE))
            unsafe pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(spacing))
            unsafe pango_layout_set_attributes(layout, attributes)
            unsafe pango_attr_list_unref(attributes)
        }
        unsafe pango_layout_set_text(layout, text, Int32(text.utf8.count))
        return unsafe TextLayout(adopting: layout, leading: style.leading)
    }

    /// Draws a line of a layout; `y` is its top.
    func draw(_ index: Int, of layout: borrowing TextLayout, _ ink: Ink, x: Double, y: Double) {
        let line = layout.lines[index]
        use(ink)
        unsafe cairo_move_to(cairo, x + line.x, y + line.baseline)
        unsafe layout.draw(index, on: cairo)
    }

    /// Fills a rectangle.
    func fill(_ ink: Ink, x: Double, y: Double, width: Double, height: Double) {
        use(ink)
        unsafe cairo_rectangle(cairo, x, y, width, height)
        unsafe cairo_fill(cairo)
    }

    /// Fills a disc.
    func dot(_ ink: Ink, x: Double, y: Double, radius: Double) {
        use(ink)
        // Without this a line leads there from where the last text was.
        unsafe cairo_new_path(cairo)
        unsafe cairo_arc(cairo, x, y, radius, 0, 2 * Double.pi)
        unsafe cairo_fill(cairo)
    }

    private func use(_ ink: Ink) { unsafe cairo_set_source_rgb(cairo, ink.red, ink.green, ink.blue) }

    /// Ends the document.
    ///
    /// - Throws: `DocumentError`.
    consuming func finish() throws(DocumentError) -> [UInt8] {
        unsafe cairo_surface_finish(surface)
        guard !sink.isFull else { throw .tooLarge }
        let status = unsafe cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else {
            throw unsafe .failed(String(cString: cairo_status_to_string(status)))
        }
        return sink.bytes
    }

    deinit {
        unsafe g_object_unref(UnsafeMutableRawPointer(context))
        unsafe g_object_unref(UnsafeMutableRawPointer(fonts))
        unsafe cairo_destroy(cairo)
        unsafe cairo_surface_destroy(surface)
    }
}
