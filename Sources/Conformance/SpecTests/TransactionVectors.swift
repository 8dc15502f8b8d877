import EVM
import Primitives
import StateTransition
import StrictJSON

/// ethereum/tests `TransactionTests`: `txbytes`, and for each fork hash, sender and intrinsic gas, or the broken rule's
/// name.
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
        do throws(InvalidTransaction) {
            let (transaction, sender) = try read(bytes, rules: ForkRules(fork: expected.fork))
            if let exception = expected.exception { return "expected \(exception), got a valid transaction" }
            if transaction.hash != expected.hash { return "expected hash \(expected.hash), got \(transaction.hash)" }
            if sender != expected.sender { return "expected sender \(expected.sender), got \(sender)" }
            if transaction.intrinsicGas != expected.intrinsicGas {
                return "expected intrinsic gas \(expected.intrinsicGas), got \(transaction.intrinsicGas)"
            }
            return transaction.encoded == bytes ? nil : "expected the same bytes back, got another encoding"
        } catch {
            guard let exception = expected.exception else { return "expected a valid transaction, got: \(error)" }
            let names = TransactionExceptionNames.names(of: error, in: bytes)
            // A name is written with the set that it is from, or alone.
            let isNamed = exception.split(separator: "|").contains { alternative in
                names.contains { alternative == $0 || alternative == "TransactionException.\($0)" }
            }
            let got = names.isEmpty ? "a rule without a name" : names.joined(separator: "|")
            return isNamed ? nil : "expected \(exception), got \(got): \(error)"
        }
    }

    /// Reads a transaction and checks what it tells by itself, in the order of the tool that the vectors were made with
    /// (go-ethereum's `evm t9n`): where several rules are broken, they name the first.
    private static func read(
        _ bytes: [UInt8],
        rules: ForkRules
    ) throws(InvalidTransaction) -> (transaction: Transaction, sender: Address) {
        // A type of a later fork is none, whatever follows it.
        if let type = bytes.first.flatMap(TransactionType.init(rawValue:)), !rules.supports(type) {
            throw .typeNotInFork(type, rules.fork)
        }
        let transaction = try Transaction(decoding: bytes)
        if let chainId = transaction.chainId, chainId != 1 { throw .wrongChainId(expected: 1, got: chainId) }
        let sender = try transaction.recoverSender()
        try transaction.validate(rules: rules, chainId: 1)
        // Free of charge: what is left are the relations of the fees to one another.
        try transaction.validatePrices(baseFee: .zero, blobBaseFee: .zero, rules: rules)
        if transaction.maxFeePerGas.multipliedReportingOverflow(by: UInt256(transaction.gasLimit)).overflow {
            throw .insufficientFunds(required: nil, balance: .max)
        }
        return (transaction, sender)
    }
}
