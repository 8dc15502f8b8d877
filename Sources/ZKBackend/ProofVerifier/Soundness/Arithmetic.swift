import Glibc

/// Power with a natural exponent, by squaring.
///
/// Parameters of proofs are decided by comparing errors. IEEE 754 fixes products, quotients and square roots to the
/// last bit, a library's `pow` and `log2` it does not; so these decisions use this function, and fall alike on every
/// machine.
package func power(_ base: Double, _ exponent: Int) -> Double {
    var result = 1.0
    var square = base
    var rest = exponent
    while rest > 0 {
        if rest & 1 == 1 { result *= square }
        square *= square
        rest >>= 1
    }
    return result
}

/// 2 to an integral power, exactly.
package func powerOfTwo(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
}

/// Bits of security that an error probability leaves, for reports: -log2.
package func securityBits(_ error: Double) -> Double {
    -log2(error)
}
