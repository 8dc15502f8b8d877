import EVM
import Primitives
import RollupContracts

/// Contracts of a rollup with a delayed inbox, behind its own, whose code it executes; they follow from the deployer's
/// nonces alone.
struct InboxContracts: Sendable {
    /// The code that the rollup's contract executes: a `NativeRollup`, or a `SequencedNativeRollup`.
    let implementation: Address
    /// What a sequencer's rollup consists of; nil without one.
    let sequenced: SequencedContracts?
    private let terms: SequencingTerms?

    /// The contracts that a deployer makes with transactions from `nonce` on, the rollup's own first.
    init(deployer: Address, nonce: UInt64, _ terms: SequencingTerms?) {
        self.terms = terms
        sequenced = terms.map { _ in SequencedContracts(deployer: deployer, nonce: nonce) }
        // With a sequencer, NativeRollup and the bond come first.
        implementation = Address.created(by: deployer, nonce: nonce &+ (terms == nil ? 1 : 3))
    }

    /// What the deployer sends after the rollup's own contract, in order.
    func companions(_ genesis: NativeRollup.Genesis) -> [TransactionIntent] {
        guard let sequenced, let terms else {
            return [
                TransactionIntent(
                    to: nil,
                    data: NativeRollup.initCode(genesis),
                    gasLimit: RollupDeployment.gasLimit
                )
            ]
        }
        let code = TransactionIntent(
            to: nil,
            data: sequenced.rollupInitCode(genesis, terms),
            gasLimit: RollupDeployment.gasLimit
        )
        return sequenced.companions(genesis, terms) + [code]
    }
}
