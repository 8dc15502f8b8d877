import Conformance
import HostAccelerators
import Primitives
import StateTransition
import Testing

/// Which reasons for a refused transaction count as the one that a vector names.
@Suite("Transaction vectors")
struct TransactionVectorTests {
    private static let key = PrivateKey(Bytes32(UInt256(0x45)))

    /// The fields of a legacy transaction as RLP items, in order: nonce, gas price, gas limit, to, value, data, v, r,
    /// s.
    private struct Fields {
        var items: [[UInt8]]

        init(nonce: UInt64 = 0, gasPrice: UInt256 = 10, gasLimit: UInt64 = 21_000) throws {
            let key = try #require(TransactionVectorTests.key)
            let transaction = Transaction.legacy(
                chainId: nil,
                nonce: nonce,
                gasPrice: gasPrice,
                gasLimit: gasLimit,
                to: Address(0xc0de),
                value: 1,
                data: []
            )
            let signature = key.sign(transaction.signingHash)
            let signed = transaction.signed(r: signature.r, s: signature.s, yParity: signature.yParity)
            var list = RLPDecoder(signed.encoded)
            var fields = try list.readList()
            items = []
            while !fields.isAtEnd { items.append(Array(try fields.readRawItem())) }
        }

        func replacing(_ index: Int, with item: [UInt8]) -> Fields {
            var copy = self
            copy.items[index] = item
            return copy
        }

        var encoded: [UInt8] {
            RLPEncoder.encodeList { list in for item in items { list.appendRaw(item) } }
        }
    }

    /// A transaction that breaks rules, and what a vector may name.
    struct Refusal: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let name: String

