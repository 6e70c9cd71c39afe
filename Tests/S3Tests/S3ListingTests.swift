import Testing

@testable import S3

@Suite struct `What a service lists` {
    private static let page = Array(
        """
        <?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>eaf</Name>
        <KeyCount>2</KeyCount><Contents><Key>copies/ab/cd</Key><ETag>&quot;1&quot;</ETag><Size>31</Size></Contents>
        <Contents >
        <Key>copies/ef</Key><Size>0</Size></Contents></ListBucketResult>
        """.utf8)

    @Test func `is read element by element, whatever stands around`() {
        let contents = S3Listing.elements("Contents", in: Self.page)
        #expect(contents.map { S3Listing.text("Key", in: $0) } == ["copies/ab/cd", "copies/ef"])
        #expect(contents.map { S3Listing.text("Size", in: $0) } == ["31", "0"])
        #expect(contents.map { S3Listing.text("ETag", in: $0) } == ["\"1\"", nil])
        #expect(S3Listing.elements("ListBucketResult", in: Self.page).count == 1)
    }

    @Test(arguments: ["", "<Contents>", "<Contents", "</Contents>", "<Contents/>", "<ContentsX></ContentsX>", "é<"])
    func `is nothing when it is no whole element`(text: String) {
        #expect(S3Listing.elements("Contents", in: Array(text.utf8)).isEmpty)
        #expect(S3Listing.text("Contents", in: text[...]) == nil)
    }
}
