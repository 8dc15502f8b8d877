public import EVM
public import Primitives
public import StateTrie

extension BlockExecution {
    /// Executes a transaction as the next of the block.
    ///
    /// - Parameters:
    ///   - transaction: The transaction.
    ///   - sender: Who signed it, as `Transaction.recoverSender` finds.
    /// - Returns: What became of it; a transaction that reverts or halts is in the block too.
    /// - Throws: `TransactionFailure.invalid` when it cannot stand here, which leaves everything as it was, so that a
    ///   builder may go on with another; `.fault` when execution cannot be completed.
    @_specialize(where T == NoTracer)
    @_specialize(where T == CallTracer)
    public mutating func apply(
        _ transaction: Transaction,
        sender: Address
    ) throws(TransactionFailure) -> TransactionOutcome {
        do throws(InvalidTransaction) {
            try checkAgainstBlock(transaction)
        } catch {
            throw .invalid(error)
        }
        try checkAgainstSender(transaction, sender: sender)
        do throws(EVMFault<StateError>) {
            return try execute(transaction, sender: sender)
        } catch {
            throw .fault(error)
        }
    }

    /// Executes a message in the place of the next transaction, as `eth_call` does: sender, nonce and fees are not
    /// checked, and nothing is paid but the value.
    ///
    /// - Parameters:
    ///   - from: Caller and origin.
    ///   - to: Recipient, or nil to run `data` as init code.
    ///   - value: Wei sent along; more than the caller owns halts the message.
    ///   - data: Calldata or init code.
    ///   - gasLimit: Gas of the message itself, nothing of it being taken beforehand.
    /// - Returns: How it ended.
    /// - Throws: `EVMFault` when execution cannot be completed.
    @_specialize(where T == CallTracer)
    public mutating func call(
        from: Address,
        to: Address?,
        value: UInt256,
        data: [UInt8],
        gasLimit: UInt64
    ) throws(EVMFault<StateError>) -> ExecutionResult {
        let unsigned = Transaction.legacy(
            chainId: nil,
            nonce: 0,
            gasPrice: .zero,
            gasLimit: gasLimit,
            to: to,
            value: value,
            data: data
        )
        evm.transaction = TransactionEnvironment(origin: from, gasPrice: .zero)
        state.beginTransaction()
        warm(for: unsigned, sender: from)
        let nonce: UInt64
        do throws(StateError) {
            nonce = try state.nonce(of: from)
        } catch {
            throw .host(error)
        }
        let message = message(of: unsigned, sender: from, nonce: nonce, gas: gasLimit)
        let result = try evm.execute(message, host: &state, tracer: &tracer)
        state.finishTransaction()
        ancestorsRead = max(ancestorsRead, result.ancestorsRead)
        return result
    }

    private func checkAgainstBlock(_ transaction: Transaction) throws(InvalidTransaction) {
        try transaction.validate(rules: rules, chainId: configuration.chainId)
        // Never below zero: a transaction is let in only when it fits, and uses no more than its limit.
        let availableGas = header.gasLimit &- gasUsed
        guard transaction.gasLimit <= availableGas else {
            throw .exceedsBlockGas(available: availableGas, got: transaction.gasLimit)
        }
        let availableBlobGas = rules.blobs.max &* FeeRules.gasPerBlob &- blobGasUsed
        guard transaction.blobGas <= availableBlobGas else {
            throw .exceedsBlockBlobGas(available: availableBlobGas, got: transaction.blobGas)
        }
        try transaction.validatePrices(baseFee: header.baseFeePerGas, blobBaseFee: blobBaseFee, rules: rules)
    }

    private mutating func checkAgainstSender(
        _ transaction: Transaction,
        sender: Address
    ) throws(TransactionFailure) {
        let nonce: UInt64
        let balance: UInt256
        let code: [UInt8]
        do throws(StateError) {
            nonce = try state.nonce(of: sender)
            balance = try state.balance(of: sender)
            code = try state.code(of: sender)
        } catch {
            throw .fault(.host(error))
        }
        if transaction.nonce < nonce { throw .invalid(.nonceTooLow(expected: nonce, got: transaction.nonce)) }
        if transaction.nonce > nonce { throw .invalid(.nonceTooHigh(expected: nonce, got: transaction.nonce)) }
        let cost = transaction.greatestCost
        guard let cost, cost <= balance else {
            throw .invalid(.insufficientFunds(required: cost, balance: balance))
        }
        // EIP-3607; an account that delegates its code is still an owned account (EIP-7702).
        let mayDelegate = rules.fork.hasDelegations && Delegation.target(of: code) != nil
        guard code.isEmpty || mayDelegate else { throw .invalid(.senderHasCode(sender)) }
    }

