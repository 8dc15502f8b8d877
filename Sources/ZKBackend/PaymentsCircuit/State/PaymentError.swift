/// Why an operation cannot be applied to a state.
package enum PaymentError: Error, Equatable, CustomStringConvertible {
    /// No account has the index.
    case unknownAccount(index: UInt16)
    /// The account at a deposit's index has another owner or key.
    case accountOfAnother(index: UInt16)
    /// The public key is not the account's.
    case foreignKey(index: UInt16)
    /// The payment was signed for another nonce.
    case wrongNonce(index: UInt16, expected: UInt64, got: UInt64)
    /// The signature does not hold for payment, nonce and domain.
    case badSignature(index: UInt16)
    /// The account holds less than the amount.
    case insufficientBalance(index: UInt16, balance: UInt128, amount: UInt128)
    /// The balance would need more than 128 bits.
    case balanceOverflow(index: UInt16)
    /// The account has signed as many payments as can be counted.
    case nonceOverflow(index: UInt16)
    /// The amount needs more bits than its place in the public data has.
    case amountTooLarge(amount: UInt128, bitCount: Int)
    /// A deposit of nothing, which would read as padding.
    case emptyDeposit(index: UInt16)
    /// More operations than the batch has places for.
    case tooManyOperations(count: Int, capacity: Int)
    /// The batch has not the circuit's shape.
    case otherShape(expected: BatchShape, got: BatchShape)
    /// The batch's payments are in a blob, and none was named.
    case noBlob

    /// The sentence for a message.
    package var description: String {
        switch self {
        case .unknownAccount(let index): "there is no account \(index)"
        case .accountOfAnother(let index): "account \(index) has another owner or key than the deposit"
        case .foreignKey(let index): "the public key is not that of account \(index)"
        case .wrongNonce(let index, let expected, let got):
            "account \(index) is at nonce \(expected), the payment is signed for \(got)"
        case .badSignature(let index): "the signature for account \(index) does not hold"
        case .insufficientBalance(let index, let balance, let amount):
            "account \(index) holds \(balance) wei, less than \(amount)"
        case .balanceOverflow(let index): "the balance of account \(index) would exceed 128 bits"
        case .nonceOverflow(let index): "the nonce of account \(index) is at its end"
        case .amountTooLarge(let amount, let bitCount): "the amount \(amount) wei exceeds \(bitCount) bits"
        case .emptyDeposit(let index): "the deposit to account \(index) is of nothing"
        case .tooManyOperations(let count, let capacity): "\(count) operations do not fit into \(capacity) places"
        case .otherShape(let expected, let got):
            "the batch has places for \(got.capacity) payments in \(got.publication) and \(got.depositCapacity) deposits, "
                + "the circuit for \(expected.capacity) in \(expected.publication) and \(expected.depositCapacity)"
        case .noBlob: "the batch's payments are in a blob, and none is named"
        }
    }
}
