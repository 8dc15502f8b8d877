import Cryptography
import HostAccelerators
package import PaymentsCircuit
import Primitives

/// An actor with the key by which a payments ledger knows them.
package struct PaymentsWallet: Sendable {
    /// Whose it is.
    package let actor: Actor
    /// Signs payments.
    package let key: SigningKey
    /// How the ledger knows the actor's account.
    package let owner: PaymentsOwner

    /// The wallet of an actor.
    ///
    /// Its key follows from a signature of the actor's own, as wallets derive keys of ledgers that are not the EVM:
    /// whoever has the L1 key has this one.
    package init(_ actor: Actor) {
        let signature = actor.key.sign(Keccak256.hash(Array("rollupsim payments key/1".utf8)))
        self.actor = actor
        key = SigningKey(seed: signature.r.bigEndianBytes + signature.s.bigEndianBytes)
        owner = PaymentsOwner(address: actor.address, keyHash: Account.keyHash(of: key.publicKey).value)
    }
}
