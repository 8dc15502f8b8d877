import Cryptography
import L1Sim
import PaymentsCircuit
package import Primitives
import RollupActors
import RollupContracts
import StateTransition

extension RollupWatch {
    /// Takes in what happened to a payments rollup since the last time.
    ///
    /// - Throws: `ActorError` when L1 cannot be read.
    mutating func observe(_ ledger: PaymentsInstance, l1: L1Chain) throws(ActorError) {
        let state = ledger.follower.state
        let logs = newLogs(of: ledger.contract, l1: l1)
        if settledHead == nil { l2Supply.expected = ledger.genesisEscrow }
        var claims: [(place: UInt64, leaf: Bytes32)] = []
        for record in logs {
            switch try ContractVerifiedRollup.Event.decoded(record.log) {
            case .depositQueued(let queued)?:
                toL2.send(queued.index, leaf: Self.leaf(of: queued), amount: queued.amount)
                exits.queued[queued.index] = queued
            case .withdrawalClaimed(let batch, let index, let recipient, let amount)?:
                guard let wei = UInt128(exactly: amount) else { continue }
                let leaf = PaymentsWithdrawal(recipient: recipient, amount: wei, index: Int(clamping: index)).leaf
                claims.append((Self.place(batch, index), Bytes32(leaf.value)))
            default: break
            }
            switch try EscapableRollup.Event.decoded(record.log) {
            case .escaped(let account, let owner, let amount)?:
                exits.escaped.append(EscapedAccount(account: account, owner: owner, amount: amount))
                exits.total = exits.total &+ amount
            case .depositReclaimed(let index, let owner, let amount)?: reclaim(index, owner: owner, amount: amount)
            default: break
            }
        }
        while nextL2Block <= UInt64(ledger.follower.executed.count) {
            observe(ledger.follower.executed[Int(nextL2Block - 1)], number: nextL2Block)
            nextL2Block += 1
        }
        for claim in claims { toL1.deliver(claim.place, leaf: claim.leaf) }
        let head: SettledHeadFacts
        do {
            contractBalance = try l1.balance(of: ledger.contract)
            let count = try l1.storage(of: ledger.contract, ContractVerifiedRollup.Slot.accountCount).saturatedUInt64
            circulating = (0..<min(count, 1 << 16)).reduce(.zero) { sum, place in
                sum &+ UInt256(state[UInt16(truncatingIfNeeded: place)]?.balance ?? 0)
            }
            head = try ledger.settledHead(on: l1)
            // What is proven and not executed yet is not in the derived state: accounts are compared afterwards.
            let proven = try l1.storage(of: ledger.contract, ContractVerifiedRollup.Slot.provenCount)
            if proven == UInt256(head.number) { countEscapes(from: state) }
        } catch {
            throw .l1(error)
        }
        // An account that was paid out on L1 is nobody's any more.
        l2Supply.actual = circulating
        circulating = circulating &- min(circulating, exits.total)
        if let games = ledger.games { try countBonds(in: games.vault, l1: l1) }
        // The contract keeps the newest root alone.
        let earlierRoot = head.number == settledHead?.number ? head.stateRoot : nil
        compare(settled: head, earlierRoot: earlierRoot, keptCount: 1)
        if let divergence = ledger.follower.divergence {
            if rootMismatches.isEmpty { rootMismatches.append(divergence) }
        } else if head.number != UInt64(ledger.follower.executed.count) || head.stateRoot.uint256 != state.root.value {
            rootMismatches.append(
                "L1 holds batch \(head.number), state root \(head.stateRoot.hex); derived is batch "
                    + "\(ledger.follower.executed.count), state root \(Bytes32(state.root.value).hex)"
            )
        }
    }

    /// Compares what accounts were paid out with what they held.
    private mutating func countEscapes(from state: AccountTree) {
        for escaped in exits.escaped {
            compare(escaped, with: state[escaped.account].map { ($0.owner, UInt256($0.balance)) })
        }
        exits.escaped = []
    }

