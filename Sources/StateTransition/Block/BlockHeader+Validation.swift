import EVM
package import Primitives

/// Limits of blocks that are the same on all chains.
package enum BlockLimits {
    /// Greatest length of the extra data, in bytes.
    package static let extraDataByteCount = 32
    /// Greatest length of an encoded block, in bytes: 10 MiB less 2 MiB for the beacon block around it (EIP-7934).
    package static let encodedByteCount = 8_388_608
    /// Greatest gas limit: 2^63 - 1 (EIP-1985; the execution specification leaves it open).
    package static let gasLimit: UInt64 = (1 << 63) - 1
}

extension BlockHeader {
    /// Checks everything that a header alone and its parent's can tell, in the order of the execution specification.
    ///
    /// - Throws: `InvalidBlock`, one case per field.
    public func validate(after parent: BlockHeader, configuration: ChainConfiguration) throws(InvalidBlock) {
        try validate(after: parent, hash: parent.hash, configuration: configuration)
    }

    /// The same, for a caller who has computed the parent's hash before.
    package func validate(
        after parent: BlockHeader,
        hash expectedParentHash: Bytes32,
        configuration: ChainConfiguration
    ) throws(InvalidBlock) {
        let rules = try rules(of: configuration)
        try validateShape(rules)
        try validateBlobExcess(after: parent, rules)
        try validateGas()
        try validateFees(after: parent)
        guard timestamp > parent.timestamp else {
            throw .timestampNotAfterParent(parent: parent.timestamp, got: timestamp)
        }
        let (expectedNumber, isPastGreatest) = parent.number.addingReportingOverflow(1)
        guard !isPastGreatest else { throw .parentNumberIsMax }
        guard number == expectedNumber else { throw .wrongNumber(expected: expectedNumber, got: number) }
        try validateConstants()
        guard parentHash == expectedParentHash else {
            throw .wrongParentHash(expected: expectedParentHash, got: parentHash)
        }
    }

    /// The rules that a header breaks, where `validate(after:)` tells the first only: clients check in different
    /// orders, and what a test expects of a block that breaks several may be any of them.
    ///
    /// - Returns: At most one case of each group: shape, blobs, gas, fees, constants.
    package func brokenRules(after parent: BlockHeader, configuration: ChainConfiguration) -> [InvalidBlock] {
        guard let rules = configuration.rules(at: timestamp) else { return [.unsupportedFork(timestamp: timestamp)] }
        var broken: [InvalidBlock] = []
        func note(_ check: () throws(InvalidBlock) -> Void) {
            do throws(InvalidBlock) {
                try check()
            } catch {
                broken.append(error)
            }
        }
        note { () throws(InvalidBlock) in try validateShape(rules) }
        note { () throws(InvalidBlock) in try validateBlobExcess(after: parent, rules) }
        note { () throws(InvalidBlock) in try validateGas() }
        note { () throws(InvalidBlock) in try validateFees(after: parent) }
        note { () throws(InvalidBlock) in try validateConstants() }
        return broken
    }

    /// Checks what the header alone can tell; nothing that depends on the parent.
    ///
    /// - Throws: `InvalidBlock`, one case per field.
    func validateAlone(configuration: ChainConfiguration) throws(InvalidBlock) {
        try validateShape(try rules(of: configuration))
        try validateGas()
        try validateConstants()
    }

    /// Rules that hold for the header.
    ///
    /// - Throws: `InvalidBlock.unsupportedFork`.
    func rules(of configuration: ChainConfiguration) throws(InvalidBlock) -> ForkRules {
        guard let rules = configuration.rules(at: timestamp) else { throw .unsupportedFork(timestamp: timestamp) }
        return rules
    }

    private func validateShape(_ rules: ForkRules) throws(InvalidBlock) {
        let expected = rules.fork.headerFieldCount
        guard fieldCount == expected else { throw .wrongHeaderFieldCount(expected: expected, got: fieldCount) }
    }

    private func validateBlobExcess(after parent: BlockHeader, _ rules: ForkRules) throws(InvalidBlock) {
        guard let expected = FeeRules.nextExcessBlobGas(parent: parent, rules: rules) else {
            throw .excessBlobGasNotComputable
        }
        guard excessBlobGas == expected else { throw .wrongExcessBlobGas(expected: expected, got: excessBlobGas) }
    }

    private func validateGas() throws(InvalidBlock) {
        guard gasLimit <= BlockLimits.gasLimit else {
            throw .gasLimitTooLarge(limit: BlockLimits.gasLimit, got: gasLimit)
        }
        guard gasUsed <= gasLimit else { throw .gasUsedAboveLimit(limit: gasLimit, got: gasUsed) }
    }

    private func validateFees(after parent: BlockHeader) throws(InvalidBlock) {
        guard FeeRules.isValidGasLimit(gasLimit, parent: parent.gasLimit) else {
            throw .invalidGasLimit(parent: parent.gasLimit, got: gasLimit)
        }
        guard let expected = FeeRules.nextBaseFee(parent: parent) else { throw .baseFeeNotComputable }
        guard baseFeePerGas == expected else { throw .wrongBaseFee(expected: expected, got: baseFeePerGas) }
    }

    private func validateConstants() throws(InvalidBlock) {
        guard extraData.count <= BlockLimits.extraDataByteCount else {
            throw .extraDataTooLong(limit: BlockLimits.extraDataByteCount, got: extraData.count)
        }
        guard difficulty.isZero else { throw .nonzeroDifficulty(difficulty) }
        guard nonce == 0 else { throw .nonzeroNonce(nonce) }
        guard ommersHash == BlockHeader.emptyOmmersHash else { throw .wrongOmmersHash(ommersHash) }
    }
}
