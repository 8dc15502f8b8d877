import L1Sim
package import Primitives
import RollupActors
import RollupContracts
import StateTransition
import StateTrie

/// How much of the world a result keeps beside what the steps did; more costs time at every step.
package enum ObservationDepth: Int, Comparable, Sendable {
    /// Nothing.
    case none
    /// Balances, escrows and heads after every step.
    case state
    /// The same, and the calls of L2 transactions, where they are sealed and where L1 executes them again.
    case calls

    /// Orders by how much is kept.
    package static func < (left: ObservationDepth, right: ObservationDepth) -> Bool { left.rawValue < right.rawValue }
}

/// What named accounts and rollups hold after a step.
package struct StateSample: Hashable, Sendable {
    /// Most balances of one sample, accounts times chains; further actors, in the order of their names, are left out.
    package static let maximumAccountCount = 512

    /// An account on a chain.
    package struct AccountState: Hashable, Sendable {
        /// The actor.
        package let name: String
        /// The chain.
        package let chain: ChainReference
        /// Wei that it holds.
        package let balance: UInt256
        /// Transactions that it has sent.
        package let nonce: UInt64
    }

    /// A rollup as L1 and its sequencer see it; amounts in wei.
    package struct RollupState: Hashable, Sendable {
        /// The rollup.
        package let name: String
        /// Newest L2 block of the sequencer.
        package let sequencedHead: UInt64
        /// Newest L2 block that L1 has accepted.
        package let settledHead: UInt64
        /// State root that L1 has accepted with it.
        package let settledStateRoot: Bytes32
        /// What the contract has booked as escrow, the ether behind the L2 genesis included.
        package let escrow: UInt256
        /// What the contract's account holds.
        package let contractBalance: UInt256
        /// What circulates on the settled L2.
        package let circulating: UInt256
        /// Messages to L2 that are under way.
        package let pendingDeposits: UInt256
        /// Messages to L1 that are not paid out.
        package let unclaimedWithdrawals: UInt256
    }

    /// Height of L1.
    package let l1Head: UInt64
    /// Base fee of that block in wei.
    package let l1BaseFee: UInt256
    /// The accounts, by chain and then by name.
    package let accounts: [AccountState]
    /// The rollups, in the order of the file.
    package let rollups: [RollupState]
    /// Whether there were more balances than a sample holds.
    package let isCut: Bool
}

extension StateSample {
    /// The accounts and rollups that are not as they were in an earlier sample of the same run.
    func changes(since earlier: StateSample) -> StateSample {
        StateSample(
            l1Head: l1Head,
            l1BaseFee: l1BaseFee,
            accounts: zip(accounts, earlier.accounts).filter { $0 != $1 }.map { $0.0 },
            rollups: zip(rollups, earlier.rollups).filter { $0 != $1 }.map { $0.0 },
            isCut: isCut
        )
    }
}

extension Simulation {
    /// The world as it is; nil when nobody wants to look at it.
    ///
    /// - Throws: `SimulationFault` when a state cannot be read.
    func sample(_ depth: ObservationDepth) throws(SimulationFault) -> StateSample? {
        guard depth >= .state else { return nil }
        let names = actors.keys.sorted()
        let most = StateSample.maximumAccountCount / (rollupNames.count + 1)
        var accounts: [StateSample.AccountState] = []
        for name in names.prefix(most) {
            accounts.append(try account(name, on: .l1))
        }
        for rollup in rollupNames {
            for name in names.prefix(most) { accounts.append(try account(name, on: .l2(rollup))) }
        }
        var states: [StateSample.RollupState] = []
        for name in rollupNames { states.append(try state(of: name)) }
        return StateSample(
            l1Head: l1.head.number,
            l1BaseFee: l1.head.baseFeePerGas,
            accounts: accounts,
            rollups: states,
            isCut: names.count > most
        )
    }

    private func account(
        _ name: String,
        on chain: ChainReference
    ) throws(SimulationFault) -> StateSample.AccountState {
        let address = try actor(name).address
        switch chain {
        case .l1:
            do {
                let account = try l1.account(address)
                return StateSample.AccountState(
                    name: name,
                    chain: chain,
                    balance: account?.balance ?? .zero,
                    nonce: account?.nonce ?? 0
                )
            } catch {
                throw .l1(error)
            }
        case .l2(let rollup) where payments[rollup] != nil:
            let (balance, nonce) = payments[rollup]?.holdings(of: name) ?? (.zero, 0)
            return StateSample.AccountState(name: name, chain: chain, balance: balance, nonce: nonce)
        case .l2(let rollup):
            let node = try self.rollup(rollup).sequencer.chain
            do {
                return StateSample.AccountState(
                    name: name,
                    chain: chain,
                    balance: try node.balance(of: address),
                    nonce: try node.nonce(of: address)
                )
            } catch {
                throw .actor(error)
            }
        }
    }

    private func state(of name: String) throws(SimulationFault) -> StateSample.RollupState {
        if let ledger = payments[name] { return try state(of: ledger) }
        let rollup = try rollup(name)
        do {
            let head = try rollup.settledHead(on: l1)
            return StateSample.RollupState(
                name: name,
                sequencedHead: rollup.sequencer.chain.head.number,
                settledHead: head.number,
                settledStateRoot: head.stateRoot,
                escrow: try l1.storage(of: rollup.bridge, NativeRollup.Slot.escrow),
                contractBalance: rollup.watch.contractBalance,
                circulating: rollup.watch.circulating,
                pendingDeposits: rollup.watch.pendingDeposits,
                unclaimedWithdrawals: rollup.watch.unclaimedWithdrawals
            )
        } catch {
            throw .l1(error)
        }
    }

    private func state(of ledger: PaymentsInstance) throws(SimulationFault) -> StateSample.RollupState {
        do {
            let head = try ledger.settledHead(on: l1)
            return StateSample.RollupState(
                name: ledger.name,
                sequencedHead: ledger.sequencer.batchCount,
                settledHead: head.number,
                settledStateRoot: head.stateRoot,
                escrow: try l1.storage(of: ledger.contract, ContractVerifiedRollup.Slot.escrow),
                contractBalance: ledger.watch.contractBalance,
                circulating: ledger.watch.circulating,
                pendingDeposits: ledger.watch.pendingDeposits,
                unclaimedWithdrawals: ledger.watch.unclaimedWithdrawals
            )
        } catch {
            throw .l1(error)
        }
    }
}
