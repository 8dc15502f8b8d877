package import Primitives
package import RollupActors
import Scenario

/// What the L2 transactions of a comparison do.
package enum Workload: String, CaseIterable, Sendable {
    /// Transfers of ether.
    case transfers
    /// Transfers of a token.
    case tokens
    /// Swaps of two tokens at a pool.
    case swaps
    /// All three.
    case mixed

    /// Kinds of transactions.
    enum Kind: CaseIterable {
        case transfer
        case token
        case swap
    }

    /// Shares of the kinds, in their order.
    private var shares: [UInt64] {
        switch self {
        case .transfers: [1, 0, 0]
        case .tokens: [0, 1, 0]
        case .swaps: [0, 0, 1]
        case .mixed: [60, 25, 15]
        }
    }

    /// Whether transactions call contracts, which have to be there first.
    var callsContracts: Bool { self != .transfers }

    /// What the transactions do, in a sentence.
    package var summary: String {
        switch self {
        case .transfers: "transfers of ether between funded accounts"
        case .tokens: "transfers of a token (ERC-20) between holders"
        case .swaps: "swaps of two tokens at a pool, in either direction"
        case .mixed: "60 % transfers of ether, 25 % of a token, 15 % swaps"
        }
    }

    /// One transaction of the stream.
    struct Draw {
        /// What it does.
        var kind: Kind
        /// What it moves: up to a thousandth of an ether, or of a token.
        var amount: UInt128
        /// A number below `WorkloadParties.receiverCount`, which chooses who receives.
        var choice: UInt64
    }

    /// The next transaction of the stream.
    func next(_ draws: inout SeededDraws) -> Draw {
        let kind = draw(&draws)
        let amount = UInt128(1 + draws.next(below: 1_000)) &* 1_000_000_000_000
        return Draw(kind: kind, amount: amount, choice: draws.next(below: UInt64(WorkloadParties.receiverCount)))
    }

    private func draw(_ draws: inout SeededDraws) -> Kind {
        var point = draws.next(below: shares.reduce(0, +))
        for (kind, share) in zip(Kind.allCases, shares) {
            if point < share { return kind }
            point -= share
        }
        return .transfer
    }
}

/// Who holds what on the L2 of a comparison.
package struct WorkloadParties: Sendable {
    /// Who signs, in turns.
    package let senders: [Actor]
    /// Who else has ether.
    package let receivers: [Address]

    /// Accounts that sign: few, so that each has several transactions in a large block, as on a real L2.
    static let senderCount = 32
    /// Accounts with ether, those of the senders included.
    static let accountCount = 1_000
    /// Accounts that sign nothing.
    static let receiverCount = accountCount - senderCount

    init(seed: UInt64) {
        senders = (1...Self.senderCount).map { Actor(name: "gas/sender \($0)", seed: seed) }
        receivers = (1...Self.receiverCount).map { index in
            let text = Array("rollupsim gas comparison account \(index) of seed \(seed)".utf8)
            return Address(truncating: Keccak256.hash(text).uint256)
        }
    }
}
