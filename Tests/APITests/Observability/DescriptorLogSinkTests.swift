import Foundation
import Testing

@testable import API

@Suite struct `A descriptor log sink` {
    /// A pipe, closed at the end.
    private final class TestPipe {
        let reading: FileHandle
        let writing: FileHandle

        init() {
            let pipe = Pipe()
            reading = pipe.fileHandleForReading
            writing = pipe.fileHandleForWriting
        }

        func makeNonBlocking() {
            let descriptor = writing.fileDescriptor
            _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        }
    }

    @Test func `keeps the lines of many threads whole`() async throws {
        let pipe = TestPipe()
        let sink = DescriptorLogSink(descriptor: pipe.writing.fileDescriptor)
        let reading = pipe.reading
        // On a thread of its own: the writers block, and may hold every thread of the shared pool.
        let (received, continuation) = AsyncStream<Data>.makeStream()
        DispatchQueue.global().async {
            continuation.yield((try? reading.readToEnd()) ?? Data())
            continuation.finish()
        }
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    let line = Array("\(String(repeating: "\(writer)", count: 9_000))\n".utf8)
                    for _ in 0..<50 { sink.write(line) }
                }
            }
        }
        try pipe.writing.close()
        let data = await received.reduce(into: Data()) { $0 += $1 }
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 400)
        #expect(lines.allSatisfy { Set($0).count == 1 && $0.count == 9_000 })
        #expect(sink.lostLineCount == 0)
    }

    @Test func `survives a reader that goes away`() throws {
        let pipe = TestPipe()
        let sink = DescriptorLogSink(descriptor: pipe.writing.fileDescriptor)
        try pipe.reading.close()
        sink.write(Array("lost\n".utf8))
        #expect(sink.lostLineCount == 1)
        // Closed here and not when the last reference goes: the number could be another test's by then.
        try pipe.writing.close()
    }

    @Test func `gives lines up when a pipe stays full, and goes on with a whole line`() throws {
        let pipe = TestPipe()
        pipe.makeNonBlocking()
        let sink = DescriptorLogSink(descriptor: pipe.writing.fileDescriptor)
        let long = Array((String(repeating: "x", count: 50_000) + "\n").utf8)
        let start = ContinuousClock.now
        for _ in 0..<100 { sink.write(long) }
        #expect(ContinuousClock.now - start < .seconds(5), "only the first full write may wait")
        #expect(sink.lostLineCount >= 98)

        let before = pipe.reading.availableData
        sink.write(Array("whole\n".utf8))
        try pipe.writing.close()
        let after = try pipe.reading.readToEnd() ?? Data()
        #expect(String(decoding: before + after, as: UTF8.self).split(separator: "\n").last == "whole")
    }
}
