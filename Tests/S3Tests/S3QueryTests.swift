import Testing

@testable import S3

@Suite struct `The query of a request` {
    @Test func `is in the form that is signed: sorted, escaped, every name with its sign`() {
        #expect(S3Query().text == "")
        #expect(S3Query(["uploads": ""]).text == "?uploads=")
        #expect(
            S3Query(["uploadId": "2~a+b/c=é", "partNumber": "10"]).text
                == "?partNumber=10&uploadId=2~a%2Bb%2Fc%3D%C3%A9")
        #expect(
            S3Query(["prefix": "copies/", "list-type": "2", "max-keys": "9", "start-after": "copies/ab/_-."]).text
                == "?list-type=2&max-keys=9&prefix=copies%2F&start-after=copies%2Fab%2F_-.")
        #expect(S3Query(["a": "\t"]).text == "?a=%09")
    }
}
