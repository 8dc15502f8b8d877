import L1Sim
import Primitives
import RollupActors
import RollupContracts

extension Deposit {
    /// Gas limit of a deposit: 32 levels of the message tree, 21 new slots at most, and the event.
    private static let depositGasLimit: UInt64 = 600_000

    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        let rollup = try simulation.rollup(rollup)
        let receiver = try recipient.map { (account) throws(SimulationFault) in
            try simulation.address(of: account)
        }
        let intent = TransactionIntent(
            to: rollup.contract,
            value: amount.wei,
            data: NativeRollup.deposit(to: receiver ?? actor.address, fee: fee?.wei ?? .zero),
            gasLimit: Self.depositGasLimit
        )
        let transaction = try simulation.signed(intent, by: actor)
        let sent = try simulation.send(transaction, stepID: step.id)
        let target = recipient.map { " for \(ExpressionValue.account($0))" } ?? ""
        return StepEffect(
            outcome: sent.outcome,
            summary: "deposits \(ExpressionValue.amount(amount.wei)) into \(rollup.name)\(target)",
            actor: actor.name,
            gasUsed: sent.record?.gasUsed
        )
    }
}
