import Primitives
import RollupActors
import StateTransition

/// A request that a user files at a system contract of the L2: EIP-7002 or EIP-7251.
package struct SystemRequest {
    /// Execution requests that a transaction can file.
    package enum Kind: String, CaseIterable, Sendable {
        /// EIP-7002.
        case withdrawal
        /// EIP-7251.
        case consolidation
    }

    private let kind: Kind

    init(_ kind: Kind) { self.kind = kind }

    /// Gas limit of filing: the queue's slots and the call.
    private static let gasLimit: UInt64 = 400_000
    /// Slot in which both contracts keep the excess that their fee grows with.
    private static let excessSlot = UInt256.zero
    /// `WITHDRAWAL_REQUEST_FEE_UPDATE_FRACTION` and its twin of EIP-7251.
    private static let feeUpdateFraction: UInt256 = 17

    /// The transaction that files it, with the fee that the contract asks for at the head.
    func intent(from actor: Actor, on chain: L2Chain) throws(SimulationFault) -> TransactionIntent {
        let contract: Address
        let data: [UInt8]
        switch kind {
        case .withdrawal:
            contract = SystemContract.withdrawalRequests.address
            // A full exit: the amount is zero.
            data = Self.publicKey(of: actor, label: "validator") + [UInt8](repeating: 0, count: 8)
        case .consolidation:
            contract = SystemContract.consolidationRequests.address
            data = Self.publicKey(of: actor, label: "source") + Self.publicKey(of: actor, label: "target")
        }
        let excess: UInt256
        do {
            excess = try chain.storage(of: contract, Self.excessSlot)
        } catch {
            throw .actor(error)
        }
        return TransactionIntent(to: contract, value: Self.fee(excess: excess), data: data, gasLimit: Self.gasLimit)
    }

    /// 48 bytes that stand for a BLS key; the contracts do not look into it.
    private static func publicKey(of actor: Actor, label: String) -> [UInt8] {
        let first = Keccak256.hash(Array("simulated \(label) key of \(actor.name)".utf8))
        return first.bytes + Keccak256.hash(first.bytes).bytes.prefix(16)
    }

    /// `fake_exponential(1, excess, 17)` (EIP-7002): the fee in wei.
    ///
    /// Saturates where a fee could never be paid; the excess of an uncalled contract is its inhibitor, 2^256 - 1.
    static func fee(excess: UInt256) -> UInt256 {
        guard let excess = excess.asUInt64, excess < 2_000 else { return .max }
        var index: UInt256 = 1
        var sum = UInt256.zero
        var accumulator = feeUpdateFraction
        // Each factor excess / (17 * index) is below 118 and shrinks, so that the terms stay far below 2^256.
        while !accumulator.isZero {
            sum = sum &+ accumulator
            accumulator =
                (accumulator &* UInt256(excess)).quotientAndRemainder(dividingBy: feeUpdateFraction &* index).quotient
            index = index &+ 1
        }
        return sum.quotientAndRemainder(dividingBy: feeUpdateFraction).quotient
    }
}
