import EVM
import L1Sim
import PaymentsCircuit
import Primitives
import RollupActors
import RollupContracts
import StateTransition

/// `propose`: somebody claims what an L2 block makes, to a dispute game, with a bond, or to proof systems.
package struct ProposeClaim: ReadableVerb {
    package static let name = "propose"
    package static func fits(_ design: RollupDesign) -> Bool {
        design.hasGames || design.settlement == .multiProof
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
            "What the proposer puts up.",
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
        self.rollup = rollup
        self.block = block
        guard let section = step.context.scope.rollupSections[rollup] else { return }
        for lie in tampering where section.design.ledger == .payments && !Self.fieldsOfBatches.contains(lie.field) {
            let fields = Self.fieldsOfBatches.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            let message = "a claim about a batch of payments has no `\(lie.field.rawValue)`"
            step.context.report(.invalidValue, message, at: lie.location, help: "it has \(fields)")
        }
        if section.design.ledger == .payments, fields.has(\.stateOf) {
            let message = "a claim about a batch of payments has no state of an L2 block"
            step.context.report(.invalidValue, message, at: fields.place(of: \.stateOf))
        }
        guard section.advancer == nil, !step.has("by") else { return }
        let help = "add `by` to the step, or `advancer` to the rollup"
        step.context.report(.missingKey, "nobody proposes to `\(rollup)`", at: fields.location, help: help)
    }
}

extension ProposeClaim {
    /// Gas limit of beginning a game, beside the calldata: a proxy, the claim and the bond.
    private static let contractGas: UInt64 = 1_000_000
    /// What a treasury writes of a claim, beside that.
    private static let treasuryGas: UInt64 = 600_000
    /// What a claim about a batch of payments can lie about.
    private static let fieldsOfBatches: [TamperedField] = [.parentHash, .stateRoot, .blockHash]

    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        guard let name = step.actor ?? simulation.payments[rollup]?.advancer ?? simulation.rollups[rollup]?.advancer
        else {
            throw .setup("nobody proposes to `\(rollup)`: add `by`, or `advancer`")
        }
        let actor = try simulation.actor(name)
        let tampering = try falsehoods(of: step, in: simulation)
        let lies = tampering.isEmpty ? "" : " with " + tampering.map(\.field.lie).joined(separator: ", ")
        if let instance = simulation.rollups[rollup], case .multiProof = instance.configuration.settlement {
            guard let sealed = instance.sealedBlocks[block] else {
                throw .setup("`\(block)` has sealed no block of it")
            }
            let payload = try Tampering.applied(tampering, to: sealed.payload, by: actor, in: simulation)
            return try claim(payload, of: sealed, instance, by: actor, lies, step, in: &simulation)
        }
        let (configuration, contracts) = try simulation.dispute(of: rollup)
        let (claim, batch, content) = try claim(tampering, by: actor, in: simulation)
        let standing = try simulation.bond(of: actor, configuration, contracts)
        let parentIndex = try parent.map { (step) throws(SimulationFault) in try simulation.game(step).index }
        let intent = TransactionIntent(
            to: contracts.factory,
            value: bond?.wei ?? standing,
            data: DisputeGameFactory.create(
                claim,
                type: configuration.gameType,
                parentIndex: parentIndex ?? DisputeGameFactory.anchorIndex,
                batch: batch
            ),
            gasLimit: 0
        )
        let treasuryGas = configuration.siblings == nil ? 0 : Self.treasuryGas
        let transaction = try simulation.signed(intent, by: actor, withGas: Self.contractGas + treasuryGas)
        let sent = try simulation.send(transaction, stepID: step.id)
        var effect = StepEffect(
            outcome: sent.outcome,
            summary: "claims \(content.noun) \(claim.number) of \(rollup)\(lies)",
            actor: actor.name,
            gasUsed: sent.record?.gasUsed
        )
        guard let record = sent.record, record.succeeded else { return effect }
        for log in record.logs where log.address == contracts.factory {
            guard let creation = try? DisputeGameFactory.Creation(topics: log.topics, data: log.data) else { continue }
            let end = simulation.elapsed &+ configuration.rules.maxChallengeDuration
            let objection = configuration.siblings == nil ? "challenged" : "contradicted"
            effect.details.append("game \(creation.index) begins; it can be \(objection) until \(end.clockTime)")
            guard let id = step.id else { break }
            let game = GameRecord(
                rollup: rollup,
                address: creation.game,
                index: creation.index,
                block: block,
                content: content,
                number: claim.number,
                areSiblings: configuration.siblings != nil
            )
            simulation.keep(.game(step: id, game), of: record)
            let functions =
                configuration.siblings == nil
                ? ZKDisputeGame.artifact.functions : SiblingElimination.artifact.functions
            simulation.names.add(creation.game, "game \(id)", functions, on: .l1)
        }
        return effect
    }

    /// What is other in the claim than in the block: the fields of the step, and the state of another chain.
    private func falsehoods(of step: Step, in simulation: Simulation) throws(SimulationFault) -> [Tampering] {
        guard let stateOf else { return tampering }
        guard let foreign = simulation.rollups.values.lazy.compactMap({ $0.sealedBlocks[stateOf] }).first else {
            throw .setup("`\(stateOf)` has sealed no block")
        }
        let root = foreign.block.header.stateRoot.bytes
        return tampering + [Tampering(field: .stateRoot, mutation: .bytes(root), location: step.location)]
    }

    /// What is claimed, with what it is about.
    private func claim(
        _ tampering: [Tampering],
        by actor: Actor,
        in simulation: Simulation
    ) throws(SimulationFault) -> (claim: DisputeClaim, batch: [UInt8], content: GameRecord.Content) {
        if let ledger = simulation.payments[rollup] {
            guard let sealed = ledger.sealedBatches[block] else {
                throw .setup("`\(block)` has sealed no batch of `\(rollup)`")
            }
            let claim = try Tampering.applied(tampering, to: sealed, on: simulation.l1)
            return (claim, sealed.batch.data.encoded, .batch)
        }
        let instance = try simulation.rollup(rollup)
        guard let sealed = instance.sealedBlocks[block] else { throw .setup("`\(block)` has sealed no block of it") }
        let payload = try Tampering.applied(tampering, to: sealed.payload, by: actor, in: simulation)
        let request = payload.newPayloadRequest
        let batch = SSZ.encodeByteLists(request.executionPayload.transactions)
        return (DisputeClaim(request), batch, .block(payload))
    }
}
