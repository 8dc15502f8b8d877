package import Primitives
import RollupActors

extension Invariant {
    /// How the world breaks the invariant; nil when it holds.
    package func violation(in simulation: Simulation) -> String? {
        if self == .ethConservation, let reason = simulation.supply.violation { return "L1: \(reason)" }
        for name in simulation.rollupNames {
            guard let watch = simulation.rollups[name]?.watch ?? simulation.payments[name]?.watch,
                let reason = violation(of: watch)
            else { continue }
            return "\(name): \(reason)"
        }
        return nil
    }

    /// How a rollup breaks the invariant; nil when it holds.
    package func violation(of watch: RollupWatch) -> String? {
        switch self {
        case .escrowSolvency: watch.insolvency
        case .noDoubleClaim: watch.doubleClaims.first
        case .monotonicFinality: watch.revertedRoots.first
        case .ethConservation: watch.supplyMismatch
        case .messageNotLost: watch.lostMessages.first
        case .messageOnce: watch.forgedDeliveries.first
        case .rootMatchesReference: watch.rootMismatches.first
        case .bondConservation: watch.bondMismatch
        }
    }
}

extension RollupWatch {
    /// Wei that L1 owes to the rollup's users in all: what circulates on L2 and what is under way in either direction.
    ///
    /// All three parts are those of the settled L2. A deposit is owed from its L1 block on, first as pending and, once
    /// a settled block has delivered it, as circulating; a withdrawal leaves circulation with its settled L2 block and
    /// is owed as unclaimed until L1 pays. What sealed but unsettled blocks do moves ether between these parts only
    /// later, together with L1's own view of it.
    package var liabilities: UInt256 {
        circulating &+ pendingDeposits &+ unclaimedWithdrawals
    }

    /// Why the contract's balance does not cover the liabilities.
    fileprivate var insolvency: String? {
        guard contractBalance < liabilities else { return nil }
        func amount(_ wei: UInt256) -> String { "\(ExpressionValue.amount(wei))" }
        return "L1 holds \(amount(contractBalance)) against \(amount(circulating)) in circulation on L2, "
            + "\(amount(pendingDeposits)) of pending deposits and \(amount(unclaimedWithdrawals)) of unclaimed withdrawals"
    }

    /// How the derived L2's ether differs from its genesis less the burned base fees.
    fileprivate var supplyMismatch: String? {
        guard l2Supply.actual != l2Supply.expected else { return nil }
        return "L2 holds \(l2Supply.actual) wei, \(l2Supply.expected) are accounted for"
    }
}

extension SupplyWatch {
    fileprivate var violation: String? {
        actual == expected ? nil : "all accounts hold \(actual) wei, \(expected) are accounted for"
    }
}
