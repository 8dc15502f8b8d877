import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import TextOutput

/// `prove_withdrawal`: an actor shows a portal that a state root holds a withdrawal, whose wait begins.
package struct ProveWithdrawal: ReadableVerb {
    package static let name = "prove_withdrawal"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    /// What is wrong with a proof.
    package enum Lie: String, CaseIterable, Sendable, ChoiceField {
        case amount, receiver, node, account

        var summary: String {
            switch self {
            case .amount: "the withdrawal is said to be of twice the ether and a wei"
            case .receiver: "the withdrawal is said to be for whoever proves it"
            case .node: "a byte of a trie node is flipped"
            case .account: "the proof is of another account than the messenger"
            }
        }
    }

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// The name under which the withdrawal was saved.
    package let withdrawal: String
    /// The step that sealed the block whose state is shown; nil for the newest that L1 has.
    package let block: String?
    /// What is wrong with the proof; nil for nothing.
    package let lie: Lie?

    /// Keys of `prove_withdrawal`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup that the withdrawal leaves; it has a portal.")
        let withdrawal = Field<String>.saved(
            "withdrawal",
            "The withdrawal, by the name it was saved under.",
            .withdrawal
        )
        let block = Field<String>.step(
            "block",
            "The step that sealed the block whose state is shown.",
            making: .block,
            absent: "the newest block that L1 has"
        )
        let tamper = Field<Lie>.optional("tamper", "What is wrong with the proof.", absent: "nothing")
    }

    static let reference = VerbReference(
        """
        An actor shows the portal of a rollup that a state root on L1 holds a withdrawal. The root need not be final. \
        The withdrawal can be delivered once the portal's `maturity` has passed since, and the root is final.
        """,
        value: Fields.shape,
        examples: [
            """
            - l2_tx: {rollup: op, withdraw: 0.5 ETH}
              by: alice
              save: w
            - seal: {rollup: op}
              id: b1
            - advance: {rollup: op, block: b1}
            - prove_withdrawal: {rollup: op, withdrawal: w, block: b1, tamper: amount}
              by: alice
              expect: {revert: invalid proof}
            - prove_withdrawal: {rollup: op, withdrawal: w}
              by: alice
              assert: events(op, "WithdrawalProven").count == 1
            """
        ],
        source: "decision 0071"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        let context = step.context
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: context) else { return nil }
        let rollup = fields.read(\.rollup)
        fields.requirePortal(of: rollup, for: Self.name)
        let withdrawal = fields.read(\.withdrawal)
        self.block = fields.read(\.block)
        self.lie = fields.read(\.tamper)
        if let block, let rollup, let origin = context.scope.steps[block]?.rollup, origin != rollup {
            let message = "step `\(block)` has sealed a block of `\(origin)`"
            context.report(.invalidValue, message, at: fields.valuePlace(of: \.block))
        }
        fields.finish()
        guard let rollup, let withdrawal else { return nil }
        self.rollup = rollup
        self.withdrawal = withdrawal
    }
}

extension ProveWithdrawal {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        let rollup = try simulation.rollup(rollup)
        var effect = StepEffect(summary: "proves \(withdrawal) to the portal of \(rollup.name)", actor: actor.name)
        guard let saved = simulation.withdrawals[withdrawal], case .message(var message) = saved.content else {
            effect.outcome = StepOutcome(.reject, SavedWithdrawal.notSealed)
            return effect
        }
        let home = try simulation.rollup(saved.rollup)
        let settled: UInt64
        do {
            settled = min(home.follower.chain.head.number, try rollup.settledHead(on: simulation.l1).number)
        } catch {
            throw .l1(error)
        }
        // Of the heights that L1 knows, if any, the newest; before that only the sequencer's word.
        let newest = saved.blockNumber <= settled ? settled : saved.blockNumber
        let number = block.flatMap { home.sealedBlocks[$0]?.block.header.number } ?? newest
        let chain = number <= settled ? home.follower.chain : home.sequencer.chain
        var proof: AccountAndStorageProof
        do {
            let account = lie == .account ? L2Genesis.systemContracts[0] : L2Messenger.address
            proof = try PortalWithdrawer.proof(of: message, at: number, in: account, of: chain)
        } catch {
            throw .actor(error)
        }
        switch lie {
        case .amount: message.value = message.value &+ message.value &+ .one
        case .receiver: message.to = actor.address
        case .node:
            if let node = proof.storageProof.indices.last, let byte = proof.storageProof[node].indices.last {
                proof.storageProof[node][byte] ^= 1
            }
        case .account, nil: break
        }
        let intent = PortalWithdrawer.prove(message, at: number, with: proof, portal: rollup.bridge)
        let sent = try simulation.send(try simulation.signed(intent, by: actor), stepID: step.id)
        effect.outcome = sent.outcome
        effect.gasUsed = sent.record?.gasUsed
        if let record = sent.record, record.succeeded, lie == nil {
            simulation.keep(.proof(withdrawal: withdrawal, by: actor.name, l2BlockNumber: number), of: record)
        }
        return effect
    }
}