        init(_ name: String, _ testDescription: String, _ bytes: [UInt8]) {
            self.name = name
            self.testDescription = testDescription
            self.bytes = bytes
        }
    }

    static let refusals: [Refusal] = {
        do {
            return try makeRefusals()
        } catch {
            Issue.record("\(error)")
            return []
        }
    }()

    private static func makeRefusals() throws -> [Refusal] {
        let fields = try Fields()
        let tooShort = try Fields(gasLimit: 2_000)
        let highS = [0xa0] + [UInt8](repeating: 0x88, count: 32)
        let full = [UInt8](repeating: 0xff, count: 32)
        let long = [0xa1] + [0x01] + full
        let whole = fields.encoded
        return [
            Refusal("NONCE_TOO_BIG", "nonce 2^64 - 1", try Fields(nonce: .max).encoded),
            Refusal(
                "NONCE_IS_MAX",
                "nonce 2^64 - 1, by the name of execution-spec-tests",
                try Fields(nonce: .max).encoded
            ),
            // The kind of TRANSCT_rvalue_TooShort: two broken rules, of which the signature's comes first.
            Refusal(
                "INVALID_SIGNATURE_VRS",
                "s in the upper half, and too little gas",
                tooShort.replacing(8, with: highS).encoded
            ),
            Refusal("INTRINSIC_GAS_TOO_LOW", "too little gas", tooShort.encoded),
            Refusal("EC_RECOVERY_FAIL", "r that is no point's", fields.replacing(7, with: [0x05]).encoded),
            Refusal("INVALID_SIGNATURE_VRS", "r of zero", fields.replacing(7, with: [0x80]).encoded),
            Refusal("INVALID_SIGNATURE_VRS", "r of 33 bytes", fields.replacing(7, with: long).encoded),
            Refusal("INVALID_SIGNATURE_VRS", "v of 1", fields.replacing(6, with: [0x01]).encoded),
            Refusal("INVALID_CHAINID", "v of 2", fields.replacing(6, with: [0x02]).encoded),
            Refusal("INVALID_CHAINID", "another chain's v", fields.replacing(6, with: [0x29]).encoded),
            Refusal("NONCE_OVERFLOW", "nonce of 33 bytes", fields.replacing(0, with: long).encoded),
            Refusal("GASLIMIT_OVERFLOW", "gas limit of 33 bytes", fields.replacing(2, with: long).encoded),
            Refusal("GASPRICE_OVERFLOW", "gas price of 33 bytes", fields.replacing(1, with: long).encoded),
            Refusal("VALUE_OVERFLOW", "value of 33 bytes", fields.replacing(4, with: long).encoded),
            Refusal(
                "GASLIMIT_PRICE_PRODUCT_OVERFLOW",
                "fees beyond 256 bits",
                try Fields(gasPrice: .max).encoded
            ),
            Refusal("RLP_LEADING_ZEROS_NONCE", "zero as a byte", fields.replacing(0, with: [0x00]).encoded),
            Refusal(
                "RLP_LEADING_ZEROS_NONCE_SIZE",
                "a byte written as a string",
                fields.replacing(0, with: [0x81, 0x01]).encoded
            ),
            Refusal("RLP_LEADING_ZEROS_GASPRICE", "gas price", fields.replacing(1, with: [0x82, 0, 1]).encoded),
            Refusal("RLP_LEADING_ZEROS_GASLIMIT", "gas limit", fields.replacing(2, with: [0x83, 0, 0x52, 8]).encoded),
            Refusal("RLP_LEADING_ZEROS_VALUE", "value", fields.replacing(4, with: [0x82, 0, 1]).encoded),
            Refusal("RLP_LEADING_ZEROS_V", "v", fields.replacing(6, with: [0x82, 0, 27]).encoded),
            Refusal("RLP_LEADING_ZEROS_R", "r", fields.replacing(7, with: [0x82, 0, 1]).encoded),
            Refusal("RLP_LEADING_ZEROS_S", "s", fields.replacing(8, with: [0x82, 0, 1]).encoded),
            Refusal("RLP_INVALID_NONCE", "a list as the nonce", fields.replacing(0, with: [0xc0]).encoded),
            Refusal("RLP_INVALID_GASLIMIT", "a list as the gas limit", fields.replacing(2, with: [0xc0]).encoded),
            Refusal("RLP_INVALID_TO", "a list as the recipient", fields.replacing(3, with: [0xc0]).encoded),
            Refusal("RLP_INVALID_VALUE", "a list as the value", fields.replacing(4, with: [0xc0]).encoded),
            Refusal("RLP_INVALID_DATA", "a list as the data", fields.replacing(5, with: [0xc0]).encoded),
            Refusal("RLP_INVALID_SIGNATURE_R", "a list as r", fields.replacing(7, with: [0xc0]).encoded),
            Refusal("RLP_INVALID_SIGNATURE_S", "a list as s", fields.replacing(8, with: [0xc0]).encoded),
            Refusal(
                "RLP_LEADING_ZEROS_DATA_SIZE",
                "data's length",
                fields.replacing(5, with: [0xb9, 0, 56] + [UInt8](repeating: 1, count: 56)).encoded
            ),
            Refusal(
                "ADDRESS_TOO_SHORT",
                "19 bytes",
                fields.replacing(3, with: [0x93] + [UInt8](repeating: 1, count: 19)).encoded
            ),
            Refusal(
                "ADDRESS_TOO_LONG",
                "21 bytes",
                fields.replacing(3, with: [0x95] + [UInt8](repeating: 1, count: 21)).encoded
            ),
            Refusal(
                "RLP_TOO_FEW_ELEMENTS",
                "no s",
                RLPEncoder.encodeList { list in fields.items.dropLast().forEach { list.appendRaw($0) } }
            ),
            Refusal(
                "RLP_TOO_MANY_ELEMENTS",
                "an element behind s",
                RLPEncoder.encodeList { list in (fields.items + [[0x01]]).forEach { list.appendRaw($0) } }
            ),
            Refusal("RLP_ERROR_SIZE", "a byte behind the list", whole + [0]),
            Refusal("RLP_ERROR_SIZE", "a list beyond the end", Array(whole.dropLast())),
            Refusal("RLP_ERROR_SIZE", "an element beyond its list", fields.replacing(8, with: [0xa0, 1]).encoded),
            Refusal("RLP_ERROR_SIZE_LEADING_ZEROS", "the list's length", [0xf9, 0] + whole.dropFirst()),
            Refusal("RLP_ERROR_EOF", "a header alone", [0xb8]),
            Refusal("RLP_INVALID_HEADER", "a string", [0xb8, UInt8(whole.count)] + whole),
            Refusal("TYPE_NOT_SUPPORTED", "a string, by its first byte", [0xb8, UInt8(whole.count)] + whole),
            Refusal("TYPE_NOT_SUPPORTED", "type 9", [0x09] + whole),
            Refusal(
                "GASLIMIT_OVERFLOW",
                "nine bytes with a zero in front",
                fields.replacing(2, with: [0x89, 0, 1, 1, 1, 1, 1, 1, 1, 1]).encoded
            ),
            Refusal("TYPE_NOT_SUPPORTED", "a later fork's type before what is no transaction of it", [0x04] + whole),
            Refusal("TYPE_4_TX_PRE_FORK", "a later fork's type, by its own name", [0x04] + whole),
            Refusal("PRIORITY_OVERFLOW", "priority fee of 33 bytes", dynamicFee(priority: long, max: [0x0a])),
            Refusal("GASPRICE_OVERFLOW", "maximum fee of 33 bytes", dynamicFee(priority: [0x01], max: long)),
            Refusal("RLP_LEADING_ZEROS_PRIORITY_FEE", "priority fee", dynamicFee(priority: [0x82, 0, 1], max: [0x0a])),
            Refusal("RLP_LEADING_ZEROS_BASEFEE", "maximum fee", dynamicFee(priority: [0x01], max: [0x82, 0, 1])),
            Refusal("RLP_INVALID_ACCESS_LIST_ADDRESS_TOO_SHORT", "19 bytes", accessList(addressCount: 19)),
            Refusal("RLP_INVALID_ACCESS_LIST_ADDRESS_TOO_LONG", "21 bytes", accessList(addressCount: 21)),
            Refusal("RLP_INVALID_ACCESS_LIST_STORAGE_TOO_SHORT", "31 bytes", accessList(keyCount: 31)),
            Refusal("RLP_INVALID_ACCESS_LIST_STORAGE_TOO_LONG", "33 bytes", accessList(keyCount: 33)),
        ]
    }

    private static func dynamicFee(priority: [UInt8], max: [UInt8]) -> [UInt8] {
        [0x02]
            + RLPEncoder.encodeList { list in
                for item in [
                    [0x01], [0x80], priority, max, [0x82, 0x52, 0x08], [0x80], [0x80], [0x80], [0xc0], [0x80], [0x01],
                    [0x01],
                ] as [[UInt8]] {
                    list.appendRaw(item)
                }
            }
    }

    private static func accessList(addressCount: Int = 20, keyCount: Int = 32) -> [UInt8] {
        [0x01]
            + RLPEncoder.encodeList { list in
                for item in [[0x01], [0x80], [0x0a], [0x82, 0x52, 0x08], [0x80], [0x80], [0x80]] as [[UInt8]] {
                    list.appendRaw(item)
                }
                list.appendList { entries in
                    entries.appendList { entry in
                        entry.append(bytes: [UInt8](repeating: 1, count: addressCount))
                        entry.appendList { $0.append(bytes: [UInt8](repeating: 1, count: keyCount)) }
                    }
                }
                for item in [[0x80], [0x01], [0x01]] as [[UInt8]] { list.appendRaw(item) }
            }
    }

    /// Runs one vector per exception, each of the same bytes.
    private static func report(_ bytes: [UInt8], expecting exceptions: [String]) throws -> SpecTestReport {
        let tests = exceptions.map { exception in
            let result = #"{"exception": "\#(exception)", "intrinsicGas": "0x00"}"#
            let results = #"{"Berlin": {"exception": "?"}, "Cancun": \#(result)}"#
            return #""\#(exception)": {"txbytes": "\#(Hex.encode(bytes))", "result": \#(results)}"#
        }
        let folder = try TemporaryFolder(["a.json": "{\(tests.joined(separator: ", "))}"])
        return SpecTestRun()([folder.path])
    }

    @Test("A refusal passes under the names of its reason, and under no other", arguments: refusals)
    func names(refusal: Refusal) throws {
        let all = Set(Self.refusals.map(\.name)).sorted().map { "TransactionException.\($0)" }
        let own = Set(Self.refusals.filter { $0.bytes == refusal.bytes }.map { "TransactionException.\($0.name)" })
        let report = try Self.report(refusal.bytes, expecting: all)
        #expect(report.total.ran == all.count)
        let passed = report.cases.filter { $0.result.verdict == .passed }.map(\.result.name)
        #expect(Set(passed) == own, "\(report.text)")
    }

    @Test("A name may be one of several, and a failure tells ours with the reason")
    func severalNames() throws {
        let bytes = try Fields(nonce: .max).encoded
        #expect(
            try Self.report(bytes, expecting: ["TransactionException.X|TransactionException.NONCE_TOO_BIG"]).total
                .passed
                == 1
        )
        #expect(
            try Self.report(bytes, expecting: ["TransactionException.NONCE_TOO_BI"]).text.contains(
                ": cancun: expected TransactionException.NONCE_TOO_BI, got NONCE_IS_MAX|NONCE_TOO_BIG: "
            )
        )
        let valid = try Fields().encoded
        #expect(
            try Self.report(valid, expecting: ["TransactionException.NONCE_TOO_BIG"]).text.contains(
                "got a valid transaction"
            )
        )
    }
}
