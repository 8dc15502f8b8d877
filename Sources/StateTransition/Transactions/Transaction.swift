public import EVM
public import Primitives

/// Transaction of any kind, signed or about to be.
///
/// One struct for all kinds: fields that a kind does not have are empty or zero and are not encoded. Prices and values
/// are in wei.
public struct Transaction: Hashable, Sendable {
    /// Kind of the transaction.
    public var type: TransactionType
    /// Chain on which it is valid; nil only for legacy transactions without EIP-155.
    public var chainId: UInt64?
    /// The sender's transaction count.
    public var nonce: UInt64
    /// Greatest price per unit of gas that goes to the fee recipient; the gas price for legacy and EIP-2930.
    public var maxPriorityFeePerGas: UInt256
    /// Greatest price per unit of gas altogether; the gas price for legacy and EIP-2930.
    public var maxFeePerGas: UInt256
    /// Gas that the sender buys.
    public var gasLimit: UInt64
    /// Recipient, or nil to create a contract.
    public var to: Address?
    /// Wei sent along.
    public var value: UInt256
    /// Calldata, or init code when `to` is nil.
    public var data: [UInt8]
    /// Accounts and slots to warm (EIP-2930).
    public var accessList: [AccessListEntry]
    /// Greatest price per unit of blob gas (EIP-4844), of a transaction with blobs or with proofs.
    public var maxFeePerBlobGas: UInt256
    /// Versioned hashes of the blobs (EIP-4844); one with proofs need not have any.
    public var blobVersionedHashes: [Bytes32]
    /// Delegations to apply (EIP-7702).
    public var authorizationList: [Authorization]
    /// Statements that must be proved, and where the proofs are (EIP-8288).
    public var proofs: TransactionProofs
    /// Parity of the signature's y, valid when 0 or 1.
    public var yParity: UInt8
    /// Signature's r.
    public var r: UInt256
    /// Signature's s.
    public var s: UInt256

    init(
        type: TransactionType,
        chainId: UInt64?,
        nonce: UInt64,
        maxPriorityFeePerGas: UInt256,
        maxFeePerGas: UInt256,
        gasLimit: UInt64,
        to: Address?,
        value: UInt256,
        data: [UInt8]
    ) {
        self.type = type
        self.chainId = chainId
        self.nonce = nonce
        self.maxPriorityFeePerGas = maxPriorityFeePerGas
        self.maxFeePerGas = maxFeePerGas
        self.gasLimit = gasLimit
        self.to = to
        self.value = value
        self.data = data
        accessList = []
        maxFeePerBlobGas = .zero
        blobVersionedHashes = []
        authorizationList = []
        proofs = .none
        yParity = 0
        r = .zero
        s = .zero
    }

    /// The same transaction with a signature over `signingHash`.
    public func signed(r: UInt256, s: UInt256, yParity: UInt8) -> Transaction {
        var copy = self
        copy.r = r
        copy.s = s
        copy.yParity = yParity
        return copy
    }

    /// The public key that signed, 64 bytes x || y.
    ///
    /// - Throws: `InvalidTransaction.invalidSignature`, also for an s in the upper half of its range (EIP-2).
    public func recoverPublicKey() throws(InvalidTransaction) -> [UInt8] {
        guard let key = SignatureRecovery.publicKey(of: signingHash, r: r, s: s, yParity: yParity) else {
            throw .invalidSignature
        }
        return key
    }

    /// The account that signed, found with the help of a claim about its public key.
    ///
    /// A claim is accepted only where recovery gives that very key, so that whoever makes the claim decides nothing.
    /// Checking it costs no square root in a guest; where it is false, recovery tells whether the claim or the
    /// signature is to blame.
    ///
    /// - Parameter claimedKey: 0x04 || x || y (65 bytes) of an honest claim.
    /// - Returns: The account, or nil when the transaction is signed by another key than the claimed one.
    /// - Throws: `InvalidTransaction.invalidSignature`.
    package func sender(claimedKey: [UInt8]) throws(InvalidTransaction) -> Address? {
        let key = claimedKey.dropFirst()
        if claimedKey.first == 0x04,
            SignatureRecovery.gives(key, for: signingHash, r: r, s: s, yParity: yParity)
        {
            return Address(publicKey: key)
        }
        _ = try recoverPublicKey()
        return nil
    }

    /// The account that signed, found with the help of a hint about its public key.
    ///
    /// - Parameter hint: x || y (64 bytes) of an honest hint; nil for none.
    /// - Returns: What `recoverSender()` gives, whatever the hint.
    /// - Throws: `InvalidTransaction.invalidSignature`.
    package func sender(hint: ArraySlice<UInt8>?) throws(InvalidTransaction) -> Address {
        if let hint, SignatureRecovery.gives(hint, for: signingHash, r: r, s: s, yParity: yParity) {
            return Address(publicKey: hint)
        }
        return try recoverSender()
    }

    /// The account that signed.
    ///
    /// - Throws: `InvalidTransaction.invalidSignature`.
    public func recoverSender() throws(InvalidTransaction) -> Address {
        Address(publicKey: try recoverPublicKey())
    }
}
