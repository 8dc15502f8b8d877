import Primitives
import StateTransition

/// Exception names of a transaction that is refused by itself, outside of any block.
///
/// `InvalidTransaction.exceptionNames` names rules; the vectors of ethereum/tests also name the field whose bytes are
/// no encoding, and tell an impossible signature from one that no key fits.
enum TransactionExceptionNames {
    /// Names of what is wrong.
    ///
    /// - Parameters:
    ///   - reason: Why the bytes were refused.
    ///   - bytes: The transaction.
    /// - Returns: The names, without a prefix; none where the vectors have none.
    static func names(of reason: InvalidTransaction, in bytes: [UInt8]) -> [String] {
        switch reason {
        case .empty: ["RLP_ERROR_EOF"]
        case .typeNotInFork: reason.exceptionNames.map(withoutSet) + ["TYPE_NOT_SUPPORTED"]
        case .unsupportedType(let type): names(ofType: type, in: bytes)
        case .undecodable(let error): names(of: error, in: TransactionFieldScan(bytes).faultyField)
        // A legacy v of 0 or 1 names no chain and is no parity either; any other one is read as a chain's id.
        case .invalidV(let v): v <= 1 ? ["INVALID_SIGNATURE_VRS"] : ["INVALID_CHAINID"]
        case .invalidSignature: [isInRange(bytes) ? "EC_RECOVERY_FAIL" : "INVALID_SIGNATURE_VRS"]
        // No balance pays fees of more than 256 bits, and this one has no other bound.
        case .insufficientFunds(required: nil, _): ["GASLIMIT_PRICE_PRODUCT_OVERFLOW"]
        case .priorityFeeAboveMaxFee:
            ["PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS", "PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS_2"]
        default: reason.exceptionNames.map(withoutSet)
        }
    }

    private static func withoutSet(_ name: String) -> String { String(name.drop { $0 != "." }.dropFirst()) }

    /// A string of RLP where a list or a type must be is of a type that does not exist, but has other names as well.
    private static func names(ofType type: UInt8, in bytes: [UInt8]) -> [String] {
        guard type >= 0x80 else { return ["TYPE_NOT_SUPPORTED"] }
        var decoder = RLPDecoder(bytes)
        do throws(RLPError) {
            _ = try decoder.readBytes()
            return ["TYPE_NOT_SUPPORTED", "RLP_INVALID_HEADER"]
        } catch {
            return error == .unexpectedEnd ? ["RLP_ERROR_EOF"] : ["TYPE_NOT_SUPPORTED"]
        }
    }

    private static func names(of error: RLPError, in field: TransactionFieldScan.Place) -> [String] {
        switch (error, field) {
        case (.unexpectedEnd, .missing): ["RLP_TOO_FEW_ELEMENTS"]
        case (.unexpectedEnd, _): ["RLP_ERROR_SIZE"]
        case (.trailingBytes, .behindFields): ["RLP_TOO_MANY_ELEMENTS"]
        case (.trailingBytes, _): ["RLP_ERROR_SIZE"]
        case (.nonCanonicalLength, .header): ["RLP_ERROR_SIZE_LEADING_ZEROS"]
        case (.nonCanonicalLength, .field(let name)), (.nonCanonicalByte, .field(let name)):
            ["RLP_LEADING_ZEROS_\(name.rawValue)_SIZE"]
        case (.leadingZero, .field(.maxFee)): ["RLP_LEADING_ZEROS_BASEFEE"]
        case (.leadingZero, .field(.maxPriorityFee)): ["RLP_LEADING_ZEROS_PRIORITY_FEE"]
        case (.leadingZero, .field(let name)): ["RLP_LEADING_ZEROS_\(name.rawValue)"]
        case (.integerOverflow, .field(.r)), (.integerOverflow, .field(.s)), (.integerOverflow, .field(.v)):
            // More bytes than a signature's parts have is a signature that cannot be.
            ["INVALID_SIGNATURE_VRS"]
        case (.integerOverflow, .field(.maxFee)): ["GASPRICE_OVERFLOW"]
        case (.integerOverflow, .field(let name)): ["\(name.rawValue)_OVERFLOW"]
        case (.expectedString, .field(.r)): ["RLP_INVALID_SIGNATURE_R"]
        case (.expectedString, .field(.s)): ["RLP_INVALID_SIGNATURE_S"]
        case (.expectedString, .field(let name)): ["RLP_INVALID_\(name.rawValue)"]
        case (.wrongLength(let expected, let got), .field(.to)): ["ADDRESS_TOO_\(length(got, expected))"]
        case (.wrongLength(let expected, let got), .field(.accessList)):
            ["RLP_INVALID_ACCESS_LIST_\(expected == 20 ? "ADDRESS" : "STORAGE")_TOO_\(length(got, expected))"]
        default: []
        }
    }

    private static func length(_ got: Int, _ expected: Int) -> String { got < expected ? "SHORT" : "LONG" }

    /// Whether the signature's parts are in their ranges (EIP-2), so that only recovery can have failed.
    private static func isInRange(_ bytes: [UInt8]) -> Bool {
        guard let transaction = try? Transaction(decoding: bytes) else { return false }
        let greatestS = DERSignature.halfSecp256k1Order
        // The order is odd: twice its half, rounded down, and one.
        let order = greatestS &+ greatestS &+ 1
        return transaction.yParity <= 1 && !transaction.r.isZero && transaction.r < order && !transaction.s.isZero
            && transaction.s <= greatestS
    }
}
