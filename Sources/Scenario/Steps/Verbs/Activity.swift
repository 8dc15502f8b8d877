import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import StateTransition
import TextOutput

/// `activity`: a mixed load on a rollup, so many transactions a block, drawn from the scenario's seed.
///
/// The first load with tokens or swaps on a rollup makes two tokens and a pool of its own, in a block before the rest.
package struct Activity: ReadableVerb {
    package static let name = "activity"
    package static let actorRule = ActorRule.none
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .l2Failed]
    package static let products: Set<StepProduct> = [.block]
    package static let modifiers = Set(StepModifier.allCases).subtracting([.by, .save, .repeat])

    /// Kinds of transactions.
    package enum Kind: String, CaseIterable, Sendable {
        /// A transfer of ether.
        case transfer
        /// A transfer of tokens.
        case token
        /// A swap of tokens at the pool.
        case swap
        /// The creation of a token.
        case creation
    }

    /// Most blocks of one load.
    package static let maximumBlocks: UInt64 = 1_000
    /// Most transactions of one block of it.
    package static let maximumRate: UInt64 = 500
    /// Most transactions of one load.
    package static let maximumCount: UInt64 = 20_000

    /// The rollup.
    package let rollup: String
    /// Blocks to seal.
    package let blocks: UInt64
    /// Transactions for each.
    package let rate: UInt64
    /// Shares of the kinds, in their order; not all are 0.
    package let shares: [UInt64]
    /// Who sends, in the order of the file.
    package let senders: [String]
    /// Whether each block is handed to L1 by the rollup's advancer.
    package let isSettled: Bool

    package var subject: String? { rollup }

    fileprivate enum Switch: String, CaseIterable, ChoiceField {
        case `true`, `false`

        var summary: String {
            switch self {
            case .true: "each block is settled"
            case .false: "the blocks wait"
            }
        }
    }

    /// Keys of `activity`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup.")
        let blocks = Field<UInt64>.required("blocks", "L2 blocks to seal.", range: "1 to \(maximumBlocks.grouped)")
        let rate = Field<UInt64>.required(
            "rate",
            "Transactions for each block.",
            range: "1 to \(maximumRate), and at most \(maximumCount.grouped) in all"
        )
        let senders = Field<[DocumentNode]>.list(
            "senders",
            "Who sends, drawn anew for each transaction.",
            of: .list(.name("an actor's name")),
            absent: nil
        )
        let mix = Field<DocumentNode>.node(
            "mix",
            "Shares of the kinds of transactions; a kind that is not named has none.",
            MixFields.shape,
            absent: Kind.allCases.map { "\($0.rawValue) \(MixFields.usual[$0] ?? 0)" }.joined(separator: ", ")
        )
        fileprivate let settle = Field<Switch>.optional(
            "settle",
            "Whether the rollup's advancer hands each block to L1.",
            absent: "`false`"
        )
    }

    /// Keys of `mix`: each of `Kind`.
    struct MixFields: FieldSet {
        static let declared = MixFields()
        let transfer = share(of: .transfer, "Transfers of ether.")
        let token = share(of: .token, "Transfers of tokens.")
        let swap = share(of: .swap, "Swaps of tokens at a pool.")
        let creation = share(of: .creation, "Creations of a token.")

        /// Shares of a day's traffic as a teacher would draw it.
        static let usual: [Kind: UInt64] = [.transfer: 60, .token: 25, .swap: 12, .creation: 3]
        /// Largest share.
        static let maximum: UInt64 = 1_000_000

        private static func share(of kind: Kind, _ summary: String) -> Field<UInt64> {
            .optional(kind.rawValue, summary, absent: "`0`", range: "at most \(maximum.grouped)")
        }
    }

    static let reference = VerbReference(
        """
        A mixed load on a rollup: so many transactions in each of so many blocks, drawn from the scenario's seed. The \
        first load with tokens or swaps makes two tokens and a pool, in a block before the rest.
        """,
        value: Fields.shape,
        examples: [
            """
            - activity: {rollup: nat, blocks: 2, rate: 5, senders: [alice], settle: true}
              id: load
              assert: nat.head.number == 3
            """,
            """
            - activity: {rollup: nat, blocks: 1, rate: 3, senders: [alice], mix: {transfer: 1, token: 0, swap: 0, creation: 1}}
            """,
        ],
        limits: [
            VerbReference.Limit(
                name: "load",
                summary: "Most blocks of one load; most transactions of one of its blocks; most of all of it.",
                value: "\(maximumBlocks.grouped) blocks; \(maximumRate); \(maximumCount.grouped)"
            )
        ],
        source: "decision 0052"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        let context = step.context
        guard var fields = FieldReader(node, Fields.self, owner: "`activity`", context: context) else { return nil }
        let rollup = fields.read(\.rollup)
        let blocks = fields.read(\.blocks)
        let rate = fields.read(\.rate)
        let settle = fields.read(\.settle)
        let senders = (fields.read(\.senders) ?? []).compactMap {
            ValueReader.actor($0, key: "senders", context: context)
        }
        let shares = Self.shares(fields.read(\.mix), context: context)
        fields.finish()
        guard let rollup, let blocks, let rate, let shares else { return nil }
        guard !senders.isEmpty, Set(senders).count == senders.count else {
            let message = "`senders` is a list of different actors, at least one"
            context.report(.invalidValue, message, at: fields.valuePlace(of: \.senders))
            return nil
        }
        let (count, overflow) = blocks.multipliedReportingOverflow(by: rate)
        guard (1...Self.maximumBlocks).contains(blocks), (1...Self.maximumRate).contains(rate), !overflow,
            count <= Self.maximumCount
        else {
            let message =
                "a load has 1 to \(Self.maximumBlocks) `blocks` at a `rate` of 1 to \(Self.maximumRate), and at most "
                + "\(Self.maximumCount) transactions in all"
            context.report(.outOfRange, message, at: fields.place(of: \.rate))
            return nil
        }
        self.rollup = rollup
        self.blocks = blocks
        self.rate = rate
        self.shares = shares
        self.senders = senders
        self.isSettled = settle == .true
    }

    /// The shares under `mix`; when it is absent, those of a day's traffic as a teacher would draw it.
    private static func shares(_ node: DocumentNode?, context: ReadingContext) -> [UInt64]? {
        guard let node else { return Kind.allCases.map { MixFields.usual[$0] ?? 0 } }
        guard var fields = FieldReader(node, MixFields.self, owner: "`mix`", context: context) else { return nil }
        let shares = Kind.allCases.map { fields.read($0.share) ?? 0 }
        fields.finish()
        guard shares.contains(where: { $0 > 0 }), shares.allSatisfy({ $0 <= MixFields.maximum }) else {
            let message = "`mix` gives each kind a share of at most \(MixFields.maximum), and one of them more than 0"
            context.report(.outOfRange, message, at: node.location)
            return nil
        }
        return shares
    }
}

