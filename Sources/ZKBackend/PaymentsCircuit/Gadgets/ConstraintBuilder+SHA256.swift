import Cryptography
package import Groth16
import Primitives

extension ConstraintBuilder {
    /// SHA-256 of a message in bits (FIPS 180-4).
    ///
    /// About 25,200 constraints for each block of 64 bytes.
    ///
    /// - Parameter message: Bits, the most significant of each byte first, a multiple of eight of them.
    /// - Returns: The digest's 256 bits in the same order.
    package mutating func sha256(_ message: [LinearCombination]) -> [LinearCombination] {
        within("SHA-256") { builder in
            let length = message.count
            let zeroCount = (512 - (length + 65) % 512) % 512
            let padded =
                message + [.one] + Array(repeating: .zero, count: zeroCount)
                + LinearCombination.bits(of: UInt64(length), count: 64).reversed()
            var state = SHA256Constants.initialState.map(SHA256Word.init)
            for block in stride(from: 0, to: padded.count, by: 512) {
                let words = stride(from: block, to: block + 512, by: 32).map { start in
                    SHA256Word(bits: padded[start..<start + 32].reversed())
                }
                state = builder.compress(state, words)
            }
            return state.flatMap { $0.bits.reversed() }
        }
    }

    /// The compression function (section 6.2.2).
    private mutating func compress(_ state: [SHA256Word], _ block: [SHA256Word]) -> [SHA256Word] {
        var w = block
        for step in 16..<64 {
            let small0 = exclusiveOr("sigma 0", w[step - 15], rotations: (7, 18), shift: 3)
            let small1 = exclusiveOr("sigma 1", w[step - 2], rotations: (17, 19), shift: 10)
            w.append(wordSum("message schedule", [small1, w[step - 7].integer, small0, w[step - 16].integer]))
        }
        // The words a to h; each round brings a new a and a new e, and the others move on.
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        var pair: [LinearCombination] = []
        for step in 0..<64 {
            let large1 = exclusiveOr("Sigma 1", e, rotations: (6, 11, 25))
            let choice = choice(e, f, g)
            let constant = LinearCombination(UInt64(SHA256Constants.roundConstants[step]))
            let large0 = exclusiveOr("Sigma 0", a, rotations: (2, 13, 22))
            // The majority of a, b and c goes by the product of two of them: of a and b in even rounds, which in the
            // next round are b and c.
            if step % 2 == 0 { pair = products("Maj pair", a, b) }
            let majority = step % 2 == 0 ? majority(pair, a, b, c) : majority(pair, b, c, a)
            let first = [h.integer, large1, choice, constant, w[step].integer]
            let newE = wordSum("e", first + [d.integer])
            let newA = wordSum("a", first + [large0, majority])
            (h, g, f, e) = (g, f, e, newE)
            (d, c, b, a) = (c, b, a, newA)
        }
        return zip(state, [a, b, c, d, e, f, g, h]).map { before, after in
            wordSum("state", [before.integer, after.integer])
        }
    }

    /// The sum modulo 2^32 of integers below 2^32.
    private mutating func wordSum(_ name: String, _ terms: [LinearCombination]) -> SHA256Word {
        let sum = terms.reduce(.zero, +).merged
        if let constant = sum.constant { return SHA256Word(UInt32(truncatingIfNeeded: constant.value.l0)) }
        // The sum of n words is below n 2^32.
        let carryWidth = Int.bitWidth - (terms.count - 1).leadingZeroBitCount
        return SHA256Word(bits: lowBits(name, of: sum, lowCount: 32, width: 32 + carryWidth))
    }

    /// The sum, weighted as the bits of a word, of the exclusive or of a word's rotations to the right.
    private mutating func exclusiveOr(
        _ name: String,
        _ word: SHA256Word,
        rotations: (Int, Int, Int)
    ) -> LinearCombination {
        .integer(
            (0..<32).map { index in
                let last = word.bits[(index + rotations.2) % 32]
                return exclusiveOr(name, exclusiveOr(name, word, rotations.0, rotations.1, at: index), last)
            }
        )
    }

    /// The same with a shift in the place of the third rotation.
    private mutating func exclusiveOr(
        _ name: String,
        _ word: SHA256Word,
        rotations: (Int, Int),
        shift: Int
    ) -> LinearCombination {
        .integer(
            (0..<32).map { index in
                let two = exclusiveOr(name, word, rotations.0, rotations.1, at: index)
                return index + shift < 32 ? exclusiveOr(name, two, word.bits[index + shift]) : two
            }
        )
    }

    private mutating func exclusiveOr(
        _ name: String,
        _ word: SHA256Word,
        _ first: Int,
        _ second: Int,
        at index: Int
    ) -> LinearCombination {
        exclusiveOr(name, word.bits[(index + first) % 32], word.bits[(index + second) % 32])
    }

    /// The exclusive or of two bits: p + q - 2pq.
    private mutating func exclusiveOr(
        _ name: String,
        _ p: LinearCombination,
        _ q: LinearCombination
    ) -> LinearCombination {
        let both = multiplied(name, p, q)
        return p + q - both - both
    }

    /// Ch as an integer: the bits of f where e has ones, those of g where it has zeros.
    private mutating func choice(_ e: SHA256Word, _ f: SHA256Word, _ g: SHA256Word) -> LinearCombination {
        .integer((0..<32).map { select("Ch", e.bits[$0], f.bits[$0], else: g.bits[$0]) })
    }

    private mutating func products(_ name: String, _ p: SHA256Word, _ q: SHA256Word) -> [LinearCombination] {
        (0..<32).map { multiplied(name, p.bits[$0], q.bits[$0]) }
    }

    /// Maj as an integer: pq + (p xor q) r, given the products pq.
    private mutating func majority(
        _ products: [LinearCombination],
        _ p: SHA256Word,
        _ q: SHA256Word,
        _ r: SHA256Word
    ) -> LinearCombination {
        .integer(
            (0..<32).map { index in
                let both = products[index]
                return both + multiplied("Maj", p.bits[index] + q.bits[index] - both - both, r.bits[index])
            }
        )
    }
}

/// A word of 32 bits in a circuit.
private struct SHA256Word {
    /// The bits, least significant first.
    var bits: [LinearCombination]

    init(bits: [LinearCombination]) {
        self.bits = bits
    }

    /// A constant.
    init(_ value: UInt32) {
        bits = LinearCombination.bits(of: UInt64(value), count: 32)
    }

    /// The word as a number.
    var integer: LinearCombination { .integer(bits) }
}
