public import EVM
public import HostAccelerators
public import L1Sim
public import Primitives
public import StateTransition

/// Somebody who signs: a name that reports use, and a key.
public struct Actor: Hashable, Sendable {
    /// Name in the scenario.
    public let name: String
    /// Key of the account, the same on every chain.
    public let key: PrivateKey

    /// The actor `name` of a scenario with the given seed.
    public init(name: String, seed: UInt64) {
        self.name = name
        key = ActorKeys.privateKey(seed: seed, name: name)
    }

    /// Address of the account, the same on every chain.
    public var address: Address { key.address }

    /// A transaction with this actor's signature.
    public func signed(_ transaction: Transaction) -> Transaction {
        let signature = key.sign(transaction.signingHash)
        return transaction.signed(r: signature.r, s: signature.s, yParity: signature.yParity)
    }

    /// A delegation of this actor's account with the actor's signature (EIP-7702).
    public func signed(_ authorization: Authorization) -> Authorization {
        let signature = key.sign(authorization.signingHash)
        return authorization.signed(r: signature.r, s: signature.s, yParity: signature.yParity)
    }
}

/// What a transaction does, before nonce, fees and signature.
public struct TransactionIntent: Hashable, Sendable {
    /// Called account; nil creates a contract.
    public var to: Address?
    /// Wei that goes along.
    public var value: UInt256
    /// Call data, or init code.
    public var data: [UInt8]
    /// Gas limit.
    public var gasLimit: UInt64
    /// What must be proved, and by which sidecar; nil for an ordinary transaction.
    public var proofs: TransactionProofs?
    /// Versioned hashes of the blobs that go along; a transaction that creates a contract has none.
    public var blobVersionedHashes: [Bytes32]
    /// Accounts and slots to warm (EIP-2930).
    public var accessList: [AccessListEntry]
    /// Signed delegations (EIP-7702); only a transaction that creates no contract can have any.
    public var authorizationList: [Authorization]

    /// A transaction without value, data, proofs and lists unless they are given.
    public init(
        to: Address?,
        value: UInt256 = .zero,
        data: [UInt8] = [],
        gasLimit: UInt64,
        proofs: TransactionProofs? = nil,
        blobVersionedHashes: [Bytes32] = [],
        accessList: [AccessListEntry] = [],
        authorizationList: [Authorization] = []
    ) {
        self.to = to
        self.value = value
        self.data = data
        self.gasLimit = gasLimit
        self.proofs = proofs
        self.blobVersionedHashes = blobVersionedHashes
        self.accessList = accessList
        self.authorizationList = authorizationList
    }

    /// The unsigned transaction: of type 4 with delegations, of type 3 with blobs and no proofs, else of type 2.
    ///
    /// - Parameters:
    ///   - chainId: Chain on which it is valid.
    ///   - nonce: The sender's transaction count.
    ///   - baseFee: Of the chain's head, in wei per unit of gas; decides the fee cap.
    ///   - blobBaseFee: Of the chain's next block, in wei per unit of blob gas; decides the cap of its price.
    /// - Returns: The transaction, ready to be signed.
    func transaction(
        chainId: UInt64,
        nonce: UInt64,
        baseFee: UInt256,
        blobBaseFee: UInt256 = .zero
    ) -> Transaction {
        let maxFeePerGas = FeePolicy.maxFeePerGas(baseFee: baseFee)
        if let to, !authorizationList.isEmpty {
            return .setCode(
                chainId: chainId,
                nonce: nonce,
                maxPriorityFeePerGas: FeePolicy.maxPriorityFeePerGas,
                maxFeePerGas: maxFeePerGas,
                gasLimit: gasLimit,
                to: to,
                value: value,
                data: data,
                accessList: accessList,
                authorizationList: authorizationList
            )
        }
        let transaction = Transaction.dynamicFee(
            chainId: chainId,
            nonce: nonce,
            maxPriorityFeePerGas: FeePolicy.maxPriorityFeePerGas,
            maxFeePerGas: maxFeePerGas,
            gasLimit: gasLimit,
            to: to,
            value: value,
            data: data,
            accessList: accessList
        )
        guard let proofs else {
            guard let to, !blobVersionedHashes.isEmpty else { return transaction }
            return .blob(
                chainId: chainId,
                nonce: nonce,
                maxPriorityFeePerGas: FeePolicy.maxPriorityFeePerGas,
                maxFeePerGas: maxFeePerGas,
                gasLimit: gasLimit,
                to: to,
                value: value,
                data: data,
                accessList: accessList,
                maxFeePerBlobGas: FeePolicy.maxFeePerBlobGas(blobBaseFee: blobBaseFee),
                blobVersionedHashes: blobVersionedHashes
            )
        }
        guard !blobVersionedHashes.isEmpty else { return transaction.carrying(proofs) }
        return transaction.carrying(
            proofs,
            maxFeePerBlobGas: FeePolicy.maxFeePerBlobGas(blobBaseFee: blobBaseFee),
            blobVersionedHashes: blobVersionedHashes
        )
    }
}

/// Fees that actors offer: enough for some full blocks in a row, and a constant tip.
public enum FeePolicy {
    /// Priority fee in wei per unit of gas.
    public static let maxPriorityFeePerGas = UInt256(1_000_000_000)

    /// Fee cap in wei per unit of gas, from the base fee of the head.
    ///
    /// The base fee rises by at most an eighth per block (EIP-1559), so twice the base fee lasts for five.
    public static func maxFeePerGas(baseFee: UInt256) -> UInt256 {
        baseFee &+ baseFee &+ maxPriorityFeePerGas
    }

    /// Cap of the price of blob gas in wei per unit, from the next block's: twice that, as for gas.
    public static func maxFeePerBlobGas(blobBaseFee: UInt256) -> UInt256 {
        blobBaseFee &+ blobBaseFee
    }
}

extension Actor {
    /// Signs a transaction for L1 with the next free nonce.
    ///
    /// - Throws: `L1Error` when the chain's state cannot be read.
    public func transaction(_ intent: TransactionIntent, on chain: L1Chain) throws(L1Error) -> Transaction {
        let nonce = chain.mempool.nextNonce(of: address, accountNonce: try chain.nonce(of: address))
        return signed(
            intent.transaction(
                chainId: chain.configuration.chainId,
                nonce: nonce,
                baseFee: chain.head.baseFeePerGas,
                blobBaseFee: intent.blobVersionedHashes.isEmpty ? .zero : chain.nextBlobBaseFee ?? .zero
            )
        )
    }
}
