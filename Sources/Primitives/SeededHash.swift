/// Folds four words into one, order-dependent.
@inlinable
@inline(__always)
func foldedWord(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) -> UInt64 {
    a ^ rotated(b, by: 17) ^ rotated(c, by: 31) ^ rotated(d, by: 47)
}

/// Hash of four words under a dictionary's seed by two folded 64x64 multiplications (the wyhash construction).
///
/// Contracts choose slots, so the seed must take part before the words are folded together.
@inlinable
@inline(__always)
func seededHash(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64, seed: Int) -> Int {
    let s = UInt64(bitPattern: Int64(seed))
    let x = foldedProduct(a ^ s ^ 0x9e37_79b9_7f4a_7c15, b ^ 0xd1b5_4a32_d192_ed03 &+ s)
    let y = foldedProduct(c ^ x ^ 0x8cb9_2ba7_2f3d_8dd7, d ^ rotated(s, by: 32) ^ 0xaaaa_aaaa_5555_5555)
    return Int(truncatingIfNeeded: foldedProduct(x ^ 0xbf58_476d_1ce4_e5b9, y ^ s))
}

@inlinable
@inline(__always)
func foldedProduct(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
}

@inlinable
@inline(__always)
func rotated(_ x: UInt64, by n: UInt64) -> UInt64 {
    x &<< n | x &>> (64 &- n)
}
