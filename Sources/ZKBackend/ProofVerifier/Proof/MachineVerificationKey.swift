package import Primitives

/// What a verifier of a machine's proofs holds.
package struct MachineVerificationKey<Program: Hashable & Sendable>: Hashable, Sendable {
    /// Provable bits that a proof must have.
    package var securityBits: Int
    /// The machine's description.
    package var machineDigest: Bytes32
    /// The program, from which the verifier computes its fixed columns and its identity.
    package var program: Program

    /// The key of a program on a machine at a level.
    package init(securityBits: Int, machineDigest: Bytes32, program: Program) {
        self.securityBits = securityBits
        self.machineDigest = machineDigest
        self.program = program
    }
}
