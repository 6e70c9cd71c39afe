import Testing

@testable import API

@Suite struct `The boundary of a form` {
    @Test(arguments: [
        ("multipart/form-data; boundary=abc", "abc"),
        ("Multipart/Form-Data;BOUNDARY=aBc", "aBc"),
        ("multipart/form-data; charset=utf-8; boundary=abc ; x=y", "abc"),
        ("multipart/form-data; boundary=\"a b\"", "a b"),
        ("multipart/form-data; boundary=\"'()+_,-./:=?\"", "'()+_,-./:=?"),
        ("multipart/form-data; boundary=----=_Part_1:2/3", "----=_Part_1:2/3"),
        ("multipart/form-data; x=\";boundary=no\"; boundary=yes;", "yes"),
    ])
    func `it is taken from the content type`(header: String, boundary: String) throws {
        #expect(try MultipartBoundary(contentType: header).bytes == Array(boundary.utf8))
    }

    @Test(arguments: [
        ("application/json", MultipartError.notFormData),
        ("multipart/mixed; boundary=a", .notFormData),
        ("", .notFormData),
        (";", .notFormData),
        ("multipart/form-data", .missingBoundary),
        ("multipart/form-data; charset=utf-8", .missingBoundary),
        ("multipart/form-data; boundary=", .invalidBoundary),
        ("multipart/form-data; boundary=\"\"", .invalidBoundary),
        ("multipart/form-data; boundary=\"a", .invalidBoundary),
        ("multipart/form-data; boundary=a b", .invalidBoundary),
        ("multipart/form-data; boundary=a; boundary=b", .invalidBoundary),
        ("multipart/form-data; boundary=\"a \"", .invalidBoundary),
        ("multipart/form-data; boundary=\"a\rb\"", .invalidBoundary),
        ("multipart/form-data; boundary=é", .invalidBoundary),
        ("multipart/form-data; boundary=a*b", .invalidBoundary),
    ])
    func `a bad content type is refused`(header: String, error: MultipartError) {
        #expect(throws: error) { try MultipartBoundary(contentType: header) }
    }

    @Test func `it has one to seventy characters`() throws {
        #expect(try MultipartBoundary("a").bytes.count == 1)
        #expect(try MultipartBoundary(String(repeating: "a", count: 70)).bytes.count == 70)
        #expect(throws: MultipartError.invalidBoundary) { try MultipartBoundary("") }
        #expect(throws: MultipartError.invalidBoundary) {
            try MultipartBoundary(String(repeating: "a", count: 71))
        }
    }
}
