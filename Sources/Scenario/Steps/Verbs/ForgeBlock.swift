import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition

/// `forge_block`: somebody makes an L2 block beside the sequencer, and hands it to L1 with a lie that one check is for.
package struct ForgeBlock: ReadableVerb {
    package static let name = "forge_block"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt]
    package static let products: Set<StepProduct> = [.transaction, .execution]
    package static let savableForm: String? = "a `forge_block` with `lie: outputs`"

    package static func fits(_ design: RollupDesign) -> Bool { design.executionMode == .reexecution }

    /// What the block lies about.
    package enum Lie: String, CaseIterable, Hashable, Sendable, ChoiceField {
        /// Its state root.
        case outputs
        /// How many messages it consumes.
        case messageCount = "message_count"
        /// Of which chain it is.
        case chain
        /// Which L1 it has seen.
        case anchor
        /// When it was made.
        case timestamp
        /// Withdrawals.
        case withdrawals

        /// The lie in one sentence.
        package var summary: String {
            switch self {
            case .outputs: "what comes of it: a state in which L1 owes all of the escrow to the actor"
            case .messageCount: "that it consumes all messages that wait, though it delivers none"
            case .chain: "of which chain it is: it holds the transactions of another rollup's block"
            case .anchor: "which L1 it has seen: one that sent `amount` to the actor, who pays L2's fees"
            case .timestamp: "when it was made: in the last second of a 64-bit clock"
            case .withdrawals: "that validators withdraw `amount` to the actor (EIP-4895)"
            }
        }

        /// The key that it needs beside it; nil for none.
        fileprivate var key: String? {
            switch self {
            case .chain: "replay"
            case .anchor, .withdrawals: "amount"
            case .outputs, .messageCount, .timestamp: nil
            }
        }
    }

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    package var savedKind: SavedKind? { lie == .outputs ? .withdrawal : nil }
    /// What the block lies about.
    package let lie: Lie
    /// The `seal` step whose block's transactions are replayed; nil unless the lie is about the chain.
    package let replayed: String?
    /// What is minted; nil unless the lie is about an anchor or withdrawals.
    package let amount: Amount?

    /// Keys of `forge_block`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup.")
        let lie = Field<Lie>.required("lie", "What the block lies about.", source: "decision 0072")
        let replay = Field<String>.step(
            "replay",
            "With `lie: chain`: the step that sealed the block, of another rollup, whose transactions are replayed.",
            making: .block,
            absent: "only with another lie"
        )
        let amount = Field<Amount>.optional(
            "amount",
            "With `lie: anchor` and `lie: withdrawals`: ether that the actor mints, for the latter in whole gwei.",
            absent: "only with another lie",
            source: "EIP-4895"
        )
    }

    static let reference = VerbReference(
        """
        An actor makes an L2 block upon what L1 has settled, and hands it in with a lie, which only the switch of \
        `unsafe` for it lets pass. `save` keeps the withdrawal of `lie: outputs` for `claim`. The sequencer goes on from \
        a block that every node takes. For rollups whose blocks L1 executes.
        """,
        value: Fields.shape,
        examples: [
            """
            - seal: {rollup: proved}
              id: other
            - forge_block: {rollup: nat, lie: outputs}
              by: alice
              expect: {halt: ExecuteValidationFailed, revert: execute failed}
            - forge_block: {rollup: nat, lie: anchor, amount: 5 ETH}
              by: alice
              expect: {revert: anchor not available}
            - forge_block: {rollup: nat, lie: timestamp}
              by: alice
              expect: {revert: timestamp in the future}
            - forge_block: {rollup: nat, lie: withdrawals, amount: 5 ETH}
              by: alice
              expect: {halt: ExecuteInvalidInput, revert: execute failed}
            - forge_block: {rollup: nat, lie: chain, replay: other}
              by: alice
              expect: {revert: wrong chain id}
              assert: nat.head.number == 0
            """
        ],
        source: "decision 0072"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`forge_block`", context: step.context) else {
            return nil
        }
        let rollup = fields.read(\.rollup)
        let lie = fields.read(\.lie)
        let replayed = fields.read(\.replay)
        let amount = fields.read(\.amount)
        if lie == .withdrawals, let amount, amount.gwei == nil {
            let help = "a withdrawal (EIP-4895) counts whole gwei, in 64 bits"
            let message = "`amount` is no number of gwei that a withdrawal can hold"
            fields.context.report(.notExact, message, at: fields.valuePlace(of: \.amount), help: help)
        }
        fields.finish()
        guard let rollup, let lie else { return nil }
        if let key = lie.key, !fields.has(key) {
            fields.context.report(.missingKey, "`lie: \(lie.rawValue)` needs `\(key)`", at: fields.place(of: \.lie))
        }
        for key in ["replay", "amount"] where fields.has(key) && key != lie.key {
            let message = "`\(key)` means nothing beside `lie: \(lie.rawValue)`"
            fields.context.report(.invalidValue, message, at: fields.place(of: key))
        }
        self.rollup = rollup
        self.lie = lie
        self.replayed = replayed
        self.amount = amount
    }
}

