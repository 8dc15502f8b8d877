import ContractABI
import Primitives
import StrictJSON
import TestSupport
import Testing

@Suite struct CompiledContractTests {
    private static let abi = """
        [{"type":"constructor","inputs":[{"name":"supply","type":"uint256"}],"stateMutability":"payable"},
         {"type":"function","name":"transfer","inputs":[{"name":"to","type":"address"},{"name":"amount","type":"uint256"}],
          "outputs":[{"name":"","type":"bool"}],"stateMutability":"nonpayable"},
         {"name":"total","inputs":[],"outputs":[{"name":"","type":"uint256"}],"constant":true},
         {"type":"function","name":"place","inputs":[{"name":"order","type":"tuple[]","components":[
            {"name":"maker","type":"address"},{"name":"parts","type":"tuple","components":[{"name":"x","type":"int24"}]}]}],
          "outputs":[],"stateMutability":"payable"},
         {"type":"event","name":"Transfer","inputs":[{"name":"from","type":"address","indexed":true},
            {"name":"to","type":"address","indexed":true},{"name":"value","type":"uint256","indexed":false}],
          "anonymous":false},
         {"type":"event","name":"Hidden","inputs":[],"anonymous":true},
         {"type":"error","name":"InsufficientBalance","inputs":[{"name":"available","type":"uint256"},
            {"name":"required","type":"uint256"}]},
         {"type":"receive","stateMutability":"payable"},{"type":"fallback","stateMutability":"payable"}]
        """

    private func read(_ text: String, named name: String? = nil) throws(JSONError) -> CompiledContract {
        try CompiledContract(artifact: Array(text.utf8), named: name)
    }

