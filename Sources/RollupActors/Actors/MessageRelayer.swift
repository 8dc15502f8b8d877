import EVM
import L1Sim
import Primitives
import RollupContracts
import StateTransition
import StateTrie

/// Which pending messages from L1 a block delivers, oldest first.
public enum MessageSelection: Hashable, Sendable {
    /// All of them.
    case all
    /// None; the block then also proves no root.
    case none
    /// At most so many.
    case atMost(UInt64)

    /// The number meant.
    var limit: UInt64 {
        switch self {
        case .all: .max
        case .none: 0
        case .atMost(let count): count
        }
    }
}

/// Delivers messages from L1: ordinary L2 transactions, paid by the relayer, that prove the messages' root against the
/// block's anchor and claim them.
struct MessageRelayer: Sendable {
    /// Who signs and pays on L2.
    let actor: Actor
    /// The contract on L1 that keeps the rollup's messages: its own, or its portal.
    let rollup: Address

    /// Gas limit of proving a root: two Merkle-Patricia proofs and a header; `GasLimitTests` holds what it uses below
    /// half.
    static let proofGasLimit: UInt64 = 3_000_000
    /// Gas limit of a claim without data: 32 hashes, and the 500,000 gas that a receiver with code is owed.
    static let claimGasLimit: UInt64 = 1_000_000
    /// Gas limit of each byte of a message's data.
    static let gasPerDataByte: UInt64 = 100

    /// What a block that is anchored to L1 block `anchor` must do to deliver messages, in order.
    ///
    /// - Parameters:
    ///   - anchor: Height of the L1 block.
    ///   - blockTimestamp: Time of the L2 block in seconds.
    ///   - selection: How many messages to deliver.
    ///   - l1: L1, which holds the anchor.
    ///   - isClaimed: Whether L2 has delivered the message of an index already.
    /// - Returns: The proof of the root and a claim for each message; nothing when no message waits.
    /// - Throws: `ActorError` when L1 cannot be read.
    func intents(
        anchor: UInt64,
        blockTimestamp: UInt64,
        selection: MessageSelection,
        on l1: L1Chain,
        isClaimed: (UInt64) throws(ActorError) -> Bool
    ) throws(ActorError) -> [TransactionIntent] {
        guard selection.limit > 0 else { return [] }
        let source = try MessageSource(rollup: rollup, on: l1, through: anchor)
        var claims: [TransactionIntent] = []
        for message in source.messages where UInt64(claims.count) < selection.limit {
            guard try !isClaimed(message.index) else { continue }
            guard let index = Int(exactly: message.index),
                let path = source.tree.path(of: index, size: source.tree.count)
            else {
                throw .unknownMessage(index: message.index)
            }
            claims.append(
                TransactionIntent(
                    to: L2Messenger.address,
                    data: L2Messenger.claimL1Message(message, path: path, feeRecipient: actor.address),
                    gasLimit: Self.claimGasLimit &+ UInt64(message.data.count) &* Self.gasPerDataByte
                )
            )
        }
        guard !claims.isEmpty else { return [] }
        return [try rootProof(anchor: anchor, blockTimestamp: blockTimestamp, on: l1)] + claims
    }

    /// The transaction that shows L2 the root of the message tree at the anchor.
    private func rootProof(
        anchor: UInt64,
        blockTimestamp: UInt64,
        on l1: L1Chain
    ) throws(ActorError) -> TransactionIntent {
        guard let headerRLP = l1.headerRLP(anchor) else { throw .unknownL1Block(anchor) }
        let proof: AccountAndStorageProof
        do {
            let account = try l1.proof(of: rollup, slots: [NativeRollup.Slot.messageRoot], at: anchor)
            proof = AccountAndStorageProof(
                accountProof: account.accountProof,
                storageProof: account.storage.first?.proof ?? []
            )
        } catch {
            throw .l1(error)
        }
        // EIP-4788 files the anchor under the block's own timestamp, before its first transaction.
        return TransactionIntent(
            to: L2Messenger.address,
            data: L2Messenger.proveL1MessageRoot(anchorTimestamp: blockTimestamp, header: headerRLP, proof: proof),
            gasLimit: Self.proofGasLimit
        )
    }
}
