@testable import API

/// Images that Pillow 13 wrote, the JPEGs cut after their frame header.
///
/// They measure 37 by 11 pixels, the progressive JPEG 300 by 200.
enum SampleImage {
    static let png = bytes(
        """
        89 50 4e 47 0d 0a 1a 0a 00 00 00 0d 49 48 44 52
        00 00 00 25 00 00 00 0b 01 00 00 00 00 d0 43 79
        e8 00 00 00 0c 49 44 41 54 78 9c 63 60 a0 14 00
        00 00 42 00 01 e0 81 7a 28 00 00 00 00 49 45 4e
        44 ae 42 60 82
        """
    )

    static let jpeg = bytes(
        """
        ff d8 ff e0 00 10 4a 46 49 46 00 01 01 00 00 01
        00 01 00 00 ff db 00 43 00 ff ff ff ff ff ff ff
        ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff
        ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff
        ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff
        ff ff ff ff ff ff ff ff ff ff c0 00 0b 08 00 0b
        00 25 01 01 11 00 ff c4 00 1f 00 00 01 05 01
        """
    )

    static let progressiveJPEG = bytes(
        """
        ff d8 ff e0 00 10 4a 46 49 46 00 01 01 00 00 01
        00 01 00 00 ff db 00 43 00 ff ff ff ff ff ff ff
        ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff
        ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff
        ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff
        ff ff ff ff ff ff ff ff ff ff db 00 43 01 ff ff
        ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff
        ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff
        ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff
        ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff c2
        00 11 08 00 c8 01 2c 03 01 22 00 02 11 01 03 11
        01 ff c4 00
        """
    )

    static let webp = bytes(
        """
        52 49 46 46 3c 00 00 00 57 45 42 50 56 50 38 20
        30 00 00 00 f0 02 00 9d 01 2a 25 00 0b 00 3f cd
        de e8 6c 3f b6 30 29 2a a8 03 f0 39 89 63 00 c3
        34 1d d0 40 00 fe d0 c6 3e 47 c8 ec 21 ba d3 69
        43 aa 00 00
        """
    )

    static let losslessWebP = bytes(
        """
        52 49 46 46 1e 00 00 00 57 45 42 50 56 50 38 4c
        11 00 00 00 2f 24 80 02 00 07 50 8f 22 17 a5 ff
        81 88 e8 7f 00 00
        """
    )

    static let extendedWebP = bytes(
        """
        52 49 46 46 70 00 00 00 57 45 42 50 56 50 38 58
        0a 00 00 00 08 00 00 00 24 00 00 0a 00 00 56 50
        38 20 30 00 00 00 f0 02 00 9d 01 2a 25 00 0b 00
        3f cd de e8 6c 3f b6 30 29 2a a8 03 f0 39 89 63
        00 c3 34 1d d0 40 00 fe d0 c6 3e 47 c8 ec 21 ba
        d3 69 43 aa 00 00 45 58 49 46 1a 00 00 00 4d 4d
        00 2a 00 00 00 08 00 01 01 12 00 03 00 00 00 01
        00 06 00 00 00 00 00 00
        """
    )

    static let all: [(type: CopieFileType, bytes: [UInt8])] = [
        (.png, png), (.jpeg, jpeg), (.jpeg, progressiveJPEG), (.webp, webp), (.webp, losslessWebP),
        (.webp, extendedWebP),
    ]

    private static func bytes(_ hexadecimal: String) -> [UInt8] {
        hexadecimal.split { $0 == " " || $0 == "\n" }.compactMap { UInt8($0, radix: 16) }
    }
}
