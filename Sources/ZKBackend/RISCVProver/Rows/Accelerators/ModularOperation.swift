package import Primitives

/// One call for modular arithmetic.
package struct ModularOperation: Hashable, Sendable {
    /// Which call.
    package enum Kind: Hashable, Sendable {
        /// a b + r.
        case multiplyAdd
        /// a b.
        case multiply
        /// 1 / a.
        case invert
    }

    /// Which call.
    package var kind: Kind
    /// Number of the modulus.
    package var modulus: Int
    /// a.
    package var a: UInt256
    /// b; not used by an inverse.
    package var b: UInt256
    /// What r was.
    package var replaced: UInt256
    /// What r becomes.
    package var result: UInt256

    /// An operation of its parts; a forged one may have any.
    package init(kind: Kind, modulus: Int, a: UInt256, b: UInt256, replaced: UInt256, result: UInt256) {
        self.kind = kind
        self.modulus = modulus
        self.a = a
        self.b = b
        self.replaced = replaced
        self.result = result
    }
}
