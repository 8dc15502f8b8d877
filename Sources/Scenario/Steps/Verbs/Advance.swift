import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import TextOutput

/// `advance`: somebody hands a sealed L2 block to the rollup's contract on L1, which has EXECUTE check it.
package struct Advance: ReadableVerb {
    package static let name = "advance"
    package static let actorRule = ActorRule.optional
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let codes: [OutcomeLayer: [FailureCode]] = [
        .reject: [
            FailureCode(
                SealedBatch.outOfTurn,
                "A ledger's batch is not L1's next, and L1 would take it for another: only empty batches are between them."
            )
        ]
    ]
    package static let products: Set<StepProduct> = [.transaction, .execution]
    package static let ledgers: Set<RollupDesign.Ledger> = [.evm, .payments]

    package static func fits(_ design: RollupDesign) -> Bool {
        ledgers.contains(design.ledger) && !(design.hasGames && design.ledger == .evm)
            && design.settlement != .multiProof
    }

    /// How the transaction gets to L1.
    package enum Entry: String, CaseIterable, Sendable, ChoiceField {
        /// Through the mempool.
        case mempool
        /// In a block whose proposer looks at no proof, and takes EXECUTE's word for granted.
        case block

        /// The way in one sentence.
        package var summary: String {
            switch self {
            case .mempool: "through the mempool, which verifies proofs"
            case .block: "in a block whose proposer looks at no proof"
            }
        }
    }

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// The `seal` step that made the block.
    package let block: String
    /// Changes made to the block before it is handed in.
    package let tampering: [Tampering]
    /// Gas limit of the L1 transaction; nil lets the actor choose.
    package let gasLimit: GasAmount?
    /// Needless data added to the witness, in bytes.
    package let witnessPadding: ByteSize?
    /// The release whose runs are proved; nil for the one that the rollup asks for.
    package let program: ProgramRelease?
    /// The `seal` step whose block is proved; nil for the block itself.
    package let provedBlock: String?
    /// What is wrong with the proof.
    package let sidecarFault: SidecarFault?
    /// What is wrong with the blobs.
    package let blobFault: BlobFault?
    /// How the transaction gets to L1.
    package let entry: Entry

    /// Keys of `advance`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup.")
        let block = Field<String>.step("block", "The step that sealed the block.", making: .block)
        let tamper = Field<[DocumentNode.Entry]>.entries(
            "tamper",
            "Lies: changes made to the block before it is handed in. The block hash is computed anew, unless it is changed.",
            .mapping(TamperedField.entries),
            absent: "the block as it was sealed"
        )
        let gas = Field<GasAmount>.optional(
            "gas",
            "Gas limit of the L1 transaction.",
            absent: "what the block needs by the rollup's gas rule, at most the cap of EIP-7825",
            source: "EIP-7825"
        )
        let witnessPadding = Field<ByteSize>.optional(
            "pad_witness",
            "Needless data added to the witness. For rollups whose blocks L1 executes.",
            absent: "none"
        )
        let program = Field<ProgramRelease>.optional(
            "program",
            "The release of the guest program whose run is proved. For rollups on proofs.",
            absent: "the one that the rollup asks for",
            source: "EIP-8357"
        )
        let provedBlock = Field<String>.step(
            "proof_of",
            "The step that sealed the block which is proved instead. For rollups on proofs.",
            making: .block,
            absent: "the block itself"
        )
        let proof = Field<SidecarFault>.optional(
            "proof",
            "What is wrong with the proof. For rollups on proofs, and `flip_bit` for a ledger, whose proof is calldata.",
            absent: "nothing",
            source: "decision 0043"
        )
        let blobs = Field<BlobFault>.optional(
            "blobs",
            "What is wrong with the blobs. For rollups with `da: blob`.",
            absent: "nothing",
            source: "decision 0060"
        )
        let into = Field<Entry>.optional(
            "into",
            "How the transaction gets to L1. For rollups on proofs.",
            absent: "`\(Entry.mempool.rawValue)`"
        )
    }

    static let reference = VerbReference(
        """
        Somebody hands a sealed L2 block to the rollup's contract on L1, which has EXECUTE check it; accepted, it is \
        settled and its withdrawals can be claimed. An optimistic rollup's contract checks nothing. On a ledger of \
        payments three transactions settle a batch (data, proof, execution), until one fails.
        """,
        value: Fields.shape,
        examples: [
            """
            - seal: {rollup: nat}
              id: b1
            - advance: {rollup: nat, block: b1, tamper: {state_root: flip_bit}, gas: 16M, pad_witness: 1 KiB}
              by: alice
              expect: {halt: ExecuteValidationFailed, revert: any}
            - advance: {rollup: nat, block: b1}
              assert: nat.head.number == 1
            """,
            """
            - seal: {rollup: proved}
              id: b1
            - advance: {rollup: proved, block: b1, proof: flip_bit}
              expect: {reject: ProofRefused}
            - advance: {rollup: proved, block: b1, proof: missing, into: block}
              expect: {invalid_block: ProofMissing}
            - advance: {rollup: proved, block: b1, program: 2}
              expect: {revert: wrong verification key}
            - advance: {rollup: proved, block: b1, proof_of: b1}
              assert: proved.head.number == 1
            """,
            """
            - seal: {rollup: blobs}
              id: b1
            - advance: {rollup: blobs, block: b1, blobs: flip_bit}
              expect: {reject: BlobRefused}
            - advance: {rollup: blobs, block: b1, blobs: missing, into: block}
              expect: {invalid_block: BlobSidecarMissing}
            - advance: {rollup: blobs, block: b1}
              assert: blobs.head.number == 1
            """,
        ],
        source: "EIP-8079"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`advance`", context: step.context) else { return nil }
        let rollup = fields.read(\.rollup)
        let block = fields.read(\.block)
        self.tampering = Tampering.list(fields.read(\.tamper) ?? [], context: step.context)
        self.gasLimit = fields.read(\.gas)
        self.witnessPadding = fields.read(\.witnessPadding)
        self.program = fields.read(\.program)
        self.provedBlock = fields.read(\.provedBlock)
        self.sidecarFault = fields.read(\.proof)
        self.blobFault = fields.read(\.blobs)
        self.entry = fields.read(\.into) ?? .mempool
        fields.finish()
        guard let rollup, let block else { return nil }
        self.rollup = rollup
        self.block = block
        checkParties(fields, step: step)
    }

    /// Reports what a run could only fail at: nobody to advance, a key of the other mode, a block that cannot follow.
    private func checkParties(_ fields: FieldReader<Fields>, step: FieldReader<Step.Fields>) {
        let context = step.context
        if let gasLimit, let l1 = context.scope.l1 {
            let most = TransactionGasLimit.most(on: l1)
            TransactionGasLimit.check(gasLimit.units, key: \.gas, most: most, fields, step: step)
        }
        guard let section = context.scope.rollupSections[rollup] else { return }
        if section.advancer == nil, !step.has("by") {
            let help = "add `by` to the step, or `advancer` to the rollup"
            context.report(.missingKey, "nobody advances `\(rollup)`", at: fields.location, help: help)
        }
        if sidecarFault == .missing, section.design.ledger == .payments {
            let message = "`proof: missing` means nothing to `\(rollup)`, whose proof is calldata of the contract"
            let help = "`proof: flip_bit` damages it"
            context.report(.invalidValue, message, at: fields.valuePlace(of: \.proof), help: help)
        }
        if let key = meaninglessKey(for: section.design, fields) {
            let message = "`\(key)` means nothing to `\(rollup)`, whose preset is \(section.preset.rawValue)"
            context.report(.invalidValue, message, at: fields.place(of: key))
        }
        if blobFault != nil, section.dataAvailability == .calldata {
            let message = "`blobs` means nothing to `\(rollup)`, whose blocks are in calldata"
            context.report(.invalidValue, message, at: fields.place(of: "blobs"))
        }
        let origin = context.scope.steps[block]?.rollup ?? rollup
        guard origin != rollup, step.expectsSuccess else { return }
        let help = "to see L1 refuse it, add `expect: {revert: any}`"
        let message = "step `\(block)` seals a block of `\(origin)`, which `\(rollup)` cannot accept"
        context.report(.wrongStepKind, message, at: fields.valuePlace(of: \.block), help: help)
    }

    /// Whether everything about the settlement is as an honest actor has it.
    private func isHonest(in simulation: Simulation) -> Bool {
        tampering.isEmpty && program == nil && provedBlock == nil && blobFault == nil && entry == .mempool
            && (sidecarFault == nil || comesLater(in: simulation))
    }
}

