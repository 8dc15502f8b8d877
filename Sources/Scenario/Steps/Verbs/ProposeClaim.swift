import EVM
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition

/// `propose`: somebody claims what an L2 block makes, to a dispute game, with a bond, or to proof systems.
package struct ProposeClaim: ReadableVerb {
    package static let name = "propose"
    package static func fits(_ design: RollupDesign) -> Bool {
        design.settlement == .dispute || design.settlement == .multiProof
    }
    package static let actorRule = ActorRule.optional
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction, .game]

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// The `seal` step that made the block.
    package let block: String
    /// The step that has begun the game about the block's parent; nil for the anchor.
    package let parent: String?
    /// Changes made to the block before it is claimed.
    package let tampering: [Tampering]
    /// The `seal` step of a block, of whatever rollup, whose state root is claimed; nil for the block's own.
    package let stateOf: String?
    /// What the proposer puts up; nil for what the rollup asks for.
    package let bond: Amount?

    /// Keys of `propose`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup.")
        let block = Field<String>.step("block", "The step that sealed the block.", making: .block)
        let parent = Field<String>.step(
            "parent",
            "The step that has begun the game about the block's parent.",
            making: .game,
            absent: "the anchor: the newest block that a game has made final"
        )
        let tamper = Field<[DocumentNode.Entry]>.entries(
            "tamper",
            "Lies: changes made to the block before it is claimed. The block hash is computed anew, unless it is changed.",
            .mapping(TamperedField.entries),
            absent: "the block as it was sealed"
        )
        let stateOf = Field<String>.step(
            "state_of",
            """
            A lie with a state behind it: the step that sealed another block, of whatever rollup, whose state root is \
            claimed in the place of the block's own.
            """,
            making: .block,
            absent: "the block's own"
        )
        let bond = Field<Amount>.optional(
            "bond",
            "What the proposer puts up, to a rollup with dispute games.",
            absent: "what the rollup asks for"
        )
    }

    static let reference = VerbReference(
        """
        Somebody claims what an L2 block makes, and puts its transactions into the calldata, so that everybody can tell \
        whether it is true. With dispute games a bond begins a game: the claim stands unless somebody objects, and then only \
        with a proof in time. With the preset `multi-proof` it waits for proofs.
        """,
        value: Fields.shape,
        examples: [
            """
            - seal: {rollup: hybrid}
              id: b1
            - propose: {rollup: hybrid, block: b1}
              id: g1
              assert: game(g1).status == Unchallenged
            - seal: {rollup: hybrid}
              id: b2
            - propose: {rollup: hybrid, block: b2, parent: g1, tamper: {state_root: flip_bit}}
              by: alice
              id: g2
            - propose: {rollup: hybrid, block: b2, parent: g1, bond: 1 ETH}
              expect: {revert: IncorrectBondAmount}
            """,
            """
            - seal: {rollup: multi}
              id: b1
            - seal: {rollup: op}
              id: b2
            - propose: {rollup: multi, block: b1, state_of: b2}
              id: c1
              assert: claim_status(c1) == pending
            """,
        ],
        source: "decision 0070"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`propose`", context: step.context) else { return nil }
        let rollup = fields.read(\.rollup)
        let block = fields.read(\.block)
        self.parent = fields.read(\.parent)
        self.tampering = Tampering.list(fields.read(\.tamper) ?? [], context: step.context)
        self.stateOf = fields.read(\.stateOf)
        self.bond = fields.read(\.bond)
        fields.finish()
        guard let rollup, let block else { return nil }
        if fields.has(\.bond), step.context.scope.rollupSections[rollup]?.design.settlement == .multiProof {
            let message = "claims to `\(rollup)` take no bond: its preset is multi-proof"
            step.context.report(.invalidValue, message, at: fields.place(of: \.bond))
        }
        self.rollup = rollup
        self.block = block
        guard let section = step.context.scope.rollupSections[rollup], section.advancer == nil, !step.has("by") else {
            return
        }
        let help = "add `by` to the step, or `advancer` to the rollup"
        step.context.report(.missingKey, "nobody proposes to `\(rollup)`", at: fields.location, help: help)
    }
}

extension ProposeClaim {
    /// Gas limit of beginning a game, beside the calldata: a proxy, the claim and the bond.
    private static let contractGas: UInt64 = 1_000_000

    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let rollup = try simulation.rollup(rollup)
        guard let name = step.actor ?? rollup.advancer else {
            throw .setup("nobody proposes to `\(rollup.name)`: add `by`, or `advancer`")
        }
        let actor = try simulation.actor(name)
        guard let sealed = rollup.sealedBlocks[block] else { throw .setup("`\(block)` has sealed no block of it") }
        var tampering = tampering
        if let stateOf {
            guard let foreign = simulation.rollups.values.lazy.compactMap({ $0.sealedBlocks[stateOf] }).first else {
                throw .setup("`\(stateOf)` has sealed no block")
            }
            let root = foreign.block.header.stateRoot.bytes
            tampering.append(Tampering(field: .stateRoot, mutation: .bytes(root), location: step.location))
        }
        let payload = try Tampering.applied(tampering, to: sealed.payload, by: actor, in: simulation)
        let lies = tampering.isEmpty ? "" : " with " + tampering.map(\.field.lie).joined(separator: ", ")
        if case .multiProof = rollup.configuration.settlement {
            return try claim(payload, of: sealed, rollup, by: actor, lies, step, in: &simulation)
        }
        let (configuration, contracts) = try simulation.dispute(of: rollup)
        let request = payload.newPayloadRequest
        let parentIndex = try parent.map { (step) throws(SimulationFault) in try simulation.game(step).index }
        var intent = TransactionIntent(
            to: contracts.factory,
            value: bond?.wei ?? configuration.rules.initBond,
            data: DisputeGameFactory.create(
                DisputeClaim(request),
                parentIndex: parentIndex ?? DisputeGameFactory.anchorIndex,
                batch: SSZ.encodeByteLists(request.executionPayload.transactions)
            ),
            gasLimit: 0
        )
        let unpriced = try simulation.signed(intent, by: actor)
        let gas = UInt256(unpriced.intrinsicGas) &+ UInt256(Self.contractGas)
        intent.gasLimit = min(max(gas.saturatedUInt64, unpriced.floorGas(fork: .osaka)), TransactionGas.cap)
        let sent = try simulation.send(try simulation.signed(intent, by: actor), stepID: step.id)
        var effect = StepEffect(
            outcome: sent.outcome,
            summary: "claims L2 block \(request.executionPayload.fields.blockNumber) of \(rollup.name)\(lies)",
            actor: actor.name,
            gasUsed: sent.record?.gasUsed
        )
        guard let record = sent.record, record.succeeded else { return effect }
        for log in record.logs where log.address == contracts.factory {
            guard let creation = try? DisputeGameFactory.Creation(topics: log.topics, data: log.data) else { continue }
            let end = simulation.elapsed &+ configuration.rules.maxChallengeDuration
            effect.details.append("game \(creation.index) begins; it can be challenged until \(end.clockTime)")
            guard let id = step.id else { break }
            simulation.games[id] = GameRecord(
                rollup: rollup.name,
                address: creation.game,
                index: creation.index,
                block: block,
                claimed: payload
            )
            simulation.names.add(creation.game, "game \(id)", ZKDisputeGame.artifact.functions, on: .l1)
        }
        return effect
    }
}
