public import L1Sim
import Primitives

/// How far a node has read L1, and which blocks it has read: so it notices when L1 goes on from an earlier one.
public struct L1Cursor: Sendable {
    /// First L1 block not yet read.
    public private(set) var nextBlock: UInt64
    /// Hashes of the blocks that were read, oldest first.
    private var hashes: [Bytes32] = []

    /// A cursor that has read nothing, and begins with the block `start`.
    public init(start: UInt64) { nextBlock = start }

    /// Takes note of a block, the next one, as read.
    public mutating func pass(_ block: StoredBlock) {
        hashes.append(block.hash)
        nextBlock &+= 1
    }

    /// Steps back to the newest block read that L1 still has.
    ///
    /// - Parameter l1: L1 as it is now.
    /// - Returns: Whether a block was read that L1 no longer has.
    /// - Complexity: O(1) as long as L1 has only grown.
    public mutating func stepBack(on l1: L1Chain) -> Bool {
        var isBehind = false
        while let last = hashes.last, l1.blockHash(nextBlock &- 1) != last {
            hashes.removeLast()
            nextBlock &-= 1
            isBehind = true
        }
        return isBehind
    }
}
