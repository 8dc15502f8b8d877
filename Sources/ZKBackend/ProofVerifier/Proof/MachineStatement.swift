package import Primitives

/// What a proof is about: a machine, a program, and the public values of one run.
package struct MachineStatement: Sendable {
    /// The chips and buses.
    package let machine: Machine
    /// Commitment to the program.
    package let programIdentity: Bytes32
    /// The fixed columns that the program gives.
    package let programColumns: ProgramColumns
    /// The public values in their canonical encoding.
    package let publicValues: [UInt8]
    /// What the verifier sends and receives for them.
    package let publicFractions: [PublicFraction]

    /// A statement about the program that `programIdentity` commits to.
    ///
    /// The caller answers for what belongs together: `programColumns` are that program's, and `publicFractions` are
    /// what the machine demands for `publicValues`.
    package init(
        machine: Machine,
        programIdentity: Bytes32,
        programColumns: ProgramColumns,
        publicValues: [UInt8],
        publicFractions: [PublicFraction]
    ) {
        self.machine = machine
        self.programIdentity = programIdentity
        self.programColumns = programColumns
        self.publicValues = publicValues
        self.publicFractions = publicFractions
    }

    /// Length of the longest tuple on any bus.
    var maximumArity: Int { machine.buses.map(\.arity).max() ?? 0 }

    /// What the verifier itself adds to the buses, as one fraction at the challenges.
    ///
    /// - Throws: `VerificationError.verifierFault` when a tuple is longer than the challenges were prepared for.
    package func publicSum(_ challenges: BusChallenges) throws(VerificationError) -> Fraction {
        var sum = Fraction.zero
        for fraction in publicFractions { sum = sum + (try challenges.fraction(fraction)) }
        return sum
    }
}
