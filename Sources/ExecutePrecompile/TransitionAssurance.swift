/// What the validity of an established claim rests on.
public enum TransitionAssurance: Hashable, Sendable {
    /// The verifier has executed the block itself: nothing to forge.
    case execution
    /// A proof whose key promises this many provable bits.
    case proof(securityBits: Int)

    /// Whether a chain that requires so many bits accepts it.
    ///
    /// - Parameter requiredBits: Provable bits.
    /// - Throws: `ExecuteInputError.assurance` when it is weaker.
    public func check(requiredBits: Int) throws(ExecuteInputError) {
        switch self {
        case .execution: return
        case .proof(let securityBits):
            guard securityBits >= requiredBits else { throw .assurance(required: requiredBits, got: securityBits) }
        }
    }
}
