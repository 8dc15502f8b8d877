import Primitives
import TestSupport
import Testing

@Suite("BLAKE2b's F")
struct BLAKE2bTests {
    // EIP-152, test vectors 4 to 7: the message "abc" with other rounds and flags.
    @Test(
        "BLAKE2b's F has the EIP's outputs",
        arguments: [
            (
                0, 1,
                "08c9bcf367e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5"
                    + "d282e6ad7f520e511f6c3e2b8c68059b9442be0454267ce079217e1319cde05b"
            ),
            (
                12, 1,
                "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                    + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"
            ),
            (
                12, 0,
                "75ab69d3190a562c51aef8d88f1c2775876944407270c42c9844252c26d28752"
                    + "98743e7f6d5ea2f2d3e8d226039cd31b4e426ac4f2d3d666a610c2116fde4735"
            ),
            (
                1, 1,
                "b63a380cb2897d521994a85234ee2c181b5f844d2c624c002677e9703449d2fb"
                    + "a551b3a8333bcdf5f2f7e08993d53923de3d64fcc68c034e717b9293fed7a421"
            ),
        ] as [(UInt32, UInt8, String)]
    )
    func blake2f(rounds: UInt32, final: UInt8, expected: String) throws {
        let call = try Self.abc()
        let output = Call.blake2f(rounds: rounds, state: call.0, message: call.1, offset: call.2, final: final)
        #expect(output.map(Hex.encodeUnprefixed) == expected)
    }

    @Test("BLAKE2b's F refuses a final-block flag other than 0 and 1", arguments: [2, 255] as [UInt8])
    func blake2fRefusesFlag(flag: UInt8) throws {
        let call = try Self.abc()
        #expect(Call.blake2f(rounds: 12, state: call.0, message: call.1, offset: call.2, final: flag) == nil)
    }

    @Test("BLAKE2b's F gives the same for ten rounds at a time and one at a time")
    func blake2fRoundsCompose() {
        // The round function alone decides: compare against a plain loop over RFC 7693's definition.
        var random = SplitMix64(seed: 0xb1a2)
        for rounds: UInt32 in 0...41 {
            let (h, m, t) = (random.bytes(64), random.bytes(128), random.bytes(16))
            let final = UInt8(rounds & 1)
            #expect(
                Call.blake2f(rounds: rounds, state: h, message: m, offset: t, final: final)
                    == BLAKE2Reference.compress(h, m, t, isFinal: final == 1, rounds: Int(rounds)),
                "rounds \(rounds), seed 0xb1a2"
            )
        }
    }

    /// State, message and offset of the message "abc" hashed with BLAKE2b-512.
    private static func abc() throws -> ([UInt8], [UInt8], [UInt8]) {
        let state = try #require(
            Hex.decode(
                "48c9bdf267e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5"
                    + "d182e6ad7f520e511f6c3e2b8c68059b6bbd41fbabd9831f79217e1319cde05b"
            )
        )
        return (
            state,
            Array("abc".utf8) + [UInt8](repeating: 0, count: 125),
            [3] + [UInt8](repeating: 0, count: 15)
        )
    }
}

/// RFC 7693's compression function, written for reading.
private enum BLAKE2Reference {
    static let initial: [UInt64] = [
        0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1,
        0x510e_527f_ade6_82d1, 0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b, 0x5be0_cd19_137e_2179,
    ]

    static let permutations: [[Int]] = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
        [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
        [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
        [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
        [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
        [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
        [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
        [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
        [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
        [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
    ]

    static func words(_ bytes: [UInt8]) -> [UInt64] {
        stride(from: 0, to: bytes.count, by: 8).map { start in
            (0..<8).reduce(0) { $0 | UInt64(bytes[start + $1]) << (8 * UInt64($1)) }
        }
    }

    static func compress(_ h: [UInt8], _ m: [UInt8], _ t: [UInt8], isFinal: Bool, rounds: Int) -> [UInt8] {
        let (h, m, t) = (words(h), words(m), words(t))
        var v = h + initial
        v[12] ^= t[0]
        v[13] ^= t[1]
        if isFinal { v[14] = ~v[14] }
        func rotate(_ x: UInt64, _ n: UInt64) -> UInt64 { x >> n | x << (64 - n) }
        func mix(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ x: UInt64, _ y: UInt64) {
            v[a] = v[a] &+ v[b] &+ x
            v[d] = rotate(v[d] ^ v[a], 32)
            v[c] = v[c] &+ v[d]
            v[b] = rotate(v[b] ^ v[c], 24)
            v[a] = v[a] &+ v[b] &+ y
            v[d] = rotate(v[d] ^ v[a], 16)
            v[c] = v[c] &+ v[d]
            v[b] = rotate(v[b] ^ v[c], 63)
        }
        for round in 0..<rounds {
            let s = permutations[round % 10]
            for column in 0..<4 {
                mix(column, column + 4, column + 8, column + 12, m[s[2 * column]], m[s[2 * column + 1]])
            }
            for diagonal in 0..<4 {
                mix(
                    diagonal,
                    (diagonal + 1) % 4 + 4,
                    (diagonal + 2) % 4 + 8,
                    (diagonal + 3) % 4 + 12,
                    m[s[8 + 2 * diagonal]],
                    m[s[9 + 2 * diagonal]]
                )
            }
        }
        return (0..<8).flatMap { index in
            let word = h[index] ^ v[index] ^ v[index + 8]
            return (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
        }
    }
}
