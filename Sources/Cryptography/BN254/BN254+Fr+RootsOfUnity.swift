// Not in the guest, whose image would change by code that it never calls.
#if !hasFeature(Embedded)
import Primitives

extension BN254.Fr {
    /// A generator of the multiplicative group, from which all roots of unity are derived.
    package static var primitiveRoot: Self { Self(5) }

    /// The power of two in r - 1: there are roots of unity of order 2^28 and none of order 2^29.
    package static var twoAdicity: Int { 28 }

    /// A primitive root of unity of order 2^`logOrder`, or nil where there is none.
    package static func rootOfUnity(logOrder: Int) -> Self? {
        guard (0...twoAdicity).contains(logOrder) else { return nil }
        return primitiveRoot.power((modulus &- 1) >> logOrder)
    }
}
#endif
