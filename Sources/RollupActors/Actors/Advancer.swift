public import EVM
public import ExecutePrecompile
public import L1Sim
public import Primitives
import RollupContracts
public import StateTransition

/// Posts sealed L2 blocks on L1: one transaction to the rollup's contract per block.
public struct Advancer: Sendable {
    /// Who signs and pays.
    public let actor: Actor
    /// The rollup's contract.
    public let rollup: Address
    /// Whether the contract passes the call on to another one's code, as one with a sequencer does.
    public let passesOn: Bool
    /// Whether the contract holds blocks to an inbox, and passes the call on too.
    public let hasInbox: Bool

    /// Gas set aside for the contract beside EXECUTE and the transaction's intrinsic gas; `GasLimitTests` holds what it
    /// spends below half of it.
    public static let contractGas: UInt64 = 250_000

    /// Gas set aside for a contract that passes the call on: it copies the calldata, asks for the bond, and keeps the
    /// time.
    public static let passingGas: UInt64 = 60_000

    /// Gas set aside for a contract that holds blocks to an inbox: it copies the calldata, and up to five transactions
    /// leave it.
    public static let inboxGas: UInt64 = 350_000

    /// An advancer that pays L1 gas from the account of `actor`; `rollup` is the contract's address on L1.
    public init(actor: Actor, rollup: Address, passesOn: Bool = false, hasInbox: Bool = false) {
        self.actor = actor
        self.rollup = rollup
        self.passesOn = passesOn
        self.hasInbox = hasInbox
    }

    /// The signed transaction that hands a payload to the contract.
    ///
    /// - Parameters:
    ///   - payload: EXECUTE's input, honest or not.
    ///   - gasRule: What EXECUTE will charge by; decides the gas limit when none is given.
    ///   - gasLimit: Gas limit; nil for what is needed, at most the transaction cap (EIP-7825).
    ///   - chain: L1 as the actor sees it.
    /// - Returns: The transaction, ready to be submitted.
    /// - Throws: `L1Error` when the chain's state cannot be read.
    public func transaction(
        payload: StatelessInput,
        gasRule: GasRule,
        gasLimit: UInt64? = nil,
        on chain: L1Chain
    ) throws(L1Error) -> Transaction {
        let input = payload.encoded
        let data = NativeRollup.advance(payload: input)
        return try transaction(
            calling: data,
            with: payload,
            inputByteCount: input.count,
            gasRule: gasRule,
            gasLimit: gasLimit,
            on: chain
        )
    }

    /// The signed transaction with some calldata that holds a payload, of which `inputByteCount` bytes get to EXECUTE.
    func transaction(
        calling data: [UInt8],
        with payload: StatelessInput,
        inputByteCount: Int,
        gasRule: GasRule,
        gasLimit: UInt64?,
        on chain: L1Chain
    ) throws(L1Error) -> Transaction {
        var intent = TransactionIntent(to: rollup, data: data, gasLimit: 0)
        if let gasLimit {
            intent.gasLimit = gasLimit
        } else {
            let unpriced = try actor.transaction(intent, on: chain)
            let execution = payload.newPayloadRequest.executionPayload.fields
            let charge = gasRule.charge(
                gasLimit: execution.gasLimit,
                gasUsed: execution.gasUsed,
                inputByteCount: inputByteCount
            )
            intent.gasLimit = self.gasLimit(of: unpriced, executeCharge: charge)
        }
        return try actor.transaction(intent, on: chain)
    }

    /// The signed transaction that hands a proved block to the contract.
    ///
    /// - Parameters:
    ///   - input: EXECUTE's input, honest or not; it names the blobs that go along, if any.
    ///   - proofs: What the transaction depends on, and the sidecar that proves it.
    ///   - gasRule: What EXECUTE will charge by; decides the gas limit when none is given.
    ///   - gasLimit: Gas limit; nil for what is needed, at most the transaction cap (EIP-7825).
    ///   - chain: L1 as the actor sees it.
    /// - Returns: The transaction, ready to be submitted with its sidecar.
    /// - Throws: `L1Error` when the chain's state cannot be read.
    public func transaction(
        input: ProofClaim,
        proofs: TransactionProofs,
        gasRule: ProofGasRule,
        gasLimit: UInt64? = nil,
        on chain: L1Chain
    ) throws(L1Error) -> Transaction {
        let data = NativeRollup.advance(payload: input.encoded)
        var intent = TransactionIntent(
            to: rollup,
            data: data,
            gasLimit: 0,
            proofs: proofs,
            blobVersionedHashes: input.blobVersionedHashes
        )
        if let gasLimit {
            intent.gasLimit = gasLimit
        } else {
            let unpriced = try actor.transaction(intent, on: chain)
            let charge = gasRule.charge(
                proofCount: input.verificationKeyHashes.count,
                sidecarByteCount: proofs.sidecarByteCount
            )
            intent.gasLimit = self.gasLimit(of: unpriced, executeCharge: charge)
        }
        return try actor.transaction(intent, on: chain)
    }

    /// A transaction on proofs with the gas limit that another price asks for, unsigned.
    public func repriced(_ transaction: Transaction, gasRule: ProofGasRule) -> Transaction {
        var copy = transaction
        let charge = gasRule.charge(
            proofCount: transaction.proofs.dependencies.count { $0.scheme == ProofScheme.statelessValidation },
            sidecarByteCount: transaction.proofs.sidecarByteCount
        )
        copy.gasLimit = self.gasLimit(of: transaction, executeCharge: charge)
        return copy
    }

    /// A transaction that has L1 execute a block, with the gas limit that another price asks for, unsigned.
    ///
    /// - Returns: The transaction; nil when it carries no input of EXECUTE.
    public func repriced(_ transaction: Transaction, gasRule: GasRule) -> Transaction? {
        guard let input = NativeRollup.payload(advanceCalldata: transaction.data),
            let fields = (try? StatelessInput(decoding: input))?.newPayloadRequest.executionPayload.fields
        else { return nil }
        var copy = transaction
        let charge = gasRule.charge(gasLimit: fields.gasLimit, gasUsed: fields.gasUsed, inputByteCount: input.count)
        copy.gasLimit = self.gasLimit(of: transaction, executeCharge: charge)
        return copy
    }

    /// Gas limit with which an honest block passes, capped by EIP-7825.
    private func gasLimit(of transaction: Transaction, executeCharge charge: UInt64) -> UInt64 {
        // A call forwards at most 63/64 of what is left (EIP-150).
        var forwarded = UInt256(charge) &+ UInt256(charge / 63) &+ UInt256(Self.contractGas) &+ 1
        if passesOn {
            forwarded = forwarded &+ UInt256(forwarded.saturatedUInt64 / 63) &+ UInt256(Self.passingGas)
        }
        if hasInbox { forwarded = forwarded &+ UInt256(forwarded.saturatedUInt64 / 63) &+ UInt256(Self.inboxGas) }
        let execution = UInt256(transaction.intrinsicGas) &+ forwarded
        let needed = max(execution.saturatedUInt64, transaction.floorGas(fork: .osaka))
        return min(needed, TransactionGas.cap)
    }
}
