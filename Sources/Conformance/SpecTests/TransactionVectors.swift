import EVM
import Primitives
import StateTransition
import StrictJSON

/// ethereum/tests `TransactionTests`: `txbytes`, and for each fork hash, sender and intrinsic gas, or the broken rule's name.
///
/// A case is checked under the rules of every fork that it names and that exists here; of the older ones it is not.
enum TransactionVectors {
    private struct Expectation {
        let fork: Fork
        let exception: String?
        let hash: Bytes32
        let sender: Address
        let intrinsicGas: UInt64
    }

    /// Reads the cases of a file.
    static func cases(_ file: JSONValue) throws(JSONError) -> [SpecTestCase] {
        var cases: [SpecTestCase] = []
        for (name, test) in try file.members {
            let bytes = try test["txbytes"].bytes
            let results = try test["result"]
            var expectations: [Expectation] = []
            for (key, fork) in [
                ("Shanghai", Fork.shanghai), ("Cancun", .cancun), ("Prague", .prague), ("Osaka", .osaka),
            ] {
                if let result = try results.optional(key) { expectations.append(try expectation(result, fork)) }
            }
            let expected = expectations
            cases.append(
                SpecTestCase(kind: .transaction, name: name) {
                    if expected.isEmpty { return .notCovered("only forks before Shanghai") }
                    for expectation in expected {
                        if let failure = failure(bytes, expectation) {
                            return .failed("\(expectation.fork.name): \(failure)")
                        }
                    }
                    return .passed
                }
            )
        }
        return cases
    }

    private static func expectation(_ result: JSONValue, _ fork: Fork) throws(JSONError) -> Expectation {
        let exception = try result.optional("exception")
        return Expectation(
            fork: fork,
            exception: try exception?.text,
            hash: exception == nil ? try result["hash"].bytes32 : .zero,
            sender: exception == nil ? try result["sender"].address : .zero,
            intrinsicGas: try result["intrinsicGas"].uint64
        )
    }

    private static func failure(_ bytes: [UInt8], _ expected: Expectation) -> String? {
        let rules = ForkRules(fork: expected.fork)
        do throws(InvalidTransaction) {
            let transaction = try Transaction(decoding: bytes)
            try transaction.validate(rules: rules, chainId: 1)
            // Free of charge: what is left are the relations of the fees to one another.
            try transaction.validatePrices(baseFee: .zero, blobBaseFee: .zero, rules: rules)
            let sender = try transaction.recoverSender()
            // No balance pays fees of more than 256 bits.
            if transaction.maxFeePerGas.multipliedReportingOverflow(by: UInt256(transaction.gasLimit)).overflow {
                throw .insufficientFunds(required: nil, balance: .max)
            }
            if let exception = expected.exception { return "expected \(exception), got a valid transaction" }
            if transaction.hash != expected.hash { return "expected hash \(expected.hash), got \(transaction.hash)" }
            if sender != expected.sender { return "expected sender \(expected.sender), got \(sender)" }
            if transaction.intrinsicGas != expected.intrinsicGas {
                return "expected intrinsic gas \(expected.intrinsicGas), got \(transaction.intrinsicGas)"
            }
            return transaction.encoded == bytes ? nil : "expected the same bytes back, got another encoding"
        } catch {
            guard let exception = expected.exception else { return "expected a valid transaction, got: \(error)" }
            return isNamed(error, by: exception) ? nil : "expected \(exception), got: \(error)"
        }
    }

    /// Whether a rule's name in the vectors is one for the reason that is given here.
    private static func isNamed(_ reason: InvalidTransaction, by exception: String) -> Bool {
        let name = exception.split(separator: ".").last.map(String.init) ?? exception
        switch (name, reason) {
        case ("INVALID_SIGNATURE_VRS", .undecodable(.integerOverflow)):
            // r and s of more than 32 bytes fit no field.
            return true
        case (_, .undecodable), (_, .empty):
            // The vectors name the structure that cannot be read, or the number that does not fit.
            return name.contains("RLP_") || name.contains("ADDRESS_TOO") || name.hasSuffix("OVERFLOW")
                || name.hasSuffix("TYPE_NOT_SUPPORTED")
        case ("EC_RECOVERY_FAIL", .invalidSignature), ("INVALID_CHAINID", .invalidV), ("NONCE_OVERFLOW", .nonceIsMax),
            ("RLP_ERROR_EOF", .unsupportedType), ("RLP_INVALID_HEADER", .unsupportedType),
            ("GASLIMIT_PRICE_PRODUCT_OVERFLOW", .insufficientFunds(required: nil, _)),
            ("PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS_2", .priorityFeeAboveMaxFee):
            return true
        default:
            return reason.exceptionNames.contains(exception)
        }
    }
}
