import L1Sim
import Primitives
import RollupContracts
import StateTransition

/// `register_program`: a fork of L1 makes another release of the guest program the current one (EIP-8357).
///
/// The protocol calls the registry in the next block, before its transactions. A release that was current before is
/// made so again.
package struct RegisterProgram: ReadableVerb {
    package static let name = "register_program"
    package static let actorRule = ActorRule.none

    /// The release, from 1.
    package let release: ProgramRelease

    /// Keys of `register_program`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let release = Field<ProgramRelease>.required(
            "release",
            "The release that becomes the current one; one that was current before may come back."
        )
    }

    static let reference = VerbReference(
        """
        A fork of L1 makes another release of the guest program the current one, in its next block. Rollups that follow \
        need proofs of it from then on; rollups that have pinned their program do not.
        """,
        value: Fields.shape,
        examples: ["- register_program: {release: 2}"],
        source: "EIP-8357"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`register_program`", context: step.context) else {
            return nil
        }
        let release = fields.read(\.release)
        fields.finish()
        guard let release else { return nil }
        self.release = release
    }
}

extension RegisterProgram {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let key = try simulation.key(of: release)
        let registry = VerificationKeyRegistry.address
        let isKnown = try !simulation.registryStorage(VerificationKeyRegistry.schemaSlot(of: key)).isZero
        let input =
            isKnown
            ? VerificationKeyRegistry.reactivate(key)
            : VerificationKeyRegistry.register(key, schemaId: InputSchema.osaka.rawValue)
        do throws(L1Error) {
            guard let time = simulation.l1.nextProposalTime else { throw L1Error.endOfTime }
            try simulation.l1.schedule(ScheduledSystemCall(timestamp: time, address: registry, input: input))
        } catch {
            throw .l1(error)
        }
        try simulation.produceBlock()
        return StepEffect(
            summary: "a fork of L1 makes release \(release.number) of the program current",
            details: ["verification key \(key.hex)"]
        )
    }
}
