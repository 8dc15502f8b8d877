import L1Sim
import Primitives
import RollupActors
import StateTransition
import TextOutput

/// `reorg`: L1 goes on from an earlier block.
package struct Reorg: ReadableVerb {
    package static let name = "reorg"
    package static let actorRule = ActorRule.none
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject]
    package static let codes: [OutcomeLayer: [FailureCode]] = [
        .reject: [
            FailureCode(belowGenesis, "The reorg is deeper than L1 has blocks.", source: "decision 0073"),
            FailureCode(
                belowDeployment,
                "The reorg would undo the deployment of the rollups, which stand before the first step.",
                source: "decision 0073"
            ),
            FailureCode(
                stateForgotten,
                "The simulator has forgotten the state that L1 would go on from.",
                source: "decision 0073"
            ),
        ]
    ]

    private static let belowGenesis = "ReorgBelowGenesis"
    private static let belowDeployment = "ReorgBelowDeployment"
    private static let stateForgotten = "ReorgStateForgotten"

    /// What becomes of the transactions that are undone.
    fileprivate enum Keeping: String, CaseIterable, ChoiceField {
        case `true`, `false`

        var summary: String {
            switch self {
            case .true: "they wait in the mempool again, as far as it takes them back"
            case .false: "they are gone, as if nobody had sent them"
            }
        }
    }

    /// How many blocks are undone.
    package let depth: UInt64
    /// Whether their transactions wait again.
    package let keepsTransactions: Bool

    /// Keys of `reorg`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let depth = Field<UInt64>.required(
            "depth",
            "How many of the newest L1 blocks are undone.",
            range: "1 to \(maximumDepth.grouped)",
            source: "decision 0073"
        )
        fileprivate let keep = Field<Keeping>.optional(
            "keep",
            "What becomes of the transactions in them.",
            absent: "`true`"
        )
    }

    static let reference = VerbReference(
        """
        L1 goes on from an earlier block, as if the newest had never been; time does not go back. Sequencers throw away \
        the L2 blocks whose anchor is gone, and take their transactions back; followers and invariants begin again from \
        the block that is left. Which branch wins is simulated: the step says so.
        """,
        value: Fields.shape,
        examples: [
            """
            - deposit: {to: nat, amount: 1 ETH}
              by: alice
            - seal: {rollup: nat}
              id: b1
            - reorg: {depth: 1, keep: false}
              assert:
                - l1.balance(alice) == 100 ETH
                - l2(nat).head.number == 0
            - l1_mine: 1blk
            - advance: {rollup: nat, block: b1}
              expect: {revert: anchor not available}
            - reorg: {depth: 1000000}
              expect: {reject: ReorgBelowGenesis}
            """
        ],
        source: "decision 0073"
    )

    /// Deepest reorg that a file can ask for.
    private static let maximumDepth: UInt64 = 1_000_000

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`reorg`", context: step.context) else { return nil }
        let depth = fields.read(\.depth)
        let keep = fields.read(\.keep)
        fields.finish()
        guard let depth else { return nil }
        guard (1...Self.maximumDepth).contains(depth) else {
            let message = "`depth` expects 1 to \(Self.maximumDepth.grouped), found \(depth)"
            step.context.report(.invalidValue, message, at: fields.valuePlace(of: \.depth))
            return nil
        }
        self.depth = depth
        self.keepsTransactions = keep != .false
    }
}

extension Reorg {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let head = simulation.l1.head.number
        var effect = StepEffect(summary: "L1 undoes its newest \(depth.counted("block"))")
        guard depth <= head else { return refused(Self.belowGenesis, effect) }
        guard head - depth >= simulation.deploymentHeight else { return refused(Self.belowDeployment, effect) }
        let sealedBefore = simulation.sealedHeights
        let change: Reorganization
        do throws(L1Error) {
            change = try simulation.l1.reorganize(depth: depth, keepsTransactions: keepsTransactions)
        } catch .stateForgotten {
            return refused(Self.stateForgotten, effect)
        } catch {
            throw .l1(error)
        }
        simulation.hasReorganized = true
        try simulation.observe()
        effect.summary += ", and goes on from block \(change.forkBlockNumber)"
        let count = change.undone.reduce(0) { $0 + $1.records.count }
        if count > 0 {
            let fate = keepsTransactions ? "\(change.returned.count) of them wait again" : "they are gone"
            effect.details.append("\(count.counted("transaction")) undone; \(fate)")
        }
        for (hash, reason) in change.refused {
            effect.details.append("the mempool does not take \(hash.hex) back: \(reason.code)")
        }
        for (name, before) in sealedBefore {
            guard let after = simulation.sealedHeight(of: name), after < before else { continue }
            let lost = (before - after).counted("sealed block")
            effect.details.append("the sequencer of \(name) throws away \(lost): L1 no longer has what they build on")
        }
        return effect
    }

    private func refused(_ code: String, _ effect: StepEffect) -> StepEffect {
        var effect = effect
        effect.outcome = StepOutcome(.reject, code)
        return effect
    }
}

extension Simulation {
    /// Newest block, or batch, that each rollup's sequencer has sealed, in the order of the file.
    fileprivate var sealedHeights: [(name: String, height: UInt64)] {
        rollupNames.compactMap { name in sealedHeight(of: name).map { (name, $0) } }
    }

    fileprivate func sealedHeight(of name: String) -> UInt64? {
        rollups[name]?.sequencer.chain.head.number ?? payments[name]?.sequencer.batchCount
    }
}
