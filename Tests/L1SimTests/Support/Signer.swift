import HostAccelerators
import L1Sim
import Primitives
import StateTransition
import Testing

/// Somebody with a real key.
struct Signer {
    let key: PrivateKey

    var address: Address { key.address }

    /// The signer of a number above zero.
    init(_ number: UInt64) throws {
        key = try #require(PrivateKey(Bytes32(UInt256(number))))
    }

    func sign(_ transaction: Transaction) -> Transaction {
        let signature = key.sign(transaction.signingHash)
        return transaction.signed(r: signature.r, s: signature.s, yParity: signature.yParity)
    }

    /// A signed EIP-1559 transaction; fees in wei.
    func transaction(
        nonce: UInt64,
        to: Address?,
        value: UInt256 = .zero,
        data: [UInt8] = [],
        gasLimit: UInt64 = 100_000,
        tip: UInt256 = 1_000_000_000,
        feeCap: UInt256 = 10_000_000_000,
        chainId: UInt64 = 1
    ) -> Transaction {
        sign(
            .dynamicFee(
                chainId: chainId,
                nonce: nonce,
                maxPriorityFeePerGas: tip,
                maxFeePerGas: feeCap,
                gasLimit: gasLimit,
                to: to,
                value: value,
                data: data
            )
        )
    }
}
