package import ProofVerifier
package import TestSupport

extension SplitMix64 {
    /// A base-field element; the bias of the residue does not matter to tests.
    package mutating func element() -> Goldilocks {
        Goldilocks(next())
    }

    /// Base-field elements.
    package mutating func elements(_ count: Int) -> [Goldilocks] {
        (0..<count).map { _ in element() }
    }

    /// An element of the challenge field.
    package mutating func challenge() -> CubicExtension {
        CubicExtension(element(), element(), element())
    }

    /// Elements of the challenge field.
    package mutating func challenges(_ count: Int) -> [CubicExtension] {
        (0..<count).map { _ in challenge() }
    }
}
