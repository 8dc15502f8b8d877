import EVM
import HostAccelerators
import Primitives
import StateTransition
import StateTrie

/// Two blocks under Cancun on a state like that of `SampleStateTest`, each with one call of the contract, as fixtures.
struct SampleChain {
    static let contract = Address(0xc0de)
    private static let configuration = ChainConfiguration.from(.cancun, chainId: 1)

    private(set) var genesis: Block
    private(set) var blocks: [Block] = []
    private(set) var witnesses: [ExecutionWitness] = []
    private(set) var receipts: [[Receipt]] = []
    private let sender: PrivateKey
    private var database = NodeDatabase()

    init() throws {
        var scalar = Bytes32.zero
        scalar.w3 = 1
        guard let sender = PrivateKey(scalar) else { throw NoKey() }
        self.sender = sender
        let contract = GenesisAccount(nonce: 1, code: Hex.decode("600260015560006000a000") ?? [], storage: [5: 6])
        let root = try WorldState.genesisRoot(
            of: [(sender.address, GenesisAccount(balance: 1_000_000_000_000)), (Self.contract, contract)],
            into: &database
        )
        let header = BlockHeader(
            parentHash: .zero,
            feeRecipient: .zero,
            stateRoot: root,
            number: 0,
            gasLimit: 30_000_000,
            timestamp: 0,
            baseFeePerGas: 7
        )
        genesis = Block(header: header, transactions: [])
        for nonce in UInt64(0)..<2 { try append(nonce: nonce) }
    }

    private struct NoKey: Error {}

    private mutating func append(nonce: UInt64) throws {
        let parent = blocks.last?.header ?? genesis.header
        let attributes = BlockAttributes(
            timestamp: parent.timestamp + 12,
            feeRecipient: Address(0xc0),
            prevRandao: .zero,
            parentBeaconBlockRoot: .zero,
            gasLimit: parent.gasLimit
        )
        let header = try BlockHeader.child(of: parent, attributes: attributes, configuration: Self.configuration)
        var execution = try BlockExecution(
            header: header,
            state: WorldState(root: parent.stateRoot, database: database, recordsWitness: true),
            ancestorHashes: ([genesis] + blocks).reversed().map(\.hash),
            configuration: Self.configuration,
            precompiles: PrecompileTable(fork: .cancun),
            tracer: NoTracer()
        )
        let unsigned = Transaction.legacy(
            chainId: 1,
            nonce: nonce,
            gasPrice: 10,
            gasLimit: 100_000,
            to: Self.contract,
            value: 1,
            data: []
        )
        let signature = sender.sign(unsigned.signingHash)
        let transaction = unsigned.signed(r: signature.r, s: signature.s, yParity: signature.yParity)
        _ = try execution.apply(transaction, sender: sender.address)
        let result = try execution.finish(withdrawals: [])
        var state = execution.state
        let parts = state.witness()
        _ = try state.commit(into: &database)
        witnesses.append(ExecutionWitness(state: parts.state, codes: parts.codes, headers: [parent.encoded]))
        receipts.append(result.receipts)
        blocks.append(Block(header: result.sealed(header), transactions: [transaction.encoded]))
    }

    /// Accounts of a state of the chain as fixtures list them.
    func accounts(after block: Block) throws -> String {
        var state = WorldState(root: block.header.stateRoot, database: database)
        var entries: [String] = []
        for address in [sender.address, Self.contract, Address(0xc0)] where try state.account(address) != nil {
            var slots: [String] = []
            for slot in [UInt256(1), 5] where try !state.storage(address, slot).isZero {
                slots.append("\"\(slot.hexQuantity)\": \"\(try state.storage(address, slot).hexQuantity)\"")
            }
            entries.append(
                """
                "\(address.hex)": {"balance": "\(try state.balance(of: address).hexQuantity)", \
                "nonce": "\(UInt256(try state.nonce(of: address)).hexQuantity)", \
                "code": "\(Hex.encode(try state.code(of: address)))", "storage": {\(slots.joined(separator: ", "))}}
                """
            )
        }
        return "{\(entries.joined(separator: ", "))}"
    }

    /// The chain as a blockchain test of these blocks, the exceptions by position.
    func blockchainTest(
        _ blocks: [Block]? = nil,
        exceptions: [Int: String] = [:],
        last: Bytes32? = nil,
        network: String = "Cancun",
        after: String? = nil
    ) throws -> String {
        let entries = (blocks ?? self.blocks).enumerated().map { index, block in
            let exception = exceptions[index].map { #", "expectException": "\#($0)""# } ?? ""
            let gas = receipts[min(index, receipts.count - 1)].map { receipt in
                "{\"cumulativeGasUsed\": \"\(UInt256(receipt.cumulativeGasUsed).hexQuantity)\"}"
            }
            return
                "{\"rlp\": \"\(Hex.encode(block.encoded))\", \"receipts\": [\(gas.joined(separator: ", "))]\(exception)}"
        }
        let head = self.blocks[1]
        return """
            {"network": "\(network)", "genesisRLP": "\(Hex.encode(genesis.encoded))", "pre": \(try accounts(after: genesis)),
             "postState": \(try after ?? accounts(after: head)), "lastblockhash": "\((last ?? head.hash).hex)",
             "blocks": [\(entries.joined(separator: ",\n  "))]}
            """
    }

    /// The first block as a stateless test.
    func statelessTest(
        stateRoot: Bytes32? = nil,
        gasUsed: UInt64? = nil,
        damages: String = #"{"kind": "drop_state", "index": 0}, {"kind": "drop_code", "index": 0}"#
    ) -> String {
        func list(_ items: [[UInt8]]) -> String { "[\(items.map { "\"\(Hex.encode($0))\"" }.joined(separator: ", "))]" }
        let header = blocks[0].header
        let witness = witnesses[0]
        return """
            {"network": "Cancun", "chainId": "0x1", "blocks": [{"blockRlp": "\(Hex.encode(blocks[0].encoded))",
             "blockHash": "\(blocks[0].hash.hex)", "preStateRoot": "\(genesis.header.stateRoot.hex)",
             "postStateRoot": "\((stateRoot ?? header.stateRoot).hex)", "receiptsRoot": "\(header.receiptsRoot.hex)",
             "gasUsed": "\(UInt256(gasUsed ?? header.gasUsed).hexQuantity)", "senders": [],
             "executionWitness": {"state": \(list(witness.state)), "codes": \(list(witness.codes)),
              "headers": \(list(witness.headers))}, "mustFail": [\(damages)]}]}
            """
    }
}