extension Advance {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        if let ledger = simulation.payments[rollup] { return try settle(on: ledger, step, in: &simulation) }
        let rollup = try simulation.rollup(rollup)
        guard let name = step.actor ?? rollup.advancer else {
            throw .setup("nobody advances `\(rollup.name)`: add `by`, or `advancer`")
        }
        let actor = try simulation.actor(name)
        var effect = StepEffect(summary: "", actor: actor.name)
        var payload = try sealed(block, in: simulation).payload
        if let witnessPadding {
            payload.witness.state += WitnessPadding.nodes(byteCount: witnessPadding.bytes, seed: simulation.seed)
        }
        payload = try Tampering.applied(tampering, to: payload, by: actor, in: simulation)
        let number = payload.newPayloadRequest.executionPayload.fields.blockNumber
        let lies = tampering.isEmpty ? "" : " with " + tampering.map(\.field.lie).joined(separator: ", ")
        effect.summary =
            rollup.design.executionMode == nil
            ? "proposes L2 block \(number) of \(rollup.name)\(lies)"
            : "advances \(rollup.name) to L2 block \(number)\(lies)"

        let sent: SentTransaction
        let gasLimit: UInt64
        switch rollup.design.settlement {
        case .execute(.reexecution), .optimistic:
            let blobs = try blobs(of: rollup, holding: payload.newPayloadRequest, in: simulation)
            let transaction = try simulation.settlingTransaction(
                payload,
                of: rollup,
                by: actor,
                gasLimit: self.gasLimit?.units,
                blobs: blobs
            )
            if let blobs { effect.details.append(.remark(Self.line(on: blobs, of: transaction, in: simulation))) }
            gasLimit = transaction.gasLimit
            guard entry == .mempool else {
                effect.outcome = try simulation.force(transaction)
                return effect
            }
            let published = published(Companions(blobs: blobs))
            sent = try simulation.send(transaction, blobs: published.blobs, stepID: step.id)
        case .groth16, .disputedPayments: throw .setup("`\(rollup.name)` is a ledger of payments")
        case .dispute, .siblings, .multiProof:
            throw .setup("blocks of `\(rollup.name)` are claimed: use `propose`")
        case .execute(.proof):
            let proved = try proof(of: payload, rollup, actor, in: simulation)
            gasLimit = proved.transaction.gasLimit
            effect.details.append(.proof(proved.record))
            if let blobs = proved.companions.blobs {
                effect.details.append(.remark(Self.line(on: blobs, of: proved.transaction, in: simulation)))
            }
            let published = published(proved.companions)
            if let id = step.id {
                let hash = proved.transaction.hash
                simulation.promisedProofs[id] = PromisedProof(transaction: hash, sidecar: proved.sidecar)
            }
            switch entry {
            case .mempool:
                sent = try simulation.send(
                    proved.transaction,
                    sidecar: published.proofs,
                    blobs: published.blobs,
                    stepID: step.id
                )
            case .block:
                effect.outcome = try simulation.force(
                    proved.transaction,
                    held: proved.companions,
                    published: published
                )
                effect.details += Self.provisionalRemark(in: simulation)
                return effect
            }
        }
        effect.outcome = sent.outcome
        effect.gasUsed = sent.record?.gasUsed
        effect.details += Self.provisionalRemark(in: simulation)
        guard let mode = rollup.design.executionMode else {
            if sent.outcome == .success {
                let end = simulation.elapsed &+ rollup.configuration.settlement.challengeWindow
                effect.details.append("nobody on L1 checks it; it can be made final from \(end.clockTime) on")
            }
            return effect
        }
        effect.details += sent.runs.map { Self.line(on: $0, mode: mode, gasLimit: gasLimit) }
        if mode == .reexecution, sent.runs.contains(where: \.startedValidation) {
            effect.enforced = (rollup.name, payload.newPayloadRequest.block)
        }
        if isHonest(in: simulation), let record = sent.record, record.succeeded {
            simulation.settlements[block] = Settlement(
                hash: record.hash,
                actor: actor,
                enforcement: EnforcementMode(mode, rollup.execute)
            )
        }
        return effect
    }

    private static func provisionalRemark(in simulation: Simulation) -> [StepDetail] {
        guard simulation.l1.isHeadProvisional else { return [] }
        return ["L1 block \(simulation.l1.head.number) is provisional until its proof comes"]
    }

    /// What comes of what the sender has signed for.
    private func published(_ companions: Companions) -> Companions {
        var published = companions
        if sidecarFault == .missing { published.proofs = nil }
        if let blobFault { published.blobs = blobFault.applied(to: published.blobs) }
        return published
    }

    /// Settles a batch of a ledger of payments.
    private func settle(
        on ledger: PaymentsInstance,
        _ step: Step,
        in simulation: inout Simulation
    ) throws(SimulationFault) -> StepEffect {
        guard let name = step.actor ?? ledger.advancer else {
            throw .setup("nobody settles `\(ledger.name)`: add `by`, or `advancer`")
        }
        let actor = try simulation.actor(name)
        return try simulation.settleBatch(
            sealedBy: block,
            of: ledger,
            by: actor,
            isDamaged: sidecarFault == .flipBit,
            blobFault: blobFault,
            for: step
        )
    }

    /// A key that was given and that the rollup's design has no use for.
    private func meaninglessKey(for design: RollupDesign, _ fields: FieldReader<Fields>) -> String? {
        let ofProofs = ["program", "proof_of", "proof"]
        let meaningless: [String]
        switch design.settlement {
        case .execute(.reexecution): meaningless = ofProofs
        case .execute(.proof): meaningless = ["pad_witness"]
        case .optimistic: meaningless = ofProofs + ["into", "pad_witness"]
        case .dispute, .siblings, .multiProof: meaningless = []
        case .disputedPayments: meaningless = ofProofs + ["into", "pad_witness", "tamper", "gas"]
        case .groth16: meaningless = ["program", "proof_of", "into", "pad_witness", "tamper", "gas"]
        }
        return meaningless.first { fields.has($0) }
    }

    /// The block of a `seal` step, whichever rollup it is of.
    func sealed(
        _ block: String,
        in simulation: Simulation
    ) throws(SimulationFault) -> SealedBlock {
        guard let sealed = simulation.rollups.values.lazy.compactMap({ $0.sealedBlocks[block] }).first else {
            throw .setup("`\(block)` has sealed no block")
        }
        return sealed
    }

    private static func line(on run: ExecuteRun, mode: ExecutionMode, gasLimit: UInt64) -> String {
        let input = "EXECUTE gets \(run.inputByteCount.counted("byte"))"
        let reason = run.failure?.reason ?? ""
        guard let charge = run.gasCharge else { return "\(input), refused before any charge: \(reason)" }
        let end =
            switch run.outcome {
            case .succeeded: "valid"
            case .outOfGas(let forwarded): "only \(forwarded.grouped) of \(gasLimit.grouped) gas reach it"
            case .invalidInput, .validationFailed, .unproved: "refused: \(reason)"
            }
        let work =
            switch mode {
            case .reexecution: "validators execute \(run.workGas.grouped) L2 gas"
            case .proof: "validators execute nothing"
            }
        return "\(input), charges \(charge.grouped), \(work): \(end)"
    }
}
