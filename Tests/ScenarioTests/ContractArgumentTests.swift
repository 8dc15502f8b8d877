import Primitives
import Scenario
import Testing

/// Arguments of every ABI type, as a scenario writes them.
@Suite struct ContractArgumentTests {
    /// A constructor that takes one value of a type.
    private static func arguments(_ type: String, _ written: String, fields: String = "") throws -> [ContractArgument] {
        let components = fields.isEmpty ? "" : #","components":[\#(fields)]"#
        let abi = #"""
            {"abi":[{"type":"constructor","inputs":[{"name":"x","type":"\#(type)"\#(components)}]}],"bytecode":"0x00"}
            """#
        let files = ContractFiles(
            read: { _, _ in .success(Array(abi.utf8)) },
            compile: { _ in .failure(.init("is not compiled")) }
        )
        let text = """
            format: rollupsim/1
            name: arguments
            actors: {alice: {l1: 1 ETH}}
            contracts: {c: {artifact: c.json}}
            rollups: {}
            steps:
              - deploy: {contract: c, on: l1, args: \(written)}
                by: alice
            """
        let document = try ScenarioDocument(name: "arguments.yaml", bytes: Array(text.utf8), files: files)
        return try #require(document.steps[0].verb as? DeployContract).arguments
    }

    @Test(
        arguments: [
            ("uint256", "[7]", .uint(7)), ("uint256", "[0xff]", .uint(255)), ("uint8", "[255]", .uint(255)),
            ("uint256", "[1.5 ETH]", .uint(1_500_000_000_000_000_000)),
            ("uint256", "{x: 2 gwei}", .uint(2_000_000_000)),
            ("int8", "[-128]", .int(UInt256.max &- 127)), ("int8", "[127]", .int(127)), ("bool", "[true]", .bool(true)),
            ("string", "['']", .string([])), ("string", "[hello]", .string(Array("hello".utf8))),
            ("bytes", "[0x]", .bytes([])), ("bytes", "[0x0102]", .bytes([1, 2])),
            ("bytes4", "[0xdeadbeef]", .fixedBytes([0xde, 0xad, 0xbe, 0xef])),
        ] as [(String, String, ABIValue)]
    )
    func everyScalarIsItsValue(type: String, written: String, value: ABIValue) throws {
        #expect(try Self.arguments(type, written) == [.value(value)])
    }

    @Test func listsAndStructsHoldTheirElements() throws {
        #expect(
            try Self.arguments("uint8[]", "[[1, 2]]") == [.elements([.value(.uint(1)), .value(.uint(2))], of: .array)]
        )
        #expect(try Self.arguments("uint8[]", "[[]]") == [.elements([], of: .array)])
        #expect(try Self.arguments("bool[1]", "[[true]]") == [.elements([.value(.bool(true))], of: .fixedArray)])
        let fields = #"{"name":"who","type":"address"},{"name":"much","type":"uint8"}"#
        let pair: [ContractArgument] = [.elements([.account(.actor("alice")), .value(.uint(3))], of: .tuple)]
        #expect(try Self.arguments("tuple", "[{much: 3, who: alice}]", fields: fields) == pair)
        #expect(try Self.arguments("tuple", "[[alice, 3]]", fields: fields) == pair)
        #expect(try Self.arguments("tuple[]", "[[[alice, 3]]]", fields: fields) == [.elements(pair, of: .array)])
    }

    @Test(
        arguments: [
            ("uint8", "[256]"), ("uint8", "[-1]"), ("uint256", "[1.5]"), ("uint256", "[1 apple]"), ("uint256", "[]"),
            ("uint256", "[1, 2]"), ("uint256", "1"), ("uint256", "{y: 1}"), ("uint256", "[[1]]"), ("uint256", "[{}]"),
            ("uint256", "[115792089237316195423570985008687907853269984665640564039457584007913129639936]"),
            ("uint256", "[999999999999999999999999999999999999999999999999999999999999999999999999999999999999999]"),
            ("uint256", "[0x1ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff]"),
            ("int8", "[-129]"), ("int8", "[128]"), ("int8", "[--1]"), ("int256", "[-]"), ("bool", "[yes]"),
            ("bytes4", "[0x00]"), ("bytes", "[hello]"), ("bytes", "[0x0]"), ("address", "[bob]"), ("address", "[0x12]"),
            ("uint8[2]", "[[1]]"), ("uint8[]", "[1]"), ("string", "[[a]]"),
        ] as [(String, String)]
    )
    func valueOutsideItsTypeIsRefused(type: String, written: String) {
        #expect(throws: ScenarioError.self) { try Self.arguments(type, written) }
    }
}
