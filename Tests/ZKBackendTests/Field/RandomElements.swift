import TestSupport
import ZKBackend

extension SplitMix64 {
    /// A base-field element; the bias of the residue does not matter to tests.
    mutating func element() -> Goldilocks {
        Goldilocks(next())
    }

    /// Base-field elements.
    mutating func elements(_ count: Int) -> [Goldilocks] {
        (0..<count).map { _ in element() }
    }

    /// An element of the challenge field.
    mutating func challenge() -> CubicExtension {
        CubicExtension(element(), element(), element())
    }

    /// Elements of the challenge field.
    mutating func challenges(_ count: Int) -> [CubicExtension] {
        (0..<count).map { _ in challenge() }
    }
}
