import EVM
import Primitives
import StateTransition

/// What the pool checks before it admits a transaction.
///
/// The rules of the chain are `StateTransition`'s own; the policy on top is go-ethereum's. A fee cap below the base fee
/// is no reason: such a transaction waits for a cheaper block.
struct MempoolAdmission {
    /// The sender's account in the head's state.
    struct SenderAccount {
        var nonce: UInt64
        var balance: UInt256
        var code: [UInt8]
    }

    let rules: ForkRules
    let chainId: UInt64
    /// Gas limit of the next block.
    let blockGasLimit: UInt64

    /// Checks that need no state, and recovers the sender.
    func checkAlone(_ transaction: Transaction) throws(MempoolRejection) -> Address {
        do throws(InvalidTransaction) {
            try transaction.validate(rules: rules, chainId: chainId)
            let leastBlobFee = transaction.hasBlobs ? UInt256(MempoolLimits.leastBlobFee) : .zero
            try transaction.validatePrices(baseFee: .zero, blobBaseFee: leastBlobFee, rules: rules)
            let mostBlobGas = rules.blobs.max &* FeeRules.gasPerBlob
            guard transaction.blobGas <= mostBlobGas else {
                throw .exceedsBlockBlobGas(available: mostBlobGas, got: transaction.blobGas)
            }
        } catch {
            throw .invalid(error)
        }
        guard transaction.gasLimit <= blockGasLimit else {
            throw .gasLimitAboveBlock(limit: blockGasLimit, got: transaction.gasLimit)
        }
        do throws(InvalidTransaction) {
            return try transaction.recoverSender()
        } catch {
            throw .invalid(error)
        }
    }

    /// Checks against the sender's account and its waiting transactions.
    func check(
        _ transaction: Transaction,
        sender: Address,
        account: SenderAccount,
        pool: Mempool
    ) throws(MempoolRejection) {
        guard account.code.isEmpty || Delegation.target(of: account.code) != nil else {
            throw .invalid(.senderHasCode(sender))
        }
        guard transaction.nonce >= account.nonce else {
            throw .invalid(.nonceTooLow(expected: account.nonce, got: transaction.nonce))
        }
        let hasBlobs = transaction.hasBlobs
        if let waiting = pool.carriesBlobs(sender), waiting != hasBlobs { throw .otherKindWaits(hasBlobs: waiting) }
        let gap = transaction.nonce - account.nonce
        // Blobs wait for nothing that has not come yet.
        let next = pool.nextNonce(of: sender, accountNonce: account.nonce)
        let limit = hasBlobs ? next - account.nonce : MempoolLimits.futureNonceLimit
        guard gap <= limit else { throw .nonceGapTooLarge(limit: limit, gap: gap) }
        let cost = transaction.greatestCost
        guard let cost, cost <= account.balance else {
            throw .invalid(.insufficientFunds(required: cost, balance: account.balance))
        }
        if let replaced = pool.transaction(of: sender, nonce: transaction.nonce) {
            try checkReplacement(transaction, of: replaced.transaction)
        }
        let queued = pool.queuedCost(of: sender, exceptNonce: transaction.nonce)
        let sum = queued.map { $0.addingReportingOverflow(cost) }
        guard let sum, !sum.overflow, sum.partialValue <= account.balance else {
            let required = sum.flatMap { $0.overflow ? nil : $0.partialValue }
            throw .insufficientFundsForQueue(required: required, balance: account.balance)
        }
    }

    /// A replacement must raise all fees.
    private func checkReplacement(_ new: Transaction, of old: Transaction) throws(MempoolRejection) {
        var fees = [(new.maxFeePerGas, old.maxFeePerGas), (new.maxPriorityFeePerGas, old.maxPriorityFeePerGas)]
        var bump = MempoolLimits.replacementBumpPercent
        if new.hasBlobs {
            fees.append((new.maxFeePerBlobGas, old.maxFeePerBlobGas))
            bump = MempoolLimits.blobReplacementBumpPercent
        }
        for (offered, replaced) in fees {
            let required = raised(replaced, byPercent: bump)
            guard let required, offered >= required, offered > replaced else {
                throw .replacementUnderpriced(required: required, got: offered)
            }
        }
    }

    /// A fee with the bump on top, in wei; nil above 2^256 - 1.
    private func raised(_ fee: UInt256, byPercent bump: UInt64) -> UInt256? {
        let percent = UInt256(100 + bump)
        let (product, overflow) = fee.multipliedReportingOverflow(by: percent)
        return overflow ? nil : product.quotientAndRemainder(dividingBy: 100).quotient
    }
}
