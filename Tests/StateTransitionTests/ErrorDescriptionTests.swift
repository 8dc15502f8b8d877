import EVM
import Primitives
import StateTransition
import StateTrie
import Testing

@Suite("Descriptions of invalid blocks and transactions")
struct ErrorDescriptionTests {
    private static let zeros = "0x" + String(repeating: "0", count: 64)

    @Test(
        "A transaction's broken rule is told with its numbers",
        arguments: [
            (InvalidTransaction.nonceTooLow(expected: 5, got: 4), "nonce too low: expected 5, got 4"),
            (
                .gasLimitAboveCap(cap: 16_777_216, got: 17_000_000),
                "gas limit 17000000 is above the transaction cap 16777216"
            ),
            (.typeNotInFork(.setCode, .cancun), "set-code transactions are not in the cancun fork"),
            (.undecodable(.trailingBytes), "undecodable transaction: bytes follow the last RLP item"),
            (.maxFeeBelowBaseFee(baseFee: 7, got: 5), "maximum fee 5 wei per gas is below the base fee 7"),
            (.insufficientFunds(required: 9, balance: 8), "balance 8 wei is below the 9 wei required"),
            (
                .insufficientFunds(required: nil, balance: 8),
                "balance 8 wei is below what is required, more than 2^256 - 1 wei"
            ),
        ]
    )
    func transactions(error: InvalidTransaction, text: String) {
        #expect(error.description == text)
        #expect(InvalidBlock.transaction(index: 3, error).description == "transaction 3: \(text)")
        #expect(TransactionFailure.invalid(error).description == text)
    }

    @Test(
        "A block's broken rule names the field, what was expected and what was found",
        arguments: [
            (
                InvalidBlock.wrongStateRoot(expected: .zero, got: Bytes32(1)),
                "wrong state root: expected \(zeros), got \(zeros.dropLast())1"
            ),
            (.wrongGasUsed(expected: 21_000, got: 20_999), "wrong gas used: expected 21000, got 20999"),
            (.wrongBaseFee(expected: 7, got: 8), "wrong base fee: expected 7 wei per gas, got 8"),
            (.extraDataTooLong(limit: 32, got: 33), "extra data of 33 bytes is above the limit of 32"),
            (.timestampNotAfterParent(parent: 12, got: 12), "timestamp 12 s is not after the parent's 12 s"),
        ]
    )
    func blocks(error: InvalidBlock, text: String) {
        #expect(error.description == text)
        #expect(BlockFailure.invalid(error).description == text)
        #expect(StatelessValidationError.invalidBlock(error).description == text)
    }

    @Test("What a witness lacks is told without the layers around it")
    func witness() {
        let fault = EVMFault<StateError>.host(.missingCode(hash: .zero))
        #expect(BlockFailure.fault(fault).description == "missing code \(Self.zeros)")
        #expect(StatelessValidationError.fault(fault).description == "missing code \(Self.zeros)")
        #expect(
            StatelessValidationError.undecodableHeader(index: 1, .leadingZero).description
                == "undecodable witness header 1: RLP integer has a leading zero byte"
        )
    }
}
