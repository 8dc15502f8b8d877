public import StateTransition

/// Rules of EXECUTE that a chain chooses; equal on all nodes of a chain.
public struct ExecuteConfiguration: Hashable, Sendable {
    /// Price of a call that executes the block.
    public var gasRule: GasRule
    /// Price of a call that relies on a proof.
    public var proofGasRule: ProofGasRule
    /// Merkleization of the request's root.
    public var rootForm: RootForm
    /// What an L2 block may not contain.
    public var rules: L2Rules
    /// Provable bits that a proof must have; execution needs none.
    public var requiredSecurityBits: Int
    /// How many proof systems must have proved a statement.
    public var quorum: ProofQuorum

    /// Takes a chain's choices; what is left out is the default.
    public init(
        gasRule: GasRule = .gasLimitPlusBytes,
        proofGasRule: ProofGasRule = .perDependency,
        rootForm: RootForm = .executionSpecs,
        rules: L2Rules = L2Rules(),
        requiredSecurityBits: Int = 128,
        quorum: ProofQuorum = .one
    ) {
        self.gasRule = gasRule
        self.proofGasRule = proofGasRule
        self.rootForm = rootForm
        self.rules = rules
        self.requiredSecurityBits = requiredSecurityBits
        self.quorum = quorum
    }
}
