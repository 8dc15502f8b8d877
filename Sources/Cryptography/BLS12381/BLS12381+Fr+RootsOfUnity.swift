import Primitives

extension BLS12381.Fr {
    /// A generator of the multiplicative group, from which all roots of unity are derived.
    package static var primitiveRoot: Self { Self(7) }

    /// A primitive root of unity of order 2^`logOrder`.
    ///
    /// - Requires: `logOrder` is at most 32, the power of two in r - 1.
    package static func rootOfUnity(logOrder: Int) -> Self {
        primitiveRoot.power((modulus &- 1) >> logOrder)
    }
}
