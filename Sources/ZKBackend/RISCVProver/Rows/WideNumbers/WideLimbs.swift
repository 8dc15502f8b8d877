package import Primitives

/// The 16 limbs of 16 bits of a number, least significant first.
package typealias WideLimbs = InlineArray<16, Int>

/// What a product of two numbers of 16 limbs is before carries are handed on: 31 coefficients of powers of 2^16.
///
/// Coefficients stay far below 2^62: a limb has at most 18 bits, and a coefficient at most 16 products.
package typealias WideProduct = InlineArray<31, Int>

extension UInt256 {
    /// The four words, least significant first.
    package var words: InlineArray<4, UInt64> { [l0, l1, l2, l3] }

    /// The 16 limbs.
    package var limbs: WideLimbs {
        let words = words
        return WideLimbs { Int(truncatingIfNeeded: (words[$0 / 4] &>> UInt64(16 * ($0 % 4))) & 0xffff) }
    }

    /// Bits 32 g to 32 g + 31.
    package func half(_ g: Int) -> Int {
        Int(truncatingIfNeeded: (words[g / 2] &>> UInt64(32 * (g % 2))) & 0xffff_ffff)
    }
}

extension WideProduct {
    /// Adds a product, times a factor.
    package mutating func add(_ a: WideLimbs, times b: WideLimbs, scaledBy factor: Int = 1) {
        for i in 0..<16 {
            for j in 0..<16 { self[i + j] &+= factor &* a[i] &* b[j] }
        }
    }
}
