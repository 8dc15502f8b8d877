import L1Sim
package import Primitives
import RollupActors
import RollupContracts
import StateTransition

/// A dispute game that a step has begun.
struct GameRecord: Sendable {
    /// The rollup.
    let rollup: String
    /// The game's contract.
    let address: Address
    /// Its position among the games of the rollup's factory.
    let index: UInt64
    /// The `seal` step that made the block.
    let block: String
    /// What is claimed, honest or not.
    let content: Content
    /// Number of the block or batch that it is about.
    let number: UInt64
    /// Whether only contradicting claims dispute it.
    let areSiblings: Bool

    /// What a claim is about.
    enum Content: Sendable {
        /// A block of an EVM chain, as it is claimed.
        case block(StatelessInput)
        /// A batch of a ledger of payments.
        case batch

        /// What it is called.
        var noun: String {
            switch self {
            case .block: "L2 block"
            case .batch: "batch"
            }
        }
    }
}

/// What expressions can ask of a dispute game.
package struct GameFacts: Hashable, Sendable {
    /// Where it stands, in the words of its contract.
    package var status: String
    /// How it was decided, in the words of its contract.
    package var outcome: String
    /// Wei of the bonds that nobody has earned.
    package var burned: UInt256
    /// Number of the L2 block that it is about.
    package var blockNumber: UInt64

    /// Facts of one game.
    package init(status: String, outcome: String, burned: UInt256, blockNumber: UInt64) {
        self.status = status
        self.outcome = outcome
        self.burned = burned
        self.blockNumber = blockNumber
    }
}

extension Simulation {
    /// Gas limit of what is done to a game without EXECUTE, but for closing it.
    static let gameGasLimit: UInt64 = 600_000

    /// Gas limit of closing a game, and of what closes one: its claim may be adopted with a dozen before it.
    static let closingGasLimit: UInt64 = 2_500_000

    /// The game that a step has begun.
    ///
    /// - Throws: `SimulationFault.setup` when it has begun none, as the scenario may have expected.
    func game(_ step: String) throws(SimulationFault) -> GameRecord {
        guard let game = games[step] else { throw .setup("step `\(step)` has begun no game") }
        return game
    }

    /// A sealed block as EXECUTE would get it, or what a game claims.
    func payload(of block: String?, or game: GameRecord) throws(SimulationFault) -> StatelessInput {
        guard let block else {
            guard case .block(let claimed) = game.content else { throw .setup("the game is about a batch of payments") }
            return claimed
        }
        guard let sealed = rollups.values.lazy.compactMap({ $0.sealedBlocks[block] }).first else {
            throw .setup("`\(block)` has sealed no block")
        }
        return sealed.payload
    }

    /// The contracts of a rollup with dispute games, and what they were deployed with.
    func dispute(
        of name: String
    ) throws(SimulationFault) -> (configuration: DisputeConfiguration, contracts: DisputeContracts) {
        if let ledger = payments[name], let games = ledger.games,
            let configuration = ledger.sequencer.configuration.disputes
        {
            return (configuration, games)
        }
        let rollup = try rollup(name)
        guard case .dispute(let configuration, let contracts) = rollup.configuration.settlement else {
            throw .setup("`\(rollup.name)` has no games")
        }
        return (configuration, contracts)
    }

    /// Wei that an actor has to put up for a claim: nothing where a bond of theirs stands behind another already.
    func bond(
        of actor: Actor,
        _ configuration: DisputeConfiguration,
        _ contracts: DisputeContracts
    ) throws(SimulationFault) -> UInt256 {
        guard let siblings = configuration.siblings else { return configuration.rules.initBond }
        do {
            let slot = SiblingTreasury.Slot.hasBond(actor.address)
            return try l1.storage(of: contracts.treasury, slot).isZero ? siblings.bond : .zero
        } catch {
            throw .l1(error)
        }
    }

    /// Sends a call of the contract by which a rollup's verifier can be exchanged.
    mutating func govern(
        _ data: [UInt8],
        of name: String,
        _ step: Step,
        summary: String
    ) throws(SimulationFault) -> StepEffect {
        let actor = try actor(step.actor ?? "")
        let contract = try dispute(of: name).contracts.upgradeableVerifier
        let intent = TransactionIntent(to: contract, data: data, gasLimit: 300_000)
        let sent = try send(try signed(intent, by: actor), stepID: step.id)
        return StepEffect(outcome: sent.outcome, summary: summary, actor: actor.name, gasUsed: sent.record?.gasUsed)
    }

    /// Sends a call of a game's contract, and tells what it did.
    mutating func play(
        _ game: GameRecord,
        _ data: [UInt8],
        value: UInt256 = .zero,
        gasLimit: UInt64 = Self.gameGasLimit,
        for step: Step,
        _ summary: String
    ) throws(SimulationFault) -> StepEffect {
        let actor = try actor(step.actor ?? "")
        let intent = TransactionIntent(to: game.address, value: value, data: data, gasLimit: gasLimit)
        let sent = try send(try signed(intent, by: actor), stepID: step.id)
        return StepEffect(
            outcome: sent.outcome,
            summary: summary,
            actor: actor.name,
            gasUsed: sent.record?.gasUsed
        )
    }

    package func game(ofStep step: String) throws(EvaluationError) -> GameFacts {
        guard let game = games[step] else { throw EvaluationError("step `\(step)` has begun no game") }
        do throws(L1Error) {
            let slot = game.areSiblings ? SiblingElimination.Slot.outcome : ZKDisputeGame.Slot.outcome
            let outcome = try l1.storage(of: game.address, slot).saturatedUInt64
            return GameFacts(
                status: try status(of: game),
                outcome: ZKDisputeGame.Outcome(rawValue: outcome)?.name ?? "\(outcome)",
                burned: try wei(ZKDisputeGame.burned, of: game),
                blockNumber: game.number
            )
        } catch {
            throw EvaluationError("\(error)")
        }
    }

    package func credit(ofGame step: String, _ account: AccountReference) throws(EvaluationError) -> UInt256 {
        guard let game = games[step] else { throw EvaluationError("step `\(step)` has begun no game") }
        let recipient = try resolvedAddress(of: account)
        do throws(L1Error) {
            return try wei(ZKDisputeGame.credit(of: recipient), of: game)
        } catch {
            throw EvaluationError("\(error)")
        }
    }

    /// Where a game stands, in the words of its contract.
    private func status(of game: GameRecord) throws(L1Error) -> String {
        guard game.areSiblings else {
            let status = try l1.storage(of: game.address, ZKDisputeGame.Slot.status).saturatedUInt64
            return ZKDisputeGame.Status(rawValue: status)?.name ?? "\(status)"
        }
        let status = try wei(SiblingElimination.status, of: game).saturatedUInt64
        return SiblingElimination.Status(rawValue: status)?.name ?? "\(status)"
    }

    /// An amount that a game's contract answers.
    private func wei(_ call: [UInt8], of game: GameRecord) throws(L1Error) -> UInt256 {
        let outcome = try l1.call(CallRequest(to: game.address, data: call))
        return Bytes32(outcome.output[...])?.uint256 ?? .zero
    }
}
