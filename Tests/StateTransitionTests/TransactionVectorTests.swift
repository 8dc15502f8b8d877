import Conformance
import EVM
import HostAccelerators
import Primitives
import StateTransition
import TestSupport
import Testing

@Suite(.requires(.smallVectors))
struct TransactionVectorTests {
    /// What a vector expects of one transaction: hash, sender and intrinsic gas, or the name of the broken rule.
    private func problem(of bytes: [UInt8], expected: JSONValue) throws -> String? {
        let exception = try expected.optional("exception")?.text
        let hash = try expected.optional("hash")?.text
        let signer = try expected.optional("sender")?.text
        let gas = try expected.optional("intrinsicGas")?.uint64
        let refusal: InvalidTransaction
        do throws(InvalidTransaction) {
            let transaction = try Transaction(decoding: bytes)
            try transaction.validate(rules: ForkRules(fork: .cancun), chainId: 1)
            let sender = try transaction.recoverSender()
            if let exception { return acceptableBeyondPool(exception) ? nil : "accepted, expected \(exception)" }
            if transaction.hash.hex != hash { return "hash \(transaction.hash.hex)" }
            if sender.hex != signer { return "sender \(sender.hex)" }
            if transaction.intrinsicGas != gas { return "intrinsic gas \(transaction.intrinsicGas)" }
            if transaction.encoded != bytes { return "encodes differently" }
            return nil
        } catch {
            refusal = error
        }
        guard let exception else { return "refused: \(refusal)" }
        switch (exception, refusal) {
        case ("TransactionException.INVALID_SIGNATURE_VRS", .undecodable(.integerOverflow)):
            // r and s of more than 32 bytes fit no field.
            return nil
        case (_, .undecodable), (_, .empty):
            let isShape =
                exception.contains("RLP_") || exception.contains("ADDRESS_TOO")
                || exception.hasSuffix("OVERFLOW") || exception.hasSuffix("TYPE_NOT_SUPPORTED")
            return isShape ? nil : "\(refusal), expected \(exception)"
        case ("TransactionException.EC_RECOVERY_FAIL", .invalidSignature),
            ("TransactionException.INVALID_CHAINID", .invalidV), ("TransactionException.NONCE_OVERFLOW", .nonceIsMax),
            ("TransactionException.RLP_ERROR_EOF", .unsupportedType),
            ("TransactionException.RLP_INVALID_HEADER", .unsupportedType):
            return nil
        default:
            return refusal.exceptionNames == [exception] ? nil : "\(refusal), expected \(exception)"
        }
    }

    /// Rules on fees need a block: there, and not by the transaction alone, are these refused.
    private func acceptableBeyondPool(_ exception: String) -> Bool {
        [
            "TransactionException.GASLIMIT_PRICE_PRODUCT_OVERFLOW",
            "TransactionException.PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS_2",
        ].contains(exception)
    }

    @Test func everyVectorIsAcceptedOrRefusedForTheNamedReason() throws {
        var count = 0
        for file in Fixtures.files(in: try Fixtures.path(.smallVectors), suffix: ".json")
        where file.contains("/transaction_tests/") {
            for (name, test) in try JSONDocument(Fixtures.read(file)).root.members where name != "_info" {
                let results = try test["result"]
                guard let bytes = Hex.decode(try test["txbytes"].text),
                    let expected = try results.optional("Cancun") ?? results.optional("Paris")
                else { continue }
                let problem = try problem(of: bytes, expected: expected)
                #expect(problem == nil, "\(file) \(name)")
                count += 1
            }
        }
        #expect(count >= 140)
    }
}
