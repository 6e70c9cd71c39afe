/// The passages of an index as directions in a model's space, and which are nearest to a question's.
///
/// All of them are compared, exactly: the corpora this is for have some ten thousand passages.
public struct PassageVectors: Sendable {
    public let dimensions: Int
    /// One row after another, each of length 1.
    private let rows: [Float]

    /// - Parameter vectors: of every passage of the index, in order, all of one length; nil when they are not.
    public init?(_ vectors: [[Float]]) {
        guard let dimensions = vectors.first?.count, dimensions > 0, vectors.allSatisfy({ $0.count == dimensions })
        else { return nil }
        self.dimensions = dimensions
        rows = vectors.flatMap(Self.normalised)
    }

    /// The documents whose passages point most nearly where `vector` does, best first.
    ///
    /// - Returns: none when `vector` has another length.
    public func nearest(to vector: [Float], in index: SearchIndex, limit: Int) -> [DocumentHit] {
        guard vector.count == dimensions, index.passageCount * dimensions == rows.count else { return [] }
        let scores = cosines(with: Self.normalised(vector))
        var best: [Int32: (passage: Int, score: Float)] = [:]
        for (passage, score) in scores.enumerated() {
            let document = index.documentOfPassage[passage]
            if score > best[document]?.score ?? -.infinity { best[document] = (passage + 1, score) }
        }
        return best.sorted { ($1.value.score, $0.key) < ($0.value.score, $1.key) }.prefix(limit).map {
            document, best in
            DocumentHit(document: Int(document), passage: best.passage, score: Double(best.score))
        }
    }

    /// With every row.
    func cosines(with vector: [Float]) -> [Float] {
        let span = rows.span
        let other = vector.span
        return (0..<rows.count / dimensions).map { row in
            Self.dot(span.extracting(row * dimensions..<(row + 1) * dimensions), other)
        }
    }

    /// Eight products at a time.
    private static func dot(_ left: Span<Float>, _ right: Span<Float>) -> Float {
        var sums = SIMD8<Float>.zero
        var index = 0
        while index + 8 <= left.count {
            let a = SIMD8(
                left[index], left[index + 1], left[index + 2], left[index + 3], left[index + 4], left[index + 5],
                left[index + 6], left[index + 7])
            let b = SIMD8(
                right[index], right[index + 1], right[index + 2], right[index + 3], right[index + 4],
                right[index + 5],
                right[index + 6], right[index + 7])
            sums += a * b
            index += 8
        }
        var sum = sums.sum()
        while index < left.count {
            sum += left[index] * right[index]
            index += 1
        }
        return sum
    }

    /// Of length 1; a vector of zeros stays one.
    static func normalised(_ vector: [Float]) -> [Float] {
        let length = vector.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
        return length > 0 && length.isFinite ? vector.map { $0 / length } : vector.map { _ in 0 }
    }
}
