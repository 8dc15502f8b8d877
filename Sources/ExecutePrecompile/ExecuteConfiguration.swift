public import StateTransition

/// Rules of EXECUTE that a chain chooses; equal on all nodes of a chain.
public struct ExecuteConfiguration: Hashable, Sendable {
    /// Price of a call.
    public var gasRule: GasRule
    /// Merkleization of the request's root.
    public var rootForm: RootForm
    /// What an L2 block may not contain.
    public var rules: L2Rules
    /// Provable bits that a proof must have; execution needs none.
    public var requiredSecurityBits: Int

    /// Takes a chain's choices; what is left out is the default.
    public init(
        gasRule: GasRule = .gasLimitPlusBytes,
        rootForm: RootForm = .executionSpecs,
        rules: L2Rules = L2Rules(),
        requiredSecurityBits: Int = 128
    ) {
        self.gasRule = gasRule
        self.rootForm = rootForm
        self.rules = rules
        self.requiredSecurityBits = requiredSecurityBits
    }
}
