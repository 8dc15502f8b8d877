package import ProofVerifier

extension UInt64 {
    /// Bits 0 to 31 as a field element.
    package var lowHalf: Goldilocks { Goldilocks(self & 0xffff_ffff) }

    /// Bits 32 to 63 as a field element.
    package var highHalf: Goldilocks { Goldilocks(self >> 32) }
}
