package import Cryptography
package import Primitives

/// What a withdrawal of a settled batch entitles to on L1.
package struct Withdrawal: Equatable, Sendable {
    /// The L1 address that is paid.
    package let recipient: Address
    /// What it is paid, in wei.
    package let amount: UInt128
    /// The place of the payment in its batch, which is also the place of the leaf in the tree.
    package let index: Int

    /// Joins the parts of a withdrawal.
    package init(recipient: Address, amount: UInt128, index: Int) {
        self.recipient = recipient
        self.amount = amount
        self.index = index
    }

    /// The leaf: Poseidon of the recipient and of `amount + 2^128 index`.
    package var leaf: BN254.Fr {
        let second = UInt256(
            l0: UInt64(truncatingIfNeeded: amount),
            l1: UInt64(truncatingIfNeeded: amount >> 64),
            l2: UInt64(truncatingIfNeeded: index),
            l3: 0
        )
        return Poseidon.hash(BN254.Fr(recipient), BN254.Fr(reducing: second))
    }

    /// Whether a path leads from the withdrawal to a root of a batch of some capacity: what a claim must show.
    package func isIncluded(inRoot root: BN254.Fr, path: [BN254.Fr], capacity: Int) -> Bool {
        guard (0..<capacity).contains(index), path.count == WithdrawalTree.depth(capacity: capacity) else {
            return false
        }
        return MerkleTree.root(leaf: leaf, index: index, path: path) == root
    }
}

/// The Poseidon tree of one batch's withdrawals, a leaf for each of its payments.
///
/// Payments that withdraw nothing have the leaf zero.
package struct WithdrawalTree: Sendable {
    /// The withdrawals in order.
    package let withdrawals: [Withdrawal]
    private let tree: MerkleTree

    /// Levels of the tree of a batch with places for so many payments.
    package static func depth(capacity: Int) -> Int {
        capacity <= 1 ? 0 : Int.bitWidth - (capacity - 1).leadingZeroBitCount
    }

    /// The tree of withdrawals whose indices are below the capacity.
    package init(_ withdrawals: [Withdrawal], capacity: Int) {
        self.withdrawals = withdrawals
        var tree = MerkleTree(depth: Self.depth(capacity: capacity))
        for withdrawal in withdrawals { tree.setLeaf(withdrawal.leaf, at: withdrawal.index) }
        self.tree = tree
    }

    /// The withdrawals root.
    package var root: BN254.Fr { tree.root }

    /// The path with which a withdrawal of this tree is claimed.
    package func path(to withdrawal: Withdrawal) -> [BN254.Fr] { tree.path(to: withdrawal.index) }
}
