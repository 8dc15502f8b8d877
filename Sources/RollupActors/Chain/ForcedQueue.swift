import EVM
public import L1Sim
public import Primitives
public import RollupContracts
import StateTransition

/// What waits in a rollup's inbox on L1.
public struct ForcedQueue: Sendable {
    /// The transactions that wait, oldest first.
    public let entries: [ForcedInclusionRollup.Entry]

    /// Reads the inbox as of L1's head.
    ///
    /// - Parameters:
    ///   - inbox: The rollup's contract.
    ///   - chain: L1 as the reader sees it.
    /// - Throws: `ActorError.l1` when L1 cannot be read.
    public init(of inbox: Address, on chain: L1Chain) throws(ActorError) {
        let front: UInt64
        do {
            front = try chain.storage(of: inbox, ForcedInclusionRollup.Slot.front).saturatedUInt64
        } catch {
            throw .l1(error)
        }
        entries = chain.logs(of: inbox, from: 0, through: chain.head.number).compactMap {
            ForcedInclusionRollup.Entry(topics: $0.log.topics, data: $0.log.data)
        }.filter { $0.index >= front }
    }
}