    @Test(arguments: [
        (#"{"contractName":"Coin","abi":ABI,"bytecode":"0x6001"}"#, "Coin"),
        (#"{"abi":ABI,"bytecode":{"object":"0x6001","linkReferences":{}}}"#, ""),
        (#"{"abi":ABI,"bin":"6001"}"#, ""),
        (#"{"contracts":{"a.sol":{"Coin":{"abi":ABI,"evm":{"bytecode":{"object":"6001"}}}}},"sources":{}}"#, "Coin"),
        (#"{"contracts":{"a.sol:Coin":{"abi":ABI,"bin":"6001"}},"version":"0.8.30"}"#, "Coin"),
        (#"{"coin.vy":{"abi":ABI,"bytecode":"0x6001","bytecode_runtime":"0x00"},"version":"0.4.3"}"#, "coin.vy"),
    ])
    func everyShapeThatCompilersWriteIsRead(_ shape: String, _ name: String) throws {
        let contract = try read(shape.replacing("ABI", with: Self.abi))
        #expect(contract.creationCode == [0x60, 0x01])
        #expect(contract.name == name)
        let interface = contract.interface
        #expect(interface.constructorInputs.map(\.name) == ["supply"] && interface.isConstructorPayable)
        #expect(interface.functions.map(\.name) == ["transfer", "total", "place"])
        #expect(interface.functions[0].signature == "transfer(address,uint256)")
        #expect(interface.functions.map(\.isReadOnly) == [false, true, false])
        #expect(interface.functions[2].signature == "place((address,(int24))[])")
        #expect(interface.functions[2].inputs[0].fields.map(\.name) == ["maker", "parts"])
        #expect(interface.events.map(\.name) == ["Transfer"])
        #expect(interface.failures.map(\.name) == ["InsufficientBalance"])
    }

    @Test func oneOfSeveralContractsIsChosenByNameOrByHavingCode() throws {
        let text = """
            {"contracts":{"a.sol":{"Coin":{"abi":[],"evm":{"bytecode":{"object":"6001"}}},
            "Shape":{"abi":[],"evm":{"bytecode":{"object":""}}}},
            "b.sol":{"Bank":{"abi":[],"evm":{"bytecode":{"object":"6002"}}}}}}
            """
        #expect(try read(text, named: "Bank").creationCode == [0x60, 0x02])
        let several = #expect(throws: JSONError.self) { try read(text) }
        #expect(several?.description.contains("Coin, Shape, Bank") == true)
        #expect(throws: JSONError.self) { try read(text, named: "Nobody") }
        let one = text.replacing("6002", with: "")
        #expect(try read(one).name == "Coin")
    }

    @Test(arguments: [
        (#"{"abi":[]}"#, "missing \"bytecode\""),
        (#"{"bytecode":"0x00"}"#, "expected an abi and a bytecode"),
        (#"[]"#, "expected an object"),
        (#"{"abi":{},"bytecode":"0x00"}"#, "abi: expected an array"),
        (#"{"abi":[],"bytecode":""}"#, "an interface or abstract contract has none"),
        (#"{"abi":[],"bytecode":"0x"}"#, "an interface or abstract contract has none"),
        (#"{"abi":[],"bytecode":"0x6"}"#, "code in hexadecimal"),
        (#"{"abi":[],"bytecode":"73__$1234567890123456789012345678901234$__63"}"#, "a library's address is missing"),
        (#"{"abi":[],"bytecode":7}"#, "expected a string"),
        (#"{"abi":[{"type":"event","name":"E","inputs":[{"type":"uint7"}]}],"bytecode":"00"}"#, "expected an ABI type"),
        (#"{"abi":[{"type":"function","name":"a\nb"}],"bytecode":"00"}"#, "a name of letters"),
        (
            #"{"abi":[{"type":"function","name":"f","inputs":[{"name":"\u001b[31m","type":"bool"}]}],"bytecode":"00"}"#,
            "a name of letters"
        ),
        (#"{"abi":[{"type":"function","name":"<script>"}],"bytecode":"00"}"#, "a name of letters"),
        (#"{"abi":[{"type":"function","name":""}],"bytecode":"00"}"#, "a name of letters"),
        (#"{"abi":[{"type":"function","name":"f","stateMutability":"odd"}],"bytecode":"00"}"#, "pure, view"),
        (#"{"abi":[{"type":"wish","name":"f"}],"bytecode":"00"}"#, "the type of an ABI entry"),
        (#"{"abi":[{"type":"function","name":"f","inputs":[{"type":"tuple"}]}],"bytecode":"00"}"#, "an ABI type"),
        (#"{"abi":[{"type":"constructor"},{"type":"constructor"}],"bytecode":"00"}"#, "one constructor"),
    ])
    func unfitArtifactIsRefusedWithThePlace(_ text: String, _ reason: String) {
        let error = #expect(throws: JSONError.self) { try read(text) }
        #expect(error.map { "\($0)".contains(reason) } == true, "\(String(describing: error))")
    }

    @Test func artifactAboveItsLimitsIsRefused() {
        let bytes = [UInt8](repeating: 0x20, count: 10 << 20)
        let large = #expect(throws: JSONError.self) { try CompiledContract(artifact: bytes) }
        #expect(large.map { "\($0)" } == "10485760 bytes, at most 4194304 are read")
        let code = String(repeating: "00", count: ContractLimits.maxInitCodeByteCount + 1)
        #expect(throws: JSONError.self) { try read(#"{"abi":[],"bytecode":"\#(code)"}"#) }
        let entries = [String](repeating: #"{"type":"receive"}"#, count: ContractLimits.maxEntryCount + 1)
        #expect(throws: JSONError.self) { try read(#"{"abi":[\#(entries.joined(separator: ","))],"bytecode":"00"}"#) }
    }

    @Test func structsInStructsEndAtALimit() {
        var field = #"{"name":"x","type":"uint8"}"#
        for _ in 0..<ContractLimits.maxTypeDepth + 1 {
            field = #"{"name":"x","type":"tuple","components":[\#(field)]}"#
        }
        let text = #"{"abi":[{"type":"function","name":"f","inputs":[\#(field)]}],"bytecode":"00"}"#
        #expect(throws: JSONError.self) { try read(text) }
        var deep = #"{"name":"x","type":"uint8"}"#
        for _ in 0..<500 { deep = #"{"name":"x","type":"tuple","components":[\#(deep)]}"# }
        #expect(throws: JSONError.self) { try read(#"{"abi":[\#(deep)],"bytecode":"00"}"#) }
    }

    @Test func damagedArtifactNeverTraps() {
        var random = SplitMix64(seed: 53)
        let text = Array(#"{"abi":\#(Self.abi),"bytecode":{"object":"0x6001"}}"#.utf8)
        for _ in 0..<2_000 { _ = try? CompiledContract(artifact: ByteMutation.mutate(text, using: &random)) }
    }

    /// Those of ERC-20, and the error of the Solidity documentation.
    @Test func selectorsAndTopicsAreThePublishedOnes() throws {
        let interface = try read(#"{"abi":\#(Self.abi),"bytecode":"00"}"#).interface
        #expect(interface.functions[0].codec.selector == 0xa905_9cbb)
        #expect(
            interface.events[0].codec.topic.hex == "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
        )
        // `InsufficientBalance(uint256,uint256)` of the Solidity documentation on errors.
        #expect(interface.failures[0].codec.selector == 0xcf47_9181)
    }

    @Test func logsAndRevertsAreKnownByTheirFirstBytes() throws {
        let interface = try read(#"{"abi":\#(Self.abi),"bytecode":"00"}"#).interface
        let event = interface.events[0].codec
        let parties = [Bytes32(UInt256(1)), Bytes32(UInt256(2))]
        let data = ABI.encode([.uint(7)])
        let log = interface.decode(topics: [event.topic] + parties, data: data)
        #expect(log?.event.name == "Transfer" && log?.values.last == .uint(7))
        #expect(interface.decode(topics: [event.topic], data: data) == nil)
        #expect(interface.decode(topics: [], data: data) == nil)
        let output = interface.failures[0].codec.encodeCall([.uint(1), .uint(2)])
        #expect(interface.decode(revert: output)?.failure.name == "InsufficientBalance")
        #expect(interface.decode(revert: output + [0]) == nil)
        #expect(interface.decode(revert: []) == nil)
    }

    @Test func layoutOfStorageIsReadInEachShapeAndNeverAReasonToRefuse() throws {
        func layout(_ member: String) throws -> StorageLayout? {
            let text = #"{"abi": [], "bytecode": "0x00", \#(member)}"#
            return try CompiledContract(artifact: Array(text.utf8)).storageLayout
        }
        let solidity = try #require(
            try layout(
                """
                "storageLayout": {"storage": [
                  {"label": "owner", "offset": 0, "slot": "0", "type": "t_address"},
                  {"label": "paused", "offset": 20, "slot": "0", "type": "t_bool"},
                  {"label": "total", "offset": 0, "slot": "1", "type": "t_uint256"}],
                  "types": {"t_uint256": {"label": "uint256"}}}
                """
            )
        )
        #expect(solidity.mappingOrder == .keyFirst)
        #expect(solidity.variables.map(\.name) == ["owner", "total"])
        #expect(solidity.variables.map(\.type) == ["t_address", "uint256"])
        let own = try #require(
            try layout(
                #""storageLayout": {"b": {"type": "bool", "slot": "0x1"}, "a": {"type": "address", "slot": "0x0"}}"#
            )
        )
        #expect(own.mappingOrder == .slotFirst && own.variables.map(\.name) == ["a", "b"])
        let vyper = try #require(
            try layout(#""layout": {"storage_layout": {"count": {"type": "uint256", "n_slots": 1, "slot": 7}}}"#)
        )
        #expect(vyper.variables == [.init(name: "count", type: "uint256", slot: 7)])
        for member in [
            #""storageLayout": []"#, #""storageLayout": {"storage": [{"label": 1}]}"#, #""layout": {"x": 1}"#,
            #""storageLayout": {"a": {"type": "bool", "slot": -1}}"#, #""other": {}"#,
        ] {
            #expect(try layout(member) == nil, "\(member)")
        }
    }
}
