package import ProofVerifier

/// A relation modulo p = 2^256 - 2^32 - 977 between numbers of 256 bits: a sum of products and of numbers is zero.
///
/// No quotient has columns of its own. With B = 2^16, p = B^16 - B^2 - 977 and 67 * 977 = B - 77, so that
/// 67 B^16 = 67 B^2 + B - 77 modulo p: 67 times a sum E of products, of 31 coefficients e_k, is congruent to
///
///     F = sum over j < 16 of f_j B^j,   f_j = 67 e_j - 77 e_(16+j) + e_(15+j) + 67 e_(14+j),
///
/// where e_(15+j) counts from j = 1 and e_(14+j) from j = 2, and where the term 67 e_30 B^16 that is left over is
/// folded once more: -77 e_30, e_30 and 67 e_30 are added to f_0, f_1 and f_2. Since 67 is prime to p, E is 0 modulo p
/// exactly if F is. Folding with 977 itself would make coefficients six times greater, which is too much.
///
/// F is a multiple Q p of p exactly if there are carries c_0 to c_7 = Q with, for the groups G_g = f_(2g) + B f_(2g+1),
///
///     G_0 + 977 Q = 2^32 c_0,   G_1 + Q + c_0 = 2^32 c_1,   G_g + c_(g-1) = 2^32 c_g for g from 2 to 7:
///
/// times 2^(32 g) and added up they say F + 977 Q + 2^32 Q = 2^256 Q. Each is a constraint.
///
/// **Why equality in the field is equality of integers.** Let every product term be at most 2^34 in magnitude:
/// |e_k| <= n_k 2^34 with n_k = min(k, 30 - k) + 1 terms. The weights 67 n_j + 77 n_(16+j) + n_(15+j) + 67 n_(14+j), with
/// what is folded twice, are at most 2143 for odd j (j = 3) and 2288 for even j (j = 2), so
/// |G_g| <= (2143 * 2^16 + 2288) 2^34 < 2^61.07. What is added in halves, at most 3 numbers below 2^32 times 67, is below
/// 2^40. Carries have 31 bits: they lie in -2^30 ..< 2^30 + 2^16 (`CarryColumns`), so 2^32 |c_g| <= 2^62 + 2^48, and
/// |977 Q + c| < 2^41. Both sides of a constraint differ by less than 2^61.07 + 2^62 + 2^48 + 2^42 < 2^63 < 2^64 - 2^32 + 1.
///
/// **Why carries exist.** If F = Q p, the carries are integers, and |c_g| <= (2^61.07 + 2^42) / 2^32 < 2^30.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `NAME carry g low`, `NAME carry g high`, g below 8 | see `CarryColumns`, of 31 bits | 16 each | the range table; the constraints |
///
/// Interactions: two lookups a carry.
package struct Secp256k1Relation: Sendable {
    /// The carries; the last one is Q.
    package let carries: CarryColumns

    /// Bits of a carry.
    package static let carryBits = 31

    /// Declares columns, constraints and lookups.
    ///
    /// - Parameters:
    ///   - name: The relation, in the names of columns, constraints and interactions.
    ///   - products: E without what is added: 31 coefficients with terms of at most 2^34, as many as an element of a
    ///     product of 16 limbs by 16 has.
    ///   - addends: Eight halves, each a signed sum of at most 3 numbers below 2^32.
    ///   - builder: The chip.
    ///   - used: 1 on rows that count, else 0.
    ///   - range: The bus of numbers below 2^16.
    package init(
        _ name: String,
        products: LimbPolynomial,
        addends: [Expression],
        in builder: inout ChipBuilder,
        times used: some ExpressionConvertible,
        range: Bus
    ) {
        carries = CarryColumns(name, count: 8, bits: Self.carryBits, in: &builder, times: used, range: range)
        let folded = Self.fold(products)
        let quotient = carries.values[7]
        for g in 0..<8 {
            var sum = folded.group(g) + Expression(67) * addends[g]
            switch g {
            case 0: sum = sum + Expression(977) * quotient
            case 1: sum = sum + quotient + carries.values[0]
            default: sum = sum + carries.values[g - 1]
            }
            builder.require("\(name): group \(g)", isZero: sum - Expression(1 << 32) * carries.values[g])
        }
    }

    /// The 16 coefficients of F for the 31 of E.
    private static func fold(_ e: LimbPolynomial) -> LimbPolynomial {
        LimbPolynomial(
            (0..<16).map { j -> Expression in
                // Beyond e_30 coefficients are zero; e_30 comes again for j = 0, 1 and 2.
                let last = e[30]
                let minus77: Expression = j == 0 ? e[16] + last : e[16 + j]
                let once: Expression = j == 0 ? 0 : j == 1 ? e[16] + last : e[15 + j]
                let shifted: Expression = j < 2 ? 0 : j == 2 ? e[16] + last : e[14 + j]
                let positive: Expression = Expression(67) * (e[j] + shifted) + once
                return positive - Expression(77) * minus77
            }
        )
    }
}
