public import Primitives

/// What the genesis of a native rollup must hold beside the accounts that its users begin with.
///
/// The genesis names the rollup contract and the contract is deployed with the genesis' hash. The circle is broken by
/// the contract's address, which follows from its deployer and the deployer's nonce (CREATE) before anything is
/// deployed.
public enum L2Genesis {
    /// Account of a genesis allocation.
    public struct Account: Hashable, Sendable {
        /// Its address.
        public var address: Address
        /// Balance in wei.
        public var balance: UInt256
        /// Runtime code.
        public var code: [UInt8]
        /// Slots that are not zero.
        public var storage: [UInt256: UInt256]
    }

    /// Contracts that the protocol calls in every block, so that the genesis must hold their code.
    ///
    /// In order: EIP-4788, EIP-2935, EIP-7002 and EIP-7251. The code itself is the state transition's.
    public static let systemContracts: [Address] = [
        Address(w0: 0x000f_3df6, w1: 0xd732_807e_f131_9fb7, w2: 0xb8bb_8522_d0be_ac02),
        Address(w0: 0x0000_f908, w1: 0x27f1_c53a_10cb_7a02, w2: 0x335b_1753_2000_2935),
        Address(w0: 0x0000_0961, w1: 0xef48_0eb5_5e80_d19a, w2: 0xd835_79a6_4c00_7002),
        Address(w0: 0x0000_bbdd, w1: 0xc7ce_4886_42fb_579f, w2: 0x8b00_f3a5_9000_7251),
    ]

    /// The messenger's account.
    ///
    /// - Parameters:
    ///   - rollup: Address of the rollup contract on L1, deployed or to be.
    ///   - balance: ETH, in wei, that claimed messages may ever release: no part of the L2's supply until then.
    /// - Returns: The account as the genesis must hold it.
    public static func messenger(rollup: Address, balance: UInt256) -> Account {
        Account(
            address: L2Messenger.address,
            balance: balance,
            code: L2Messenger.artifact.runtimeCode,
            storage: [L2Messenger.Slot.rollup: rollup.uint256]
        )
    }
}
