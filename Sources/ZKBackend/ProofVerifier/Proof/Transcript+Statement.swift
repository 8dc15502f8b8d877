import Primitives

/// Version of protocol and proof format.
package let proofFormatVersion: UInt32 = 2

extension Transcript {
    /// Absorbs what a proof is about and how it is made, after the header and before the first challenge.
    ///
    /// WHIR absorbs its own parameters before its first commitment.
    package mutating func absorb(_ statement: MachineStatement, _ parameters: ProofParameters) {
        let numbers = [
            parameters.securityBits, parameters.queryGrindingBits, statement.machine.jointDegree,
            StackedLayout.logSliceSize, ProofShape.minimumStackedVariableCount,
        ]
        absorb("statement parameters", statement: numbers.flatMap { UInt64($0).littleEndianBytes })
        absorb("statement machine", statement: statement.machine.digest.bytes)
        absorb("statement program", statement: statement.programIdentity.bytes)
        absorb("statement values", statement: statement.publicValues)
    }

    /// The challenges of the buses' fingerprints.
    package mutating func busChallenges(_ statement: MachineStatement) -> BusChallenges {
        let challenges = challenges("logup fingerprint", count: 2)
        return BusChallenges(alpha: challenges[0], beta: challenges[1], maximumArity: statement.maximumArity)
    }
}