extension ForgeBlock {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let rollup = try simulation.rollup(rollup)
        let actor = try simulation.actor(step.actor ?? "")
        let forged: ForgedBlock
        let transaction: Transaction
        do {
            forged = try ForgedBlock(
                try told(of: rollup, in: simulation),
                by: actor,
                upon: rollup.follower.chain,
                of: rollup.configuration,
                rollup: rollup.contract,
                bridge: rollup.bridge,
                on: simulation.l1
            )
            transaction = try forged.transaction(
                by: Advancer(actor: actor, rollup: rollup.contract),
                gasRule: rollup.execute.gasRule,
                on: simulation.l1
            )
        } catch let error as SimulationFault {
            throw error
        } catch let error as ActorError {
            throw .actor(error)
        } catch let error as L1Error {
            throw .l1(error)
        } catch {
            throw .setup("no block can be forged: \(error)")
        }
        let sent = try simulation.send(transaction, stepID: step.id)
        var effect = StepEffect(
            outcome: sent.outcome,
            summary: "forges L2 block \(forged.number) of \(rollup.name), which lies about its \(subjectOfLie)",
            actor: actor.name,
            gasUsed: sent.record?.gasUsed
        )
        if sent.runs.contains(where: \.startedValidation) {
            effect.enforced = (rollup.name, forged.payload.newPayloadRequest.block)
        }
        guard sent.outcome == .success else { return effect }
        if let loot = forged.loot {
            let owed = ExpressionValue.amount(loot.message.value)
            effect.details.append(.remark("L1 holds a state in which it owes \(owed)"))
            if let save = step.save {
                simulation.withdrawals[save] = SavedWithdrawal(
                    rollup: rollup.name,
                    content: .message(loot.message),
                    blockNumber: forged.number,
                    submittedAt: simulation.l1.clock.now,
                    forgedProof: loot.proof
                )
            }
        }
        try simulation.letSequencerFollow(rollup.name)
        return effect
    }

    private var subjectOfLie: String {
        switch lie {
        case .outputs: "outputs"
        case .messageCount: "messages"
        case .chain: "chain"
        case .anchor: "anchor"
        case .timestamp: "time"
        case .withdrawals: "withdrawals"
        }
    }

    /// The lie with what it needs of the world.
    private func told(
        of rollup: RollupInstance,
        in simulation: Simulation
    ) throws(SimulationFault) -> BlockLie {
        switch lie {
        case .outputs:
            do {
                return .outputs(wei: try simulation.l1.storage(of: rollup.contract, NativeRollup.Slot.escrow))
            } catch {
                throw .l1(error)
            }
        case .messageCount: return .messageCount
        case .chain:
            let source = simulation.rollups.values.first { $0.sealedBlocks[replayed ?? ""] != nil }
            guard let source, let block = source.sealedBlocks[replayed ?? ""] else {
                throw .setup("`\(replayed ?? "")` has sealed no block")
            }
            guard source.configuration.chainId != rollup.configuration.chainId else {
                throw .setup("`\(replayed ?? "")` has sealed a block of `\(rollup.name)` itself: there is no lie in it")
            }
            return .chain(id: source.configuration.chainId, transactions: block.records.map(\.transaction))
        case .anchor: return .anchor(wei: amount?.wei ?? .zero)
        case .timestamp: return .timestamp
        case .withdrawals: return .withdrawal(gwei: amount?.gwei ?? 0)
        }
    }
}

extension Simulation {
    /// Lets a rollup's sequencer go on from a block that somebody else has settled, where every node takes it for one.
    fileprivate mutating func letSequencerFollow(_ name: String) throws(SimulationFault) {
        guard var rollup = rollups.removeValue(forKey: name) else { throw .unknownName(name) }
        do {
            try rollup.follower.follow(l1)
        } catch {
            throw .actor(error)
        }
        if rollup.follower.divergence == nil { rollup.sequencer.adopt(rollup.follower.chain) }
        rollups[name] = rollup
    }
}
