package import ProofProver
import ProofVerifier
package import RISCVMachine

extension Secp256k1Relation {
    /// Writes the carries of a relation into a row; where it does not hold they break a constraint.
    ///
    /// - Parameters:
    ///   - e: The coefficients e_k.
    ///   - addends: The halves that are added.
    ///   - table: The chip's table.
    ///   - row: The row.
    package func write(
        products e: WideProduct,
        addends: InlineArray<8, Int>,
        to table: inout TraceTable,
        row: Int
    ) {
        let groups = InlineArray<8, Int> { g in
            Self.folded(e, 2 * g) &+ Self.folded(e, 2 * g + 1) &<< 16 &+ 67 &* addends[g]
        }
        // F = Q 2^256 - Q (2^32 + 977): Q is F / 2^256 to the nearest integer.
        var carry = 0
        for g in 0..<7 { carry = (groups[g] &+ carry) &>> 32 }
        let quotient = (groups[7] &+ carry &+ 1 &<< 31) &>> 32
        carry = 0
        for g in 0..<8 {
            let multiple = g == 0 ? 977 &* quotient : g == 1 ? quotient : 0
            carry = (groups[g] &+ multiple &+ carry) &>> 32
            carries.write(carry, at: g, to: &table, row: row)
        }
    }

    /// The coefficient f_j.
    private static func folded(_ e: WideProduct, _ j: Int) -> Int {
        func coefficient(_ k: Int) -> Int { k <= 30 ? e[k] : 0 }
        // The term 67 e_30 B^16 is folded once more.
        let again = j == 0 ? -77 &* e[30] : j == 1 ? e[30] : j == 2 ? 67 &* e[30] : 0
        let once = j >= 1 ? coefficient(15 + j) : 0
        let shifted = j >= 2 ? coefficient(14 + j) : 0
        return 67 &* (e[j] &+ shifted) &- 77 &* coefficient(16 + j) &+ once &+ again
    }
}