extension Activity.Kind {
    /// The key that gives the kind its share.
    fileprivate var share: KeyPath<Activity.MixFields, Field<UInt64>> {
        switch self {
        case .transfer: \.transfer
        case .token: \.token
        case .swap: \.swap
        case .creation: \.creation
        }
    }
}

extension Activity {
    /// What the transactions of a kind have done.
    private struct Tally {
        var sent: UInt64 = 0
        var included: UInt64 = 0
        var gasUsed: UInt64 = 0
    }

    /// A load on its way.
    private struct Progress {
        var effect: StepEffect
        var kinds: [Bytes32: Kind] = [:]
        var tallies: [Kind: Tally] = [:]
        var l1Gas: UInt64 = 0
        var settledCount: UInt64 = 0
    }

    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        var draws = SeededDraws(seed: simulation.seed, label: "activity of \(rollup) at line \(step.location.line)")
        var actors: [Actor] = []
        for name in senders { actors.append(try simulation.actor(name)) }
        var load = Progress(
            effect: StepEffect(
                summary: "loads \(rollup) with \(rate) transactions in each of \(blocks) blocks",
                actor: "\(rollup)/sequencer",
                gasUsed: 0
            )
        )
        if share(of: .token) + share(of: .swap) > 0, simulation.activity[rollup] == nil {
            try prepare(actors, step, &load, in: &simulation)
            if load.effect.outcome != .success { return load.effect }
        }
        for _ in 0..<blocks {
            for _ in 0..<rate {
                let kind = draw(&draws)
                let (actor, intent) = try transaction(kind, by: actors, &draws, in: simulation)
                try submit(intent, by: actor, kind, step, &load, in: &simulation)
                if load.effect.outcome != .success { return load.effect }
            }
            try sealAndSettle(step, &load, in: &simulation)
            guard load.effect.outcome == .success, load.effect.problems.isEmpty else { break }
        }
        for kind in Kind.allCases {
            guard let tally = load.tallies[kind], tally.sent > 0 else { continue }
            let each = tally.included == 0 ? 0 : tally.gasUsed / tally.included
            load.effect.details.append(
                "\(kind.rawValue): \(tally.included.grouped) of \(tally.sent.grouped) in blocks, \(each.grouped) gas each"
            )
        }
        if isSettled {
            load.effect.details.append(
                "\(load.settledCount.grouped) blocks settled for \(load.l1Gas.grouped) gas on L1"
            )
        }
        return load.effect
    }

    private func share(of kind: Kind) -> UInt64 {
        zip(Kind.allCases, shares).first { $0.0 == kind }?.1 ?? 0
    }

    private func draw(_ draws: inout SeededDraws) -> Kind {
        var point = draws.next(below: shares.reduce(0, +))
        for (kind, share) in zip(Kind.allCases, shares) {
            if point < share { return kind }
            point -= share
        }
        return .transfer
    }

    /// One transaction of a kind, by one of the senders.
    private func transaction(
        _ kind: Kind,
        by actors: [Actor],
        _ draws: inout SeededDraws,
        in simulation: Simulation
    ) throws(SimulationFault) -> (Actor, TransactionIntent) {
        let actor = actors[Int(draws.next(below: UInt64(actors.count)))]
        let receiver = actors[Int(draws.next(below: UInt64(actors.count)))].address
        // Up to a thousandth of an ether, or of a token.
        let amount = UInt256(1 + draws.next(below: 1_000)) &* UInt256(1_000_000_000_000)
        guard let contracts = simulation.activity[rollup], kind == .token || kind == .swap else {
            if kind == .creation {
                let code = try ActivityContracts.tokenCode("Token \(draws.next(below: 1_000_000))")
                return (actor, TransactionIntent(to: nil, data: code, gasLimit: ActivityContracts.creationGas))
            }
            return (actor, TransactionIntent(to: receiver, value: amount, gasLimit: 21_000))
        }
        if kind == .token { return (actor, try contracts.transfer(amount, to: receiver)) }
        return (actor, try contracts.swap(amount, ofGold: draws.next(below: 2) == 0))
    }

    /// Makes the contracts of the load, in a block of their own.
    private func prepare(
        _ actors: [Actor],
        _ step: Step,
        _ load: inout Progress,
        in simulation: inout Simulation
    ) throws(SimulationFault) {
        guard let deployer = actors.first else { return }
        let nonce = try simulation.nextNonce(of: deployer.address, on: .l2(rollup))
        let plan = try ActivityContracts.preparation(deployer: deployer, nonce: nonce, senders: actors)
        for (actor, intent) in plan.intents {
            try submit(intent, by: actor, nil, step, &load, in: &simulation)
            if load.effect.outcome != .success { return }
        }
        simulation.activity[rollup] = plan.contracts
        try sealAndSettle(step, &load, in: &simulation)
    }

    private func submit(
        _ intent: TransactionIntent,
        by actor: Actor,
        _ kind: Kind?,
        _ step: Step,
        _ load: inout Progress,
        in simulation: inout Simulation
    ) throws(SimulationFault) {
        load.effect.outcome = try simulation.submit(intent, by: actor, to: rollup, for: step)
        guard load.effect.outcome == .success, let kind else { return }
        load.tallies[kind, default: Tally()].sent += 1
        if let hash = try simulation.rollup(rollup).sequencer.pending.last?.hash { load.kinds[hash] = kind }
    }

    /// Seals a block of all that waits, and hands it to L1 or lets an L1 slot pass.
    private func sealAndSettle(_ step: Step, _ load: inout Progress, in simulation: inout Simulation)
        throws(SimulationFault)
    {
        var instance = try simulation.rollup(rollup)
        let block: SealedBlock
        let budget = simulation.budget
        do throws(ActorError) {
            block = try instance.sequencer.seal(
                at: simulation.l1.clock.now,
                messages: .all,
                l1: simulation.l1,
                isStopped: { budget.isTimeUp }
            )
        } catch {
            if case .stopped = error { try simulation.budget.checkTime() }
            guard case .l2(.invalid(let reason)) = error else { throw .actor(error) }
            load.effect.outcome = StepOutcome(.reject, reason.code)
            return
        }
        try simulation.budget.spend(gas: block.block.header.gasUsed)
        load.effect.gasUsed = (load.effect.gasUsed ?? 0) &+ block.block.header.gasUsed
        for record in block.records {
            guard let kind = load.kinds.removeValue(forKey: record.hash) else { continue }
            load.tallies[kind, default: Tally()].included += 1
            load.tallies[kind, default: Tally()].gasUsed &+= record.gasUsed
        }
        simulation.rollups[rollup] = instance
        // Each of these transactions is one of many: what it said is not worth a line.
        let details = load.effect.details
        try simulation.settle(block, of: rollup, stepID: step.id, effect: &load.effect)
        load.effect.details = details
        guard isSettled else {
            try simulation.produceBlock()
            return
        }
        let sent = try simulation.settleWithoutProof(block, of: instance)
        load.l1Gas &+= sent.record?.gasUsed ?? 0
        if sent.outcome == .success { load.settledCount += 1 }
        if load.effect.outcome == .success { load.effect.outcome = sent.outcome }
    }
}

extension Simulation {
    /// Has the rollup's advancer hand in a sealed block, for L1 to execute it or to take his word.
    ///
    /// - Throws: `SimulationFault.setup` when the rollup has no advancer, or is on proofs.
    fileprivate mutating func settleWithoutProof(_ block: SealedBlock, of rollup: RollupInstance)
        throws(SimulationFault) -> SentTransaction
    {
        guard rollup.design.executionMode != .proof else {
            throw .setup("`settle` hands blocks in without proofs; `\(rollup.name)` is proved")
        }
        guard let name = rollup.advancer else {
            throw .setup("nobody settles `\(rollup.name)`: give it an `advancer`")
        }
        let advancer = try actor(name)
        let blobs = try blobs(of: rollup, holding: block.payload.newPayloadRequest)
        let transaction = try settlingTransaction(
            block.payload,
            of: rollup,
            by: advancer,
            gasLimit: nil,
            blobs: blobs
        )
        return try send(transaction, blobs: blobs, stepID: nil)
    }
}
