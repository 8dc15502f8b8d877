import EVM
public import Primitives
import RollupContracts

/// Who hands in the blocks of a native rollup, and what stands behind what he promises.
public struct SequencingTerms: Hashable, Sendable {
    /// The sequencer's account on L1.
    public var sequencer: Address
    /// What is put up for him at the deployment, in wei: the least with which he has the first word.
    public var bond: UInt256

    /// A sequencer with a bond.
    public init(sequencer: Address, bond: UInt256) {
        self.sequencer = sequencer
        self.bond = bond
    }
}

/// Addresses of a sequenced rollup's contracts, which need each other's; they follow from the deployer's nonces alone.
public struct SequencedContracts: Hashable, Sendable {
    /// `SequencedNativeRollup`: the rollup.
    public let rollup: Address
    /// `NativeRollup`: the code that it executes.
    public let implementation: Address
    /// `SequencerBond`.
    public let bond: Address

    /// The contracts that a deployer makes with three transactions from `nonce` on.
    public init(deployer: Address, nonce: UInt64) {
        rollup = Address.created(by: deployer, nonce: nonce)
        implementation = Address.created(by: deployer, nonce: nonce &+ 1)
        bond = Address.created(by: deployer, nonce: nonce &+ 2)
    }

    /// Init code of the rollup's own contract.
    func rollupInitCode(_ genesis: NativeRollup.Genesis, _ terms: SequencingTerms) -> [UInt8] {
        SequencedNativeRollup.initCode(
            genesis,
            implementation: implementation,
            sequencer: terms.sequencer,
            bond: bond
        )
    }

    /// What the deployer sends after the rollup's own contract, in order.
    func companions(_ genesis: NativeRollup.Genesis, _ terms: SequencingTerms) -> [TransactionIntent] {
        [
            TransactionIntent(
                to: nil,
                data: NativeRollup.initCode(genesis),
                gasLimit: RollupDeployment.gasLimit
            ),
            TransactionIntent(
                to: nil,
                value: terms.bond,
                data: SequencerBond.initCode(
                    rollup: rollup,
                    sequencer: terms.sequencer,
                    l2ChainID: genesis.chainId,
                    leastBond: terms.bond
                ),
                gasLimit: RollupDeployment.gasLimit
            ),
        ]
    }
}
