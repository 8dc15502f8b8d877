package import ProofVerifier

/// What kind of cell an entry of the memory bus is about: the first element of its tuple.
package enum MemorySpace: UInt64, Hashable, Sendable {
    /// Registers, by number.
    case register = 1
    /// Memory that instructions may write, by byte address.
    case memory = 2
    /// The prover's input, by byte address: no instruction writes there.
    case input = 3
}

extension MemorySpace: ExpressionConvertible {
    /// The space's number as a constant.
    package var expression: Expression { Expression(rawValue) }
}
