package import EVM
package import HostAccelerators
package import Primitives
package import StateTransition

/// An account of a case's state before the transaction.
package struct FuzzAccount: Hashable, Sendable {
    /// Where it is.
    package var address: Address
    /// The account's nonce.
    package var nonce: UInt64
    /// Balance in wei.
    package var balance: UInt256
    /// Its code.
    package var code: [UInt8]
    /// Its slots, each once, in ascending order, none of them zero.
    package var storage: [StorageEntry]

    /// A slot and its value.
    package struct StorageEntry: Hashable, Sendable {
        /// The slot.
        package var slot: UInt256
        /// Its value.
        package var value: UInt256

        /// A slot that holds `value`, which is not zero: a zero slot does not exist.
        package init(slot: UInt256, value: UInt256) {
            self.slot = slot
            self.value = value
        }
    }

    /// Whether transactions can have made such an account.
    package var isPossible: Bool {
        // Empty accounts are deleted since EIP-161.
        if nonce == 0, balance.isZero, code.isEmpty { return false }
        // A delegation has cost its account a nonce (EIP-7702), and storage has been written by code.
        return nonce > 0 || (code.isEmpty ? storage.isEmpty : Delegation.target(of: code) == nil)
    }

    /// An account, by default empty; `FuzzCase.isWellFormed` says whether it can exist.
    package init(
        address: Address,
        nonce: UInt64 = 0,
        balance: UInt256 = .zero,
        code: [UInt8] = [],
        storage: [StorageEntry] = []
    ) {
        self.address = address
        self.nonce = nonce
        self.balance = balance
        self.code = code
        self.storage = storage
    }
}

/// The block that a case's transaction stands in.
package struct FuzzBlock: Hashable, Sendable {
    /// Block number.
    package var number: UInt64
    /// Timestamp in seconds.
    package var timestamp: UInt64
    /// Who receives the priority fees.
    package var coinbase: Address
    /// Gas limit of the block.
    package var gasLimit: UInt64
    /// Base fee in wei per unit of gas.
    package var baseFee: UInt256
    /// PREVRANDAO.
    package var prevRandao: Bytes32
    /// Excess blob gas, which sets the blob base fee (EIP-4844).
    package var excessBlobGas: UInt64

    /// The header fields that a transaction can see or is charged by.
    package init(
        number: UInt64,
        timestamp: UInt64,
        coinbase: Address,
        gasLimit: UInt64,
        baseFee: UInt256,
        prevRandao: Bytes32,
        excessBlobGas: UInt64
    ) {
        self.number = number
        self.timestamp = timestamp
        self.coinbase = coinbase
        self.gasLimit = gasLimit
        self.baseFee = baseFee
        self.prevRandao = prevRandao
        self.excessBlobGas = excessBlobGas
    }
}

/// One transaction on one state: what an implementation of the EVM is asked.
package struct FuzzCase: Hashable, Sendable {
    /// Rules.
    package var fork: Fork
    /// The block.
    package var block: FuzzBlock
    /// The state, ordered by address.
    package var accounts: [FuzzAccount]
    /// The transaction, not signed.
    package var transaction: Transaction
    /// Who signs it.
    package var senderKey: PrivateKey

    /// A case of accounts in ascending order of address; `isWellFormed` says whether there can be such a state.
    package init(
        fork: Fork,
        block: FuzzBlock,
        accounts: [FuzzAccount],
        transaction: Transaction,
        senderKey: PrivateKey
    ) {
        self.fork = fork
        self.block = block
        self.accounts = accounts
        self.transaction = transaction
        self.senderKey = senderKey
    }

    /// Chain id of every case.
    package static let chainId: UInt64 = 1

    /// Whether there can be such a state: no address twice, and only accounts that transactions can have made.
    package var isWellFormed: Bool {
        let isOrdered = zip(accounts, accounts.dropFirst()).allSatisfy { $0.address < $1.address }
        return isOrdered && accounts.allSatisfy(\.isPossible)
    }

    /// The transaction with its sender's signature.
    package var signedTransaction: Transaction {
        let signature = senderKey.sign(transaction.signingHash)
        return transaction.signed(r: signature.r, s: signature.s, yParity: signature.yParity)
    }
}
