import Primitives
import RollupContracts

extension ReferenceTrie {
    /// A state of L2 in which the messenger has recorded a message, and the proof of it.
    static func state(holding message: RollupMessage) -> (root: Bytes32, proof: AccountAndStorageProof) {
        let slot = L2Messenger.Slot.sentMessage(index: message.index)
        let storage = ReferenceTrie(storage: [L2Messenger.Slot.rollup: 0x1234, slot: message.leaf.uint256])
        let state = ReferenceTrie(accounts: [
            L2Messenger.address: account(nonce: 1, balance: 5, storageRoot: storage.rootHash)
        ])
        let proof = AccountAndStorageProof(
            accountProof: state.proof(account: L2Messenger.address),
            storageProof: storage.proof(slot: slot)
        )
        return (state.rootHash, proof)
    }
}
