/// What both sides choose beside the statement.
package struct ProofParameters: Equatable, Sendable {
    /// Provable bits of every round of the protocol.
    package let securityBits: Int
    /// Proof-of-work bits before the queries to each codeword.
    package let queryGrindingBits: Int

    /// The parameters of a level: up to 16 bits of proof of work, and less than the level itself.
    package init(securityBits: Int) {
        self.securityBits = securityBits
        queryGrindingBits = max(0, min(16, securityBits / 4))
    }
}
