public import EVM
public import Primitives

extension Transaction {
    /// Unsigned legacy transaction; a nil chain id makes it valid on every chain (before EIP-155).
    public static func legacy(
        chainId: UInt64?,
        nonce: UInt64,
        gasPrice: UInt256,
        gasLimit: UInt64,
        to: Address?,
        value: UInt256,
        data: [UInt8]
    ) -> Transaction {
        Transaction(
            type: .legacy,
            chainId: chainId,
            nonce: nonce,
            maxPriorityFeePerGas: gasPrice,
            maxFeePerGas: gasPrice,
            gasLimit: gasLimit,
            to: to,
            value: value,
            data: data
        )
    }

    /// Unsigned transaction with an access list (EIP-2930).
    public static func accessList(
        chainId: UInt64,
        nonce: UInt64,
        gasPrice: UInt256,
        gasLimit: UInt64,
        to: Address?,
        value: UInt256,
        data: [UInt8],
        accessList: [AccessListEntry]
    ) -> Transaction {
        var transaction = legacy(
            chainId: chainId,
            nonce: nonce,
            gasPrice: gasPrice,
            gasLimit: gasLimit,
            to: to,
            value: value,
            data: data
        )
        transaction.type = .accessList
        transaction.accessList = accessList
        return transaction
    }

    /// Unsigned transaction with a priority fee (EIP-1559).
    public static func dynamicFee(
        chainId: UInt64,
        nonce: UInt64,
        maxPriorityFeePerGas: UInt256,
        maxFeePerGas: UInt256,
        gasLimit: UInt64,
        to: Address?,
        value: UInt256,
        data: [UInt8],
        accessList: [AccessListEntry] = []
    ) -> Transaction {
        var transaction = Transaction(
            type: .dynamicFee,
            chainId: chainId,
            nonce: nonce,
            maxPriorityFeePerGas: maxPriorityFeePerGas,
            maxFeePerGas: maxFeePerGas,
            gasLimit: gasLimit,
            to: to,
            value: value,
            data: data
        )
        transaction.accessList = accessList
        return transaction
    }

    /// Unsigned transaction that carries blobs (EIP-4844), as it stands in a block: without the blobs.
    public static func blob(
        chainId: UInt64,
        nonce: UInt64,
        maxPriorityFeePerGas: UInt256,
        maxFeePerGas: UInt256,
        gasLimit: UInt64,
        to: Address,
        value: UInt256,
        data: [UInt8],
        accessList: [AccessListEntry] = [],
        maxFeePerBlobGas: UInt256,
        blobVersionedHashes: [Bytes32]
    ) -> Transaction {
        var transaction = dynamicFee(
            chainId: chainId,
            nonce: nonce,
            maxPriorityFeePerGas: maxPriorityFeePerGas,
            maxFeePerGas: maxFeePerGas,
            gasLimit: gasLimit,
            to: to,
            value: value,
            data: data,
            accessList: accessList
        )
        transaction.type = .blob
        transaction.maxFeePerBlobGas = maxFeePerBlobGas
        transaction.blobVersionedHashes = blobVersionedHashes
        return transaction
    }

    /// Unsigned transaction that delegates the code of accounts (EIP-7702).
    public static func setCode(
        chainId: UInt64,
        nonce: UInt64,
        maxPriorityFeePerGas: UInt256,
        maxFeePerGas: UInt256,
        gasLimit: UInt64,
        to: Address,
        value: UInt256,
        data: [UInt8],
        accessList: [AccessListEntry] = [],
        authorizationList: [Authorization]
    ) -> Transaction {
        var transaction = dynamicFee(
            chainId: chainId,
            nonce: nonce,
            maxPriorityFeePerGas: maxPriorityFeePerGas,
            maxFeePerGas: maxFeePerGas,
            gasLimit: gasLimit,
            to: to,
            value: value,
            data: data,
            accessList: accessList
        )
        transaction.type = .setCode
        transaction.authorizationList = authorizationList
        return transaction
    }

    /// The same dynamic-fee transaction, unsigned, that needs statements proved, as it stands in a block: without the
    /// proofs. `[SIM]`
    ///
    /// - Parameters:
    ///   - proofs: What must be proved.
    ///   - maxFeePerBlobGas: Greatest price in wei of a unit of blob gas.
    ///   - blobVersionedHashes: The blobs that go along; none by default.
    /// - Returns: The transaction.
    public func carrying(
        _ proofs: TransactionProofs,
        maxFeePerBlobGas: UInt256 = .zero,
        blobVersionedHashes: [Bytes32] = []
    ) -> Transaction {
        var copy = self
        copy.type = .proofCarrying
        copy.proofs = proofs
        copy.maxFeePerBlobGas = maxFeePerBlobGas
        copy.blobVersionedHashes = blobVersionedHashes
        return copy
    }
}
