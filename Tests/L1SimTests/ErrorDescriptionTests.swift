import EVM
import L1Sim
import Primitives
import StateTransition
import StateTrie
import Testing

/// What people read of L1's refusals.
@Suite struct ErrorDescriptionTests {
    private static let zeros = "0x" + String(repeating: "0", count: 64)

    @Test(
        arguments: [
            (MempoolRejection.invalid(.nonceTooLow(expected: 5, got: 4)), "nonce too low: expected 5, got 4"),
            (.nonceGapTooLarge(limit: 64, gap: 70), "nonce is 70 beyond the account's, the limit is 64"),
            (.replacementUnderpriced(required: 11, got: 10), "replacement fee 10 wei per gas is below the required 11"),
            (
                .insufficientFundsForQueue(required: nil, balance: 3),
                "balance 3 wei does not cover the waiting transactions, more than 2^256 - 1 wei"
            ),
            (.state(.missingCode(hash: .zero)), "missing code \(zeros)"),
        ]
    ) func mempoolRejectionsTellRuleAndNumbers(rejection: MempoolRejection, text: String) {
        #expect(rejection.description == text)
    }

    @Test(
        arguments: [
            (BlockRejection.alreadyKnown(.zero), "block \(zeros) is already known"),
            (.invalid(.wrongNumber(expected: 2, got: 3)), "wrong block number: expected 2, got 3"),
            (.consensus(.timestampInFuture(now: 12, got: 24)), "timestamp 24 s is after the present 12 s"),
            (.fault(.ancestorHashMissing(number: 1)), "missing hash of ancestor block 1"),
        ]
    ) func blockRejectionsTellRuleAndNumbers(rejection: BlockRejection, text: String) {
        #expect(rejection.description == text)
        #expect(
            L1Error.builtBlockRefused(rejection).description == "import refused a block that was built here: \(text)"
        )
    }

    @Test func errorsTellNumbersAndTimes() {
        #expect(L1Error.unknownBlock(number: 9, head: 4).description == "no block 9: the head is block 4")
        #expect(L1Error.timeInPast(now: 24, requested: 12).description == "time 12 s is before the present 24 s")
    }
}