    /// Compares what an account of a frozen ledger was paid out with who owned it and its wei; nil when there is none.
    package mutating func compare(_ escaped: EscapedAccount, with account: (owner: Address, balance: UInt256)?) {
        let place = ExitWatch.firstPlace &+ UInt64(escaped.account)
        if let account, exits.places.insert(escaped.account).inserted {
            let held = EscapedAccount(account: escaped.account, owner: account.owner, amount: account.balance)
            toL1.send(place, leaf: held.leaf, amount: held.amount)
        }
        toL1.deliver(place, leaf: escaped.leaf)
    }

    /// Takes in that a deposit was paid back: it is delivered where it came from.
    private mutating func reclaim(_ index: UInt64, owner: Address, amount: UInt256) {
        guard var queued = exits.queued[index] else {
            toL2.deliver(index, leaf: .zero)
            return
        }
        (queued.owner, queued.amount) = (owner, amount)
        toL2.deliver(index, leaf: Self.leaf(of: queued))
    }

    /// Takes in what an executed batch has delivered and withdrawn.
    private mutating func observe(_ batch: PaymentsFollower.ExecutedBatch, number: UInt64) {
        for (place, paidIn) in batch.data.deposits.enumerated() {
            // Padding, or the emptied place of a deposit that was paid back.
            guard let paidIn else { continue }
            let index = batch.depositStart &+ UInt64(place)
            let queued = ContractVerifiedRollup.QueuedDeposit(
                index: index,
                owner: paidIn.owner,
                account: UInt64(paidIn.index),
                keyHash: paidIn.keyHash.value,
                amount: UInt256(paidIn.amount)
            )
            toL2.deliver(index, leaf: Self.leaf(of: queued))
            l2Supply.expected = l2Supply.expected &+ queued.amount
        }
        for withdrawal in batch.transition.withdrawals.withdrawals {
            let amount = UInt256(withdrawal.amount)
            let place = Self.place(number, UInt64(withdrawal.index))
            toL1.send(place, leaf: Bytes32(withdrawal.leaf.value), amount: amount)
            l2Supply.expected = l2Supply.expected &- amount
        }
    }

    /// What identifies a withdrawal among those of all batches.
    private static func place(_ batch: UInt64, _ index: UInt64) -> UInt64 {
        batch &* UInt64(ContractVerifiedRollup.maxCapacity) &+ index
    }

    /// What commits to a queued amount.
    private static func leaf(of queued: ContractVerifiedRollup.QueuedDeposit) -> Bytes32 {
        Keccak256.hash(
            queued.owner.bytes + queued.keyHash.bigEndianBytes + UInt256(queued.account).bigEndianBytes
                + queued.amount.bigEndianBytes
        )
    }
}

/// What has left a frozen ledger of payments, as L1's events tell it.
struct ExitWatch: Sendable {
    /// Above the places of all withdrawals.
    static let firstPlace: UInt64 = 1 << 63

    /// Deposits by their position in the queue.
    var queued: [UInt64: ContractVerifiedRollup.QueuedDeposit] = [:]
    /// Accounts that were paid out, and are to be compared.
    var escaped: [EscapedAccount] = []
    /// Accounts that were compared.
    var places: Set<UInt16> = []
    /// Wei of all that was paid out.
    var total = UInt256.zero
}

/// An account of a frozen ledger that L1 has paid out.
package struct EscapedAccount: Sendable {
    /// Its place.
    package let account: UInt16
    /// Who has the ether.
    package let owner: Address
    /// Wei.
    package let amount: UInt256

    /// An account that was paid out so.
    package init(account: UInt16, owner: Address, amount: UInt256) {
        self.account = account
        self.owner = owner
        self.amount = amount
    }

    /// What commits to it.
    fileprivate var leaf: Bytes32 {
        Keccak256.hash(UInt256(UInt64(account)).bigEndianBytes + owner.bytes + amount.bigEndianBytes)
    }
}
