public import Primitives
public import StateTransition

/// Why a claimed state transition was not established.
public enum TransitionFailure: Error, Equatable, Sendable {
    /// The block was executed, and is not valid.
    case invalid(ValidationFailure)
    /// The transaction does not depend on a proof of it.
    case unproved(UnprovedStatement)
}

/// A statement that the calling transaction does not depend on, under a key that the call names.
public struct UnprovedStatement: Hashable, Sendable {
    /// Root of the 43 bytes that a proof would attest.
    public var publicInputRoot: Bytes32
    /// Hash of the verification key.
    public var verificationKeyHash: Bytes32

    /// Names a statement and a key.
    public init(publicInputRoot: Bytes32, verificationKeyHash: Bytes32) {
        self.publicInputRoot = publicInputRoot
        self.verificationKeyHash = verificationKeyHash
    }
}

extension UnprovedStatement: CustomStringConvertible {
    /// What is missing, in one line.
    public var description: String {
        "the transaction carries no proof of public input root \(publicInputRoot.hex) "
            + "under verification key \(verificationKeyHash.hex)"
    }
}
