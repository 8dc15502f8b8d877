import EVM
import L1Sim
import Primitives
import Scenario
import StateTransition
import Testing

/// The names under which a scenario expects failures of the chains.
@Suite struct CodeTests {
    private static let rejections: [(code: String, name: String)] = [
        (MempoolRejection.invalid(.nonceTooLow(expected: 1, got: 0)).code, "NonceTooLow"),
        (MempoolRejection.invalid(.nonceIsMax).code, "NonceIsMax"),
        (MempoolRejection.invalid(.insufficientFunds(required: nil, balance: .zero)).code, "InsufficientFunds"),
        (MempoolRejection.invalid(.intrinsicGasTooLow(required: 2, got: 1)).code, "IntrinsicGasTooLow"),
        (MempoolRejection.invalid(.floorGasTooLow(required: 2, got: 1)).code, "FloorGasTooLow"),
        (MempoolRejection.invalid(.gasLimitAboveCap(cap: 1, got: 2)).code, "GasAboveCap"),
        (MempoolRejection.invalid(.wrongChainId(expected: 1, got: 2)).code, "WrongChainId"),
        (MempoolRejection.invalid(.initCodeTooLarge(limit: 1, got: 2)).code, "InitCodeTooLarge"),
        (MempoolRejection.invalid(.invalidSignature).code, "InvalidSignature"),
        (MempoolRejection.invalid(.senderHasCode(.zero)).code, "SenderHasCode"),
        (MempoolRejection.invalid(.priorityFeeAboveMaxFee(maxFee: 1, priorityFee: 2)).code, "TipAboveFeeCap"),
        (MempoolRejection.invalid(.emptyAuthorizationList).code, "EmptyAuthorizationList"),
        (MempoolRejection.invalid(.unsupportedType(0x7f)).code, "UnsupportedType"),
        (MempoolRejection.alreadyKnown(.zero).code, "AlreadyKnown"),
        (MempoolRejection.nonceGapTooLarge(limit: 64, gap: 65).code, "NonceGapTooLarge"),
        (MempoolRejection.replacementUnderpriced(required: 2, got: 1).code, "ReplacementUnderpriced"),
        (MempoolRejection.insufficientFundsForQueue(required: 2, balance: 1).code, "InsufficientFunds"),
        (MempoolRejection.tooLarge(limit: 1, got: 2).code, "TransactionTooLarge"),
        (MempoolRejection.blobs(.missing).code, "BlobSidecarMissing"),
        (SkipReason.invalid(.maxFeeBelowBaseFee(baseFee: 2, got: 1)).code, "FeeCapBelowBaseFee"),
        (SkipReason.blockTooLarge(limit: 1).code, "BlockTooLarge"),
        (DropReason.invalid(.insufficientFunds(required: 2, balance: 1)).code, "InsufficientFunds"),
        (InvalidBlock.wrongStateRoot(expected: .zero, got: .zero).code, "WrongStateRoot"),
        (InvalidBlock.wrongTransactionsRoot(expected: .zero, got: .zero).code, "WrongTransactionsRoot"),
        (InvalidBlock.wrongReceiptsRoot(expected: .zero, got: .zero).code, "WrongReceiptsRoot"),
        (InvalidBlock.wrongWithdrawalsRoot(expected: .zero, got: .zero).code, "WrongWithdrawalsRoot"),
        (InvalidBlock.wrongRequestsHash(expected: .zero, got: .zero).code, "WrongRequestsHash"),
        (InvalidBlock.wrongHeaderFieldCount(expected: 21, got: 20).code, "WrongHeaderShape"),
        (InvalidBlock.wrongGasUsed(expected: 1, got: 2).code, "WrongGasUsed"),
        (InvalidBlock.invalidGasLimit(parent: 1, got: 2).code, "InvalidGasLimit"),
        (InvalidBlock.gasUsedAboveLimit(limit: 1, got: 2).code, "GasUsedAboveLimit"),
        (InvalidBlock.timestampNotAfterParent(parent: 1, got: 1).code, "TimestampNotAfterParent"),
        (InvalidBlock.transaction(index: 0, .empty).code, "Malformed"),
    ]

    private static let halts: [(code: String, name: String)] = [
        (HaltReason.outOfGas.code, "OutOfGas"),
        (HaltReason.precompile(.outOfGas).code, "OutOfGas"),
        (HaltReason.precompile(.invalidInput).code, "PrecompileInvalidInput"),
        (HaltReason.precompile(.extensionFailure(code: 2)).code, "PrecompileFailure"),
        (HaltReason.invalidOpcode.code, "InvalidOpcode"),
        (HaltReason.staticStateChange.code, "StaticStateChange"),
    ]

    @Test func rejectionsHaveTheirNamesAndCanBeExpected() throws {
        for (code, name) in Self.rejections {
            #expect(code == name)
            _ = try ScenarioSamples.read(steps(expecting: "{reject: \(name)}"))
        }
    }

    @Test func haltsHaveTheirNamesAndCanBeExpected() throws {
        for (code, name) in Self.halts {
            #expect(code == name)
            _ = try ScenarioSamples.read(steps(expecting: "{halt: \(name)}"))
        }
    }

    @Test(arguments: ["reject: WithdrawalNotSealed", "reject: NotIncluded", "halt: ExecuteInvalidInput"])
    func codesOfVerbsAndOfExecuteCanBeExpected(_ failure: String) throws {
        _ = try ScenarioSamples.read(steps(expecting: "{\(failure)}"))
    }

    @Test(arguments: ["reject: OutOfGas", "halt: NonceTooLow", "reject: WithdrawalNotSeald"])
    func codesOfOtherLayersCannotBeExpected(_ failure: String) {
        #expect(throws: ScenarioError.self) { try ScenarioSamples.read(steps(expecting: "{\(failure)}")) }
    }

    private func steps(expecting expectation: String) -> String {
        """
        format: rollupsim/1
        name: codes
        actors: {alice: {l1: 10 ETH}}
        rollups: {nat: {preset: native-reexec, auto: off}}
        steps:
          - deposit: {to: nat, amount: 1 ETH}
            by: alice
            expect: \(expectation)
        """
    }
}
