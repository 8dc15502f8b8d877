package import ProofVerifier

/// One round of Keccak-f[1600] a row (FIPS 202, section 3.3): takes the state before it off the bus and leaves the one
/// after it.
///
/// | column | meaning | count | constrained by |
/// |---|---|---|---|
/// | `used` | 1 on rows that count, else 0 | 1 | boolean |
/// | `call`, `round` | which permutation, which round | 2 | the keccak bus: the state that is received; the round table |
/// | `constant bit J` | the bits of the round's constant | 7 | boolean, the round table |
/// | `lane L bit Z` | the state after theta | 1600 | boolean, the keccak bus |
/// | `parity X bit Z` | C[x, z], the parities of the state's columns before theta | 320 | boolean, the table of even digits |
/// | `chi bit J` | bits of lane 0 after chi that iota may change | 7 | a rule each |
///
/// With D[x, z] = C[x-1, z] + C[x+1, z-1], the state before theta is A = A' + D, which is received. The C are its
/// parities if and only if, for all x and z, the five A'[x, y, z] and C[x-1, z], C[x+1, z-1] and C[x, z] have an even
/// sum: five times D is D. Five such sums, which are at most 8, are the digits of one number that the table of even
/// digits must have. So parities need no columns of their own after theta, and no rule of higher degree.
///
/// Rho and pi move bits. Chi is a polynomial of degree 3 in them, and so is what is sent, but for the seven bits that
/// iota changes: those are columns after chi.
///
/// States come in by call and round. Only a call sends to round 0, rounds are 0 to 23 by the round table, and a row
/// sends to the round after its own: so the rows of a call are a chain of 24, and what the call gets back is the
/// permutation of what it sent.
///
/// Interactions: `state in`, `state out` (keccak), `round constant` (round table), `parities Z` (even digits).
package struct KeccakRoundChip: Sendable {
    /// 1 on rows that count, else 0.
    package let used: Column
    /// What the call is known by: its timestamp.
    package let call: Column
    /// Number of the round, from 0.
    package let round: Column
    /// The bits of the round's constant that are not always 0.
    package let constantBits: [Column]
    /// The state after theta: 25 lanes of 64 bits.
    package let lanes: [[Column]]
    /// Parities of the state's columns before theta: 5 of 64 bits.
    package let parities: [[Column]]
    /// Lane 0 after chi, where the constant has bits.
    package let chiBits: [Column]
    /// The declaration.
    package let chip: Chip

    private static let maximumLogRows = 24

    /// Declares the chip.
    package init() {
        typealias Shape = KeccakPermutationShape
        var builder = ChipBuilder("keccak round", height: .dynamic(maximumLogHeight: Self.maximumLogRows))
        used = builder.column("used")
        call = builder.column("call")
        round = builder.column("round")
        builder.require("used is boolean", isBoolean: used)
        constantBits = builder.bits("constant", count: Shape.constantBits.count)
        lanes = (0..<Shape.laneCount).map { builder.bits("lane \($0)", count: 64) }
        parities = (0..<5).map { builder.bits("parity \($0)", count: 64) }
        chiBits = Shape.constantBits.indices.map { builder.column("chi bit \($0)") }

        let parity = parities.map { $0.map(\.expression) }
        let afterTheta = lanes.map { $0.map(\.expression) }
        // Theta, backwards: the bits that it has added, and the state that it has added them to.
        let added = (0..<5).map { (x: Int) -> [Expression] in
            (0..<64).map { z in BitExpressions.xor(parity[(x + 4) % 5][z], parity[(x + 1) % 5][(z + 63) % 64]) }
        }
        let before = (0..<Shape.laneCount).map { (lane: Int) -> [Expression] in
            (0..<64).map { z in BitExpressions.xor(afterTheta[lane][z], added[lane % 5][z]) }
        }
        for z in 0..<64 {
            var digits: Expression = 0
            for x in (0..<5).reversed() {
                var sum = parity[(x + 4) % 5][z] + parity[(x + 1) % 5][(z + 63) % 64]
                sum = sum + parity[x][z]
                for y in 0..<5 { sum = sum + afterTheta[x + 5 * y][z] }
                digits = 16 * digits + sum
            }
            builder.send("parities \(z)", to: RISCVBuses.evenDigits, times: used, [digits])
        }

        // Rho and pi, then chi, then iota.
        let moved = Shape.sources.map { (source: Int) -> [Expression] in
            let rotation = Shape.rotations[source]
            return (0..<64).map { z in afterTheta[source][(z + 64 - rotation) % 64] }
        }
        var after = (0..<Shape.laneCount).map { (lane: Int) -> [Expression] in
            let (x, row) = (lane % 5, lane - lane % 5)
            let (next, nextButOne) = (moved[(x + 1) % 5 + row], moved[(x + 2) % 5 + row])
            return (0..<64).map { z in BitExpressions.xor(moved[lane][z], (1 - next[z]) * nextButOne[z]) }
        }
        for (index, z) in Shape.constantBits.enumerated() {
            builder.require("chi bit \(index)", isZero: chiBits[index] - after[0][z])
            after[0][z] = BitExpressions.xor(chiBits[index].expression, constantBits[index].expression)
        }

        let constant = BitExpressions.number(constantBits.map(\.expression))
        builder.send("round constant", to: RISCVBuses.keccakRound, times: used, [round, constant])
        builder.receive("state in", from: RISCVBuses.keccak, times: used, [call, round] + Self.halves(before))
        builder.send("state out", to: RISCVBuses.keccak, times: used, [call, round + 1] + Self.halves(after))
        chip = builder.build()
    }

    /// Lanes as numbers of 32 bits, lower halves first.
    private static func halves(_ lanes: [[Expression]]) -> [any ExpressionConvertible] {
        lanes.flatMap { [BitExpressions.number($0.prefix(32)), BitExpressions.number($0.suffix(32))] }
    }
}
