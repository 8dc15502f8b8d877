import Primitives
import StateTransition
import StateTrie

extension L1Chain {
    /// Blocks whose states `forgetStates` always keeps, the newest: as many as BLOCKHASH and an anchor reach.
    private static let keptStateCount = UInt64(ChainHistory.ancestorCount)

    /// Forgets the states of old blocks without transactions, once there are many, for a long run of empty blocks costs
    /// nine kilobytes of trie nodes each.
    ///
    /// What stays: genesis, the newest 256 blocks, and each block whose child holds transactions, so that these can be
    /// replayed. Reading another old state throws `L1Error.state` from then on; blocks, records and logs stay.
    ///
    /// - Parameter threshold: Least number of empty blocks since the last time for which the work is done.
    /// - Complexity: O(nodes that stay), a few tens of milliseconds.
    public mutating func forgetStates(threshold: Int = 6144) {
        guard emptyBlockCount >= threshold else { return }
        emptyBlockCount = 0
        let firstKept = head.number > Self.keptStateCount ? head.number - Self.keptStateCount : 0
        let blocks = history.blocks
        let kept = blocks.indices.filter { index in
            index == 0 || index >= firstKept || !blocks[index + 1].records.isEmpty
        }
        // A state that cannot be walked is a reason to keep everything.
        guard let database = database.keeping(kept.lazy.map { blocks[$0].header.stateRoot }) else { return }
        self.database = database
    }
}
