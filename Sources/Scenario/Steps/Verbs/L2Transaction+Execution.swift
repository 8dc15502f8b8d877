import EVM
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import TextOutput

extension L2Transaction {
    /// Gas limit of a transfer or call of unknown code, unless the step gives one.
    private static let callGasLimit: UInt64 = 500_000

    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        var rollup = try simulation.rollup(rollup)
        var intent = try intent(of: actor, rollup: rollup, in: simulation)
        if let gasLimit { intent.gasLimit = gasLimit.units }
        var effect = StepEffect(summary: summary(actor: actor), actor: actor.name)
        do {
            let transaction = try rollup.sequencer.transaction(intent, from: actor)
            if let reason = try rollup.refusal(of: transaction, from: actor.address) {
                effect.outcome = StepOutcome(.reject, reason.code)
                simulation.keepFacts(of: transaction, status: "rejected", stepID: step.id)
                return effect
            }
            let hash: Bytes32
            do {
                hash = try rollup.sequencer.submit(transaction)
            } catch {
                effect.outcome = StepOutcome(.reject, error.code)
                simulation.keepFacts(of: transaction, status: "rejected", stepID: step.id)
                return effect
            }
            let submission = L2Submission(
                line: step.location.line,
                stepID: step.id,
                expectation: step.expectation,
                save: step.save,
                submittedAt: simulation.l1.clock.now
            )
            rollup.keep(submission, hash: hash)
            simulation.keepFacts(of: transaction, status: "pending", stepID: step.id)
        } catch {
            throw .actor(error)
        }
        simulation.rollups[self.rollup] = rollup
        return effect
    }

    private func summary(actor: Actor) -> String {
        switch action {
        case .call(let to, let value, let data):
            let what = value.map { "sends \(ExpressionValue.amount($0.wei)) to" } ?? "calls"
            let bytes = data.map { " with \($0.bytes.count) bytes" } ?? ""
            return "\(what) \(ExpressionValue.account(to)) on \(rollup)\(bytes)"
        case .withdraw(let amount, let to):
            let target = to.map { "\(ExpressionValue.account($0))" } ?? actor.name
            return "withdraws \(ExpressionValue.amount(amount.wei)) from \(rollup) to \(target)"
        case .burnGas(let gas):
            return "burns \(gas.units.grouped) gas on \(rollup)"
        case .request(let kind):
            return "files a \(kind.rawValue) request on \(rollup)"
        }
    }

    private func intent(
        of actor: Actor,
        rollup: RollupInstance,
        in simulation: Simulation
    ) throws(SimulationFault) -> TransactionIntent {
        switch action {
        case .call(let to, let value, let data):
            return TransactionIntent(
                to: try simulation.address(of: to),
                value: value?.wei ?? .zero,
                data: data?.bytes ?? [],
                gasLimit: Self.callGasLimit
            )
        case .withdraw(let amount, let to):
            let receiver = try to.map { (account) throws(SimulationFault) in try simulation.address(of: account) }
            return TransactionIntent(
                to: L2Messenger.address,
                value: amount.wei,
                data: L2Messenger.withdraw(to: receiver ?? actor.address, fee: .zero),
                gasLimit: Self.callGasLimit
            )
        case .burnGas(let gas):
            return GasBurner.intent(gas: gas.units)
        case .request(let kind):
            return try SystemRequest(kind).intent(
                from: actor,
                on: rollup.sequencer.chain
            )
        }
    }
}

extension RollupInstance {
    /// Why the sequencer's node would not take a transaction into its pool: what the sealed head already tells.
    fileprivate func refusal(of transaction: Transaction, from sender: Address) throws(ActorError)
        -> InvalidTransaction?
    {
        let chain = sequencer.chain
        do {
            if let rules = chain.configuration.rules(at: chain.head.timestamp) {
                try transaction.validate(rules: rules, chainId: chain.configuration.chainId)
            }
        } catch {
            return error
        }
        if transaction.gasLimit > chain.head.gasLimit {
            return .exceedsBlockGas(available: chain.head.gasLimit, got: transaction.gasLimit)
        }
        let balance = try chain.balance(of: sender)
        guard let cost = transaction.greatestCost, cost <= balance else {
            return .insufficientFunds(required: transaction.greatestCost, balance: balance)
        }
        return nil
    }
}

extension Simulation {
    /// Keeps what is known of an L2 transaction that no block holds.
    fileprivate mutating func keepFacts(of transaction: Transaction, status: String, stepID: String?) {
        guard let stepID else { return }
        transactions[stepID] = TransactionFacts(
            status: status,
            gasUsed: 0,
            gasLimit: transaction.gasLimit,
            fee: .zero,
            blockNumber: 0
        )
    }
}
