public import Primitives

/// State as the EVM sees it: accounts, storage, warmth and a journal.
///
/// Reads throw when the answer is unknowable (a node missing from a witness); such a failure aborts the whole
/// execution. Everything written, and every address or slot warmed, is undone by `revert(to:)`.
public protocol Host {
    /// Why state could not be read or written.
    associatedtype Failure: Error

    /// Balance in wei, zero for an account that does not exist.
    mutating func balance(of address: Address) throws(Failure) -> UInt256
    /// Nonce, zero for an account that does not exist.
    mutating func nonce(of address: Address) throws(Failure) -> UInt64
    /// Keccak-256 of the code, zero for an account that does not exist or is empty (EIP-1052, EIP-161).
    mutating func codeHash(of address: Address) throws(Failure) -> Bytes32
    /// The code, a delegation designator included.
    mutating func code(of address: Address) throws(Failure) -> [UInt8]
    /// Size of the code in bytes.
    mutating func codeSize(of address: Address) throws(Failure) -> Int
    /// Whether nonce and balance are zero and there is no code (EIP-161, "dead").
    mutating func isEmpty(_ address: Address) throws(Failure) -> Bool
    /// Whether any storage slot is set (EIP-7610).
    mutating func hasStorage(_ address: Address) throws(Failure) -> Bool

    /// Makes an address warm; true when it was cold (EIP-2929).
    mutating func accessAccount(_ address: Address) -> Bool
    /// Makes a storage slot warm; true when it was cold (EIP-2929).
    mutating func accessStorage(_ address: Address, _ slot: UInt256) -> Bool

    /// Current value of a storage slot.
    mutating func storage(_ address: Address, _ slot: UInt256) throws(Failure) -> UInt256
    /// Value of a storage slot when the transaction began, and now (EIP-2200).
    mutating func storageForWrite(
        _ address: Address,
        _ slot: UInt256
    ) throws(Failure) -> (original: UInt256, current: UInt256)
    /// Writes a storage slot.
    mutating func setStorage(_ address: Address, _ slot: UInt256, _ value: UInt256) throws(Failure)
    /// Value of a transient storage slot (EIP-1153).
    mutating func transientStorage(_ address: Address, _ slot: UInt256) -> UInt256
    /// Writes a transient storage slot (EIP-1153).
    mutating func setTransientStorage(_ address: Address, _ slot: UInt256, _ value: UInt256)

    /// Adds wei to a balance and touches the account.
    mutating func addBalance(_ address: Address, _ value: UInt256) throws(Failure)
    /// Takes wei from a balance; the caller has checked that it suffices.
    mutating func subtractBalance(_ address: Address, _ value: UInt256) throws(Failure)
    /// Sets a nonce.
    mutating func setNonce(_ address: Address, _ nonce: UInt64) throws(Failure)
    /// Sets the code.
    mutating func setCode(_ address: Address, _ code: [UInt8]) throws(Failure)
    /// Begins a new contract, keeping the balance, and marks it as created in the transaction (EIP-6780).
    mutating func createAccount(_ address: Address) throws(Failure)
    /// Whether the account was created in the transaction (EIP-6780).
    mutating func wasCreatedInTransaction(_ address: Address) -> Bool
    /// Marks the account to be deleted at the end of the transaction.
    mutating func markSelfDestructed(_ address: Address) throws(Failure)

    /// A mark in the journal.
    mutating func snapshot() -> Int
    /// Undoes everything since a mark.
    mutating func revert(to mark: Int)
}
