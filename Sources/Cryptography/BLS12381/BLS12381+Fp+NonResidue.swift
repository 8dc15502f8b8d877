extension BLS12381.Fp: PairingBaseField {
    package typealias FrobeniusFactor = BLS12381.FrobeniusFactor

    /// True: the products share a reduction.
    @inline(__always)
    package static var sumOfProductsReducesOnce: Bool { true }

    /// The product with 1 + i.
    @inline(__always)
    package static func timesNonResidue(_ a: BLS12381.Fp2) -> BLS12381.Fp2 {
        BLS12381.Fp2(a.c0 - a.c1, a.c0 + a.c1)
    }

    /// The product with 4 (1 + i).
    @inline(__always)
    package static func timesTwistConstant(_ a: BLS12381.Fp2) -> BLS12381.Fp2 { a.timesNonResidue.doubled.doubled }
}
