import Primitives

/// What accounts and rollups held after each step of a run, put together from the changes that the run kept.
struct BalanceHistory {
    /// Something that was another thing before a step.
    struct Change {
        /// Account or rollup.
        var owner: String
        /// What of it.
        var name: String
        /// Before the step.
        var before: String
        /// After it.
        var after: String
    }

    /// A quantity over all steps: its value before the first, and after each.
    struct Series {
        /// What it is.
        var name: String
        /// Wei, one more than there are steps.
        var values: [UInt256]
    }

    /// Balances on L1 by account, and then on each L2.
    private(set) var accounts: [(chain: String, series: [Series])] = []
    /// Escrow and liabilities by rollup.
    private(set) var rollups: [(name: String, series: [Series])] = []
    private var changesByStep: [[Change]]

    init(_ result: ScenarioResult) {
        changesByStep = Array(repeating: [], count: result.timeline.count)
        guard let beginning = result.beginning else { return }
        var accountStates = beginning.accounts
        var rollupStates = beginning.rollups
        var accountValues = accountStates.map { [$0.balance] }
        var rollupValues = rollupStates.map { state in Self.parts(of: state).map { [$0.wei] } }
        for (index, entry) in result.timeline.enumerated() {
            for state in entry.changes?.accounts ?? [] {
                guard let place = accountStates.firstIndex(where: { $0.name == state.name && $0.chain == state.chain })
                else { continue }
                changesByStep[index] += Self.changes(accountStates[place], state)
                accountStates[place] = state
            }
            for state in entry.changes?.rollups ?? [] {
                guard let place = rollupStates.firstIndex(where: { $0.name == state.name }) else { continue }
                changesByStep[index] += Self.changes(rollupStates[place], state)
                rollupStates[place] = state
            }
            for place in accountStates.indices { accountValues[place].append(accountStates[place].balance) }
            for place in rollupStates.indices {
                for (part, value) in Self.parts(of: rollupStates[place]).enumerated() {
                    rollupValues[place][part].append(value.wei)
                }
            }
        }
        for (state, values) in zip(accountStates, accountValues) {
            let chain = "\(ExpressionValue.chain(state.chain))"
            if accounts.last?.chain != chain { accounts.append((chain, [])) }
            accounts[accounts.count - 1].series.append(Series(name: state.name, values: values))
        }
        for (state, values) in zip(rollupStates, rollupValues) {
            let series = zip(Self.parts(of: state), values).map { Series(name: $0.name, values: $1) }
            rollups.append((state.name, series))
        }
    }

    /// What a step changed.
    func changes(at step: Int) -> [Change] { changesByStep.indices.contains(step) ? changesByStep[step] : [] }

    private static func parts(of state: StateSample.RollupState) -> [(name: String, wei: UInt256)] {
        [
            ("escrow", state.escrow), ("contract balance", state.contractBalance),
            ("circulating on L2", state.circulating),
            ("pending deposits", state.pendingDeposits), ("unclaimed withdrawals", state.unclaimedWithdrawals),
        ]
    }

    private static func amount(_ wei: UInt256) -> String { "\(ExpressionValue.amount(wei))" }

    private static func changes(_ before: StateSample.AccountState, _ after: StateSample.AccountState) -> [Change] {
        let owner = "\(before.name) on \(ExpressionValue.chain(before.chain))"
        var changes: [Change] = []
        if before.balance != after.balance {
            changes.append(
                Change(owner: owner, name: "balance", before: amount(before.balance), after: amount(after.balance))
            )
        }
        if before.nonce != after.nonce {
            changes.append(Change(owner: owner, name: "nonce", before: "\(before.nonce)", after: "\(after.nonce)"))
        }
        return changes
    }

    private static func changes(_ before: StateSample.RollupState, _ after: StateSample.RollupState) -> [Change] {
        var changes: [Change] = []
        func note(_ name: String, _ first: String, _ second: String) {
            guard first != second else { return }
            changes.append(Change(owner: before.name, name: name, before: first, after: second))
        }
        note("head of the sequencer", "\(before.sequencedHead)", "\(after.sequencedHead)")
        note("settled head", "\(before.settledHead)", "\(after.settledHead)")
        note("settled state root", before.settledStateRoot.shortHex, after.settledStateRoot.shortHex)
        for (first, second) in zip(parts(of: before), parts(of: after)) {
            note(first.name, amount(first.wei), amount(second.wei))
        }
        return changes
    }
}

extension Bytes32 {
    /// Beginning and end, enough to tell one from another on a page.
    fileprivate var shortHex: String { "\(hex.prefix(10))…\(hex.suffix(8))" }
}
