package import Primitives

/// What a verifier of a machine's proofs holds.
///
/// Identity and fixed columns are computed once, with the key: a verification, and one of junk above all, costs nothing
/// that grows with the program but the evaluation of its columns.
package struct MachineVerificationKey<Program: Hashable & Sendable>: Hashable, Sendable {
    /// Provable bits that a proof must have.
    package var securityBits: Int
    /// The machine's description.
    package var machineDigest: Bytes32
    /// The program.
    package let program: Program
    /// Commitment to the program.
    package let programIdentity: Bytes32
    /// The fixed columns that the program gives to the machine.
    package let programColumns: ProgramColumns

    /// The key of a program on a machine at a level.
    package init<Definition: VerifiableMachine>(
        _ program: Program,
        on definition: Definition,
        securityBits: Int
    ) where Definition.Program == Program {
        self.securityBits = securityBits
        machineDigest = definition.machine.digest
        self.program = program
        programIdentity = definition.identity(of: program)
        programColumns = definition.programColumns(of: program)
    }

    /// Keys of one level, machine and program are the same.
    package static func == (a: MachineVerificationKey, b: MachineVerificationKey) -> Bool {
        (a.securityBits, a.machineDigest, a.programIdentity) == (b.securityBits, b.machineDigest, b.programIdentity)
    }

    /// Hashes what tells keys apart.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(securityBits)
        hasher.combine(machineDigest)
        hasher.combine(programIdentity)
    }
}
