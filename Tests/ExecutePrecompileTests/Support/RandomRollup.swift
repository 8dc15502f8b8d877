import ExecutePrecompile
import Primitives
import StateTransition
import TestSupport

/// Seeded generator of valid L2 blocks: transfers, storage writes and deletions, contract reads, requests, new
/// accounts.
struct RandomRollup {
    let seed: UInt64
    private(set) var rollup: TestRollup
    private var random: SplitMix64
    private var filledSlots: [UInt256]

    init(seed: UInt64) {
        self.seed = seed
        random = SplitMix64(seed: seed)
        rollup = TestRollup()
        filledSlots = (1...20 as ClosedRange<UInt64>).map { UInt256($0) }
    }

    /// Builds and appends a block of at most 8 transactions.
    mutating func nextBlock() -> SealedL2Block {
        let count = Int.random(in: 0...8, using: &random)
        let transactions = (0..<count).map { _ in nextTransaction() }
        return rollup.seal(
            transactions,
            timestamp: rollup.head.timestamp + UInt64.random(in: 1...60, using: &random),
            anchor: Bytes32(random.bytes(32)) ?? .zero,
            extraData: random.bytes(Int.random(in: 0...32, using: &random)),
            ancestorCount: min(Int(rollup.head.number) + 1, 256)
        )
    }

    private mutating func nextTransaction() -> Transaction {
        let sender = Int.random(in: 0..<4, using: &random)
        switch Int.random(in: 0..<7, using: &random) {
        case 0:
            return rollup.transfer(from: sender, value: UInt64.random(in: 0...1_000_000, using: &random))
        case 1:
            let fresh = Address(truncating: UInt256(truncatingBigEndian: random.bytes(20)))
            return rollup.transaction(from: sender, to: fresh, value: .one, gasLimit: 21_000)
        case 2:
            let slot = UInt256(truncatingBigEndian: random.bytes(32))
            filledSlots.append(slot)
            return rollup.store(from: sender, slot: slot, value: UInt256(UInt64.random(in: 1...9, using: &random)))
        case 3, 4:
            guard let index = filledSlots.indices.randomElement(using: &random) else {
                return rollup.transfer(from: sender, value: 0)
            }
            return rollup.store(from: sender, slot: filledSlots.remove(at: index), value: .zero)
        case 5:
            let number = UInt64.random(in: 0...rollup.head.number, using: &random)
            return rollup.readBlockHash(from: sender, number: number)
        default:
            return rollup.requestWithdrawal(from: sender)
        }
    }
}
