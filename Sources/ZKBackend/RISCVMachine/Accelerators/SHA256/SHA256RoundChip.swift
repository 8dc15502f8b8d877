package import ProofVerifier

/// One round of SHA-256's compression a row (FIPS 180-4, section 6.2.2), and one word of the message schedule with it.
///
/// | column | meaning | count | constrained by |
/// |---|---|---|---|
/// | `used` | 1 on rows that count, else 0 | 1 | boolean |
/// | `call`, `round` | which block, which round | 2 | the sha256 bus; the round table |
/// | `constant`, `extends` | K of the round; 1 while the schedule grows | 2 | the round table |
/// | `a bit I`, b, c, e, f, g | working variables whose bits matter | 192 | boolean, the sha256 bus |
/// | `d`, `h` | the other two | 2 | the sha256 bus |
/// | `word 1 bit I`, `word 14 bit I` | the schedule's words whose bits matter, from the round's own on | 64 | boolean, the sha256 bus |
/// | `word J` | the round's word, 0, and the rest of the next 16 | 14 | the sha256 bus |
/// | `next a`, `next e`, `next word` | what the round adds | 3 | a sum's excess, which is range checked |
///
/// A sum less its result must be a multiple of 2^32 with a quotient below 2^16: then the result is the sum modulo 2^32
/// as soon as it is below 2^32, which it is because the next round takes it apart into bits. The last round's results
/// go to the call, which adds once more and checks its own sum.
///
/// From round 48 on zeros are sent for new words, so the last state's schedule is all zero, and the call says so.
/// Chains of rounds are what they are in `KeccakRoundChip`.
///
/// Interactions: `state in`, `state out` (sha256), `round constant` (round table), `next a excess`, `next e excess`,
/// `next word excess` (range).
package struct SHA256RoundChip: Sendable {
    /// 1 on rows that count, else 0.
    package let used: Column
    /// What the call is known by: its timestamp.
    package let call: Column
    /// Number of the round, from 0.
    package let round: Column
    /// K of the round.
    package let constant: Column
    /// 1 while the schedule grows, else 0.
    package let extends: Column
    /// Bits of a, b, c and e, f, g.
    package let variables: [[Column]]
    /// The working variable d.
    package let d: Column
    /// The working variable h.
    package let h: Column
    /// Bits of the schedule's words 1 and 14.
    package let wordBits: [[Column]]
    /// The schedule's other words: 0, 2 to 13, 15.
    package let words: [Column]
    /// The variable a of the next round.
    package let nextA: Column
    /// The variable e of the next round.
    package let nextE: Column
    /// The schedule's word 16.
    package let nextWord: Column
    /// The declaration.
    package let chip: Chip

    /// Places of the schedule's words that have no bits.
    package static let plainWords = [0] + Array(2...13) + [15]
    /// Places of the schedule's words that have bits.
    package static let bitWords = [1, 14]

    private static let maximumLogRows = 24
    private static let variableNames = ["a", "b", "c", "e", "f", "g"]

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("sha256 round", height: .dynamic(maximumLogHeight: Self.maximumLogRows))
        used = builder.column("used")
        call = builder.column("call")
        round = builder.column("round")
        constant = builder.column("constant")
        extends = builder.column("extends")
        builder.require("used is boolean", isBoolean: used)
        variables = Self.variableNames.map { builder.bits($0, count: 32) }
        d = builder.column("d")
        h = builder.column("h")
        wordBits = Self.bitWords.map { builder.bits("word \($0)", count: 32) }
        words = Self.plainWords.map { builder.column("word \($0)") }
        nextA = builder.column("next a")
        nextE = builder.column("next e")
        nextWord = builder.column("next word")

        let bits = variables.map { $0.map(\.expression) }
        let (a, b, c, e, f, g) = (bits[0], bits[1], bits[2], bits[3], bits[4], bits[5])
        let scheduleBits = wordBits.map { $0.map(\.expression) }
        var schedule = [Expression](repeating: 0, count: 16)
        for (place, column) in zip(Self.plainWords, words) { schedule[place] = column.expression }
        for (place, bits) in zip(Self.bitWords, scheduleBits) { schedule[place] = BitExpressions.number(bits) }

        let choice = BitExpressions.number((0..<32).map { g[$0] + e[$0] * (f[$0] - g[$0]) })
        let majority = BitExpressions.number(
            (0..<32).map { a[$0] * b[$0] + c[$0] * BitExpressions.xor(a[$0], b[$0]) }
        )
        let first = h + Self.sigma(e, rotations: [6, 11, 25]) + choice + constant + schedule[0]
        let second = Self.sigma(a, rotations: [2, 13, 22]) + majority
        let word =
            Self.sigma(scheduleBits[1], rotations: [17, 19], shift: 10) + schedule[9]
            + Self.sigma(scheduleBits[0], rotations: [7, 18], shift: 3) + schedule[0]
        let sums = [("next a", first + second, nextA), ("next e", d + first, nextE), ("next word", word, nextWord)]
        for (name, sum, result) in sums {
            let excess = (sum - result) * WordExpression.carryScale
            builder.send("\(name) excess", to: RISCVBuses.range, times: used, [excess])
        }

        builder.send("round constant", to: RISCVBuses.sha256Round, times: used, [round, constant, extends])
        let now = bits.map { BitExpressions.number($0) }
        let stateIn: [any ExpressionConvertible] = [
            call, round, now[0], now[1], now[2], d, now[3], now[4], now[5], h,
        ]
        builder.receive("state in", from: RISCVBuses.sha256, times: used, stateIn + schedule)
        let stateOut: [any ExpressionConvertible] = [
            call, round + 1, nextA, now[0], now[1], now[2], nextE, now[3], now[4], now[5],
        ]
        let nextSchedule: [Expression] = schedule.dropFirst() + [extends * nextWord]
        builder.send("state out", to: RISCVBuses.sha256, times: used, stateOut + nextSchedule)
        chip = builder.build()
    }

    /// The number of the exclusive or of a word's rotations to the right, and of its shift.
    private static func sigma(_ bits: [Expression], rotations: [Int], shift: Int? = nil) -> Expression {
        BitExpressions.number(
            (0..<32).map { index in
                var terms = rotations.map { bits[(index + $0) % 32] }
                if let shift, index + shift < 32 { terms.append(bits[index + shift]) }
                return terms.dropFirst().reduce(terms[0]) { BitExpressions.xor($0, $1) }
            }
        )
    }
}
