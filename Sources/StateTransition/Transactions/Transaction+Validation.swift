import EVM
package import Primitives

extension Transaction {
    /// Checks what the transaction alone can tell, apart from the signature.
    ///
    /// - Parameters:
    ///   - rules: Rules of the block.
    ///   - expectedChainId: The chain's id.
    /// - Throws: `InvalidTransaction`.
    public func validate(rules: ForkRules, chainId expectedChainId: UInt64) throws(InvalidTransaction) {
        guard rules.supports(type) else { throw .typeNotInFork(type, rules.fork) }
        if let chainId, chainId != expectedChainId {
            throw .wrongChainId(expected: expectedChainId, got: chainId)
        }
        let intrinsicGas = intrinsicGas
        guard gasLimit >= intrinsicGas else { throw .intrinsicGasTooLow(required: intrinsicGas, got: gasLimit) }
        let floorGas = floorGas(fork: rules.fork)
        guard gasLimit >= floorGas else { throw .floorGasTooLow(required: floorGas, got: gasLimit) }
        guard nonce < .max else { throw .nonceIsMax }
        if to == nil, data.count > TransactionGas.initCodeByteLimit {
            throw .initCodeTooLarge(limit: TransactionGas.initCodeByteLimit, got: data.count)
        }
        if rules.fork.hasTransactionGasCap, gasLimit > TransactionGas.cap {
            throw .gasLimitAboveCap(cap: TransactionGas.cap, got: gasLimit)
        }
    }

    /// Checks the fees and the fields that belong to the type against the block's prices.
    ///
    /// - Parameters:
    ///   - baseFee: Base fee in wei per unit of gas.
    ///   - blobBaseFee: Blob base fee in wei per unit of blob gas.
    ///   - rules: Rules of the block.
    /// - Throws: `InvalidTransaction`.
    package func validatePrices(baseFee: UInt256, blobBaseFee: UInt256, rules: ForkRules) throws(InvalidTransaction) {
        guard maxFeePerGas >= maxPriorityFeePerGas else {
            throw .priorityFeeAboveMaxFee(maxFee: maxFeePerGas, priorityFee: maxPriorityFeePerGas)
        }
        guard maxFeePerGas >= baseFee else { throw .maxFeeBelowBaseFee(baseFee: baseFee, got: maxFeePerGas) }
        switch type {
        case .legacy, .accessList, .dynamicFee:
            break
        case .blob:
            guard to != nil else { throw .creationNotAllowed(type) }
            try validateBlobs(blobBaseFee: blobBaseFee, rules: rules)
        case .setCode:
            guard to != nil else { throw .creationNotAllowed(type) }
            guard !authorizationList.isEmpty else { throw .emptyAuthorizationList }
        case .proofCarrying:
            guard to != nil else { throw .creationNotAllowed(type) }
            guard !proofs.dependencies.isEmpty else { throw .noProofDependencies }
            guard proofs.dependencies.count <= TransactionGas.proofDependencyLimit else {
                throw .tooManyProofDependencies(
                    limit: TransactionGas.proofDependencyLimit,
                    got: proofs.dependencies.count
                )
            }
            if !blobVersionedHashes.isEmpty { try validateBlobs(blobBaseFee: blobBaseFee, rules: rules) }
        }
    }

    private func validateBlobs(blobBaseFee: UInt256, rules: ForkRules) throws(InvalidTransaction) {
        guard !blobVersionedHashes.isEmpty else { throw .noBlobs }
        if rules.fork.hasTransactionBlobCap, blobVersionedHashes.count > TransactionGas.blobLimit {
            throw .tooManyBlobs(limit: TransactionGas.blobLimit, got: blobVersionedHashes.count)
        }
        for (index, hash) in blobVersionedHashes.enumerated() where hash.w0 >> 56 != 1 {
            throw .invalidBlobVersion(index: index)
        }
        guard maxFeePerBlobGas >= blobBaseFee else {
            throw .maxBlobFeeBelowBlobBaseFee(blobBaseFee: blobBaseFee, got: maxFeePerBlobGas)
        }
    }

    /// What the sender must own to send: value and greatest fees, in wei; nil above 2^256 - 1.
    package var greatestCost: UInt256? {
        let (gasFee, gasFeeOverflow) = maxFeePerGas.multipliedReportingOverflow(by: UInt256(gasLimit))
        let (blobFee, blobFeeOverflow) = maxFeePerBlobGas.multipliedReportingOverflow(by: UInt256(blobGas))
        let (fees, feesOverflow) = gasFee.addingReportingOverflow(blobFee)
        let (sum, sumOverflow) = fees.addingReportingOverflow(value)
        return gasFeeOverflow || blobFeeOverflow || feesOverflow || sumOverflow ? nil : sum
    }
}