    /// Executes a transaction that may stand here.
    private mutating func execute(
        _ transaction: Transaction,
        sender: Address
    ) throws(EVMFault<StateError>) -> TransactionOutcome {
        let price = transaction.effectiveGasPrice(baseFee: header.baseFeePerGas)
        evm.transaction = TransactionEnvironment(
            origin: sender,
            gasPrice: price,
            blobHashes: transaction.blobVersionedHashes,
            proofs: transaction.proofs
        )
        state.beginTransaction()
        let authorizationRefund: UInt64
        do throws(StateError) {
            // No product wraps: the greatest cost was found to fit, and these are at most that.
            let gasFee = price &* UInt256(transaction.gasLimit)
            let blobFee = blobBaseFee &* UInt256(transaction.blobGas)
            try state.subtractBalance(sender, gasFee &+ blobFee)
            try state.setNonce(sender, transaction.nonce &+ 1)
            warm(for: transaction, sender: sender)
            authorizationRefund = try applyAuthorizations(transaction.authorizationList)
        } catch {
            throw .host(error)
        }
        let message = message(
            of: transaction,
            sender: sender,
            nonce: transaction.nonce,
            gas: transaction.gasLimit &- transaction.intrinsicGas
        )
        let result = try evm.execute(message, host: &state, tracer: &tracer)
        ancestorsRead = max(ancestorsRead, result.ancestorsRead)

        let spent = transaction.gasLimit &- result.gasLeft
        let refund = min(spent / TransactionGas.refundQuotient, result.refund &+ authorizationRefund)
        let paid = max(spent &- refund, transaction.floorGas(fork: rules.fork))
        do throws(StateError) {
            try state.addBalance(sender, price &* UInt256(transaction.gasLimit &- paid))
            try state.addBalance(header.feeRecipient, (price &- header.baseFeePerGas) &* UInt256(paid))
        } catch {
            throw .host(error)
        }
        state.finishTransaction()
        return record(transaction, result, gasUsed: paid, price: price)
    }

    /// Takes a finished transaction into the block's sums.
    private mutating func record(
        _ transaction: Transaction,
        _ result: ExecutionResult,
        gasUsed paid: UInt64,
        price: UInt256
    ) -> TransactionOutcome {
        gasUsed &+= paid
        blobGasUsed &+= transaction.blobGas
        let receipt = Receipt(
            type: transaction.type,
            succeeded: result.isSuccess,
            cumulativeGasUsed: gasUsed,
            logs: result.logs
        )
        receipts.append(receipt)
        encodedTransactions.append(transaction.encoded)
        return TransactionOutcome(result: result, receipt: receipt, gasUsed: paid, effectiveGasPrice: price)
    }

    /// Marks what is warm from the start (EIP-2929, EIP-2930, EIP-3651).
    private mutating func warm(for transaction: Transaction, sender: Address) {
        _ = state.accessAccount(sender)
        if let recipient = transaction.to {
            _ = state.accessAccount(recipient)
        }
        _ = state.accessAccount(header.feeRecipient)
        for address in evm.precompiles.addresses {
            _ = state.accessAccount(address)
        }
        for entry in transaction.accessList {
            _ = state.accessAccount(entry.address)
            for key in entry.storageKeys {
                _ = state.accessStorage(entry.address, key)
            }
        }
    }

    private func message(of transaction: Transaction, sender: Address, nonce: UInt64, gas: UInt64) -> Message {
        guard let recipient = transaction.to else {
            return .create(
                from: sender,
                at: .created(by: sender, nonce: nonce),
                value: transaction.value,
                initCode: transaction.data,
                gas: gas
            )
        }
        return .call(from: sender, to: recipient, value: transaction.value, input: transaction.data, gas: gas)
    }

    /// Delegates code where the authorizations are valid; those that are not are passed over (EIP-7702).
    ///
    /// - Returns: Gas to refund for accounts that exist already.
    private mutating func applyAuthorizations(_ list: [Authorization]) throws(StateError) -> UInt64 {
        var refund: UInt64 = 0
        for authorization in list {
            guard
                authorization.chainId.isZero || authorization.chainId == UInt256(configuration.chainId),
                authorization.nonce < .max,
                let authority = authorization.authority()
            else { continue }
            _ = state.accessAccount(authority)
            let code = try state.code(of: authority)
            guard code.isEmpty || Delegation.target(of: code) != nil else { continue }
            guard try state.nonce(of: authority) == authorization.nonce else { continue }
            if try !state.isEmpty(authority) {
                refund &+= TransactionGas.existingAuthorityRefund
            }
            let designator = authorization.address.isZero ? [] : Delegation.code(to: authorization.address)
            try state.setCode(authority, designator)
            try state.setNonce(authority, authorization.nonce &+ 1)
        }
        return refund
    }
}
