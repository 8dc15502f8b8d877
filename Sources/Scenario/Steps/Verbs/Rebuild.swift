import Cryptography
import L1Sim
import PaymentsCircuit
import Primitives
import RollupActors
import RollupContracts
import StateTransition

/// `rebuild`: a new node derives a rollup from L1 alone, as L1's nodes have it now.
package struct Rebuild: ReadableVerb {
    package static let name = "rebuild"
    package static let actorRule = ActorRule.none
    package static let possibleOutcomes: Set<OutcomeLayer> = [.unavailable]
    package static let ledgers: Set<RollupDesign.Ledger> = [.evm, .payments]
    package static let codes: [OutcomeLayer: [FailureCode]] = [
        .unavailable: [
            FailureCode(blobsExpired, "L1's nodes have forgotten the blobs of an L2 block.", source: "EIP-4844"),
            FailureCode(diverged, "What L1 holds is not what the rollup's contract has settled."),
        ]
    ]

    private static let blobsExpired = "BlobsExpired"
    private static let diverged = "Diverged"

    /// The rollup.
    package let rollup: String

    /// Keys of `rebuild`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup.")
    }

    static let reference = VerbReference(
        """
        A new node, which knows the rollup's genesis and nothing else of it, derives the settled L2 blocks from L1's \
        blocks and blobs and executes each; those of a ledger of payments are batches. It succeeds when it reaches the \
        block and the state root that the contract has settled.
        """,
        value: Fields.shape,
        examples: [
            """
            - seal: {rollup: nat}
              id: b1
            - advance: {rollup: nat, block: b1}
            - rebuild: {rollup: nat}
            """
        ],
        source: "decision 0060"
    )

    package var subject: String? { rollup }

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`rebuild`", context: step.context) else { return nil }
        let rollup = fields.read(\.rollup)
        fields.finish()
        guard let rollup else { return nil }
        self.rollup = rollup
    }
}

extension Rebuild {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        if let ledger = simulation.payments[rollup] { return try Self.rebuild(ledger, on: simulation.l1) }
        let rollup = try simulation.rollup(rollup)
        var node = Follower(genesis: rollup.genesis, rollup: rollup.contract, start: 1)
        let (settledNumber, settledHash): (UInt256, UInt256)
        do throws(ActorError) {
            try node.follow(simulation.l1)
        } catch {
            throw .actor(error)
        }
        do throws(L1Error) {
            settledNumber = try simulation.l1.storage(of: rollup.contract, NativeRollup.Slot.headNumber)
            settledHash = try simulation.l1.storage(of: rollup.contract, NativeRollup.Slot.headHash)
        } catch {
            throw .l1(error)
        }
        let head = node.chain.head
        var effect = StepEffect(
            summary: "a new node derives \(rollup.name) from L1: reaches L2 block \(head.number) of \(settledNumber)"
        )
        effect.details.append("state root \(head.stateRoot.hex)")
        if let missing = node.missingData {
            effect.outcome = StepOutcome(.unavailable, Self.blobsExpired)
            effect.details.append(.remark("\(missing)"))
        } else if node.divergence != nil || UInt256(head.number) != settledNumber
            || node.chain.headHash != Bytes32(settledHash)
        {
            effect.outcome = StepOutcome(.unavailable, Self.diverged)
            if let divergence = node.divergence { effect.details.append(.remark("\(divergence)")) }
        }
        return effect
    }

    /// Derives a ledger of payments.
    private static func rebuild(_ ledger: PaymentsInstance, on l1: L1Chain) throws(SimulationFault) -> StepEffect {
        var node = ledger.newFollower(l1ChainID: l1.configuration.chainId)
        let settled: SettledHeadFacts
        do throws(ActorError) {
            try node.follow(l1, asking: ledger.committee)
        } catch {
            throw .actor(error)
        }
        do throws(L1Error) {
            settled = try ledger.settledHead(on: l1)
        } catch {
            throw .l1(error)
        }
        let (count, root) = (UInt64(node.executed.count), node.state.root.value)
        var effect = StepEffect(
            summary: "a new node derives \(ledger.name) from L1: reaches batch \(count) of \(settled.number)"
        )
        effect.details.append("state root \(Bytes32(root).hex)")
        if let missing = node.missingData {
            effect.outcome = StepOutcome(.unavailable, missing.isWithheld ? WithheldData.name : blobsExpired)
            effect.details.append(.remark("\(missing)"))
        } else if node.divergence != nil || count != settled.number || Bytes32(root) != settled.stateRoot {
            effect.outcome = StepOutcome(.unavailable, diverged)
            if let divergence = node.divergence { effect.details.append(.remark(divergence)) }
        }
        return effect
    }
}
