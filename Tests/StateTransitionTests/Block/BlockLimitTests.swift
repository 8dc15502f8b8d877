import EVM
import HostAccelerators
import Primitives
import StateTransition
import StateTrie
import Testing

/// Blocks exactly at each published limit, and one above it.
struct BlockLimitTests {
    private func sealedBlock(_ chain: SimulatedChain, withdrawals: [Withdrawal]) throws -> Block {
        var execution = try chain.begin()
        let result = try execution.finish(withdrawals: withdrawals)
        return Block(header: result.sealed(execution.header), transactions: [], withdrawals: withdrawals)
    }

    /// Withdrawals that make the block of a chain exactly so long.
    private func withdrawals(_ chain: SimulatedChain, encodedByteCount: Int) throws -> [Withdrawal] {
        let longest = Withdrawal(index: .max, validatorIndex: .max, address: Address(0xddd), amountInGwei: 1)
        let without = try sealedBlock(chain, withdrawals: []).encoded.count
        // The header of the withdrawals grows from one byte to four, that of the block from three.
        let room = encodedByteCount - without - 4
        let count = (room + longest.encoded.count - 1) / longest.encoded.count
        var withdrawals = Array(repeating: longest, count: count)
        let surplus = count * longest.encoded.count - room
        for index in 0..<surplus {
            withdrawals[index].index = .max >> 8
        }
        return withdrawals
    }

    @Test("The bound on a block's bytes, which spares counting them, is not below them")
    func byteCountBound() throws {
        var block = try sealedBlock(try SimulatedChain(), withdrawals: [])
        block.header.number = .max
        block.header.gasLimit = .max
        block.header.gasUsed = .max
        block.header.timestamp = .max
        block.header.blobGasUsed = .max
        block.header.excessBlobGas = .max
        block.header.difficulty = .max
        block.header.baseFeePerGas = .max
        let longest = Withdrawal(index: .max, validatorIndex: .max, address: Address(1), amountInGwei: .max)
        for count in [0, 1, 55, 56, 300] {
            block.header.extraData = [UInt8](repeating: 0xff, count: count)
            block.withdrawals = Array(repeating: longest, count: count)
            for byteCount in [1, 55, 56, 255, 256, 70_000] {
                // Of a type byte, as a string; of a list's first byte, as it is.
                for first in [0x02, 0xf8] as [UInt8] {
                    let bytes = [first] + [UInt8](repeating: 0xff, count: byteCount - 1)
                    block.transactions = Array(repeating: bytes, count: count)
                    #expect(block.encodedByteCountBound >= block.encoded.count, "\(count) times \(byteCount) bytes")
                }
            }
        }
    }

    @Test("EIP-7934: a block of 8,388,608 bytes")
    func blockSize() throws {
        let limit = 8_388_608
        let chain = try SimulatedChain()
        let at = try sealedBlock(chain, withdrawals: try withdrawals(chain, encodedByteCount: limit))
        #expect(at.encoded.count == limit)
        #expect(try chain.importBlock(at.encoded).result.stateRoot == at.header.stateRoot)
        let above = try sealedBlock(chain, withdrawals: try withdrawals(chain, encodedByteCount: limit + 1))
        #expect(above.encoded.count == limit + 1)
        #expect(throws: BlockFailure.invalid(.tooLarge(limit: limit, got: limit + 1))) {
            try chain.importBlock(above.encoded)
        }
        let prague = try SimulatedChain(fork: .prague)
        let allowed = try sealedBlock(prague, withdrawals: try withdrawals(prague, encodedByteCount: limit + 1))
        #expect(try prague.importBlock(allowed.encoded).result.stateRoot == allowed.header.stateRoot)
    }

    // MAX_WITHDRAWALS_PER_PAYLOAD (16) bounds the consensus layer's payloads; the execution layer has no such rule.
    @Test("Withdrawals beyond the consensus layer's 16 are no fault of the block", arguments: [16, 17])
    func withdrawalCount(count: Int) throws {
        let chain = try SimulatedChain()
        let withdrawal = Withdrawal(index: 0, validatorIndex: 1, address: Address(0xddd), amountInGwei: 2)
        let block = try sealedBlock(chain, withdrawals: Array(repeating: withdrawal, count: count))
        var state = try chain.importBlock(block.encoded).state
        #expect(try state.balance(of: Address(0xddd)) == UInt256(UInt64(count)) &* 2_000_000_000)
    }

    @Test("EIP-7002 and EIP-7251: 16 withdrawal and 2 consolidation requests leave their queues a block")
    func requests() throws {
        let chain = try SimulatedChain()
        var execution = try chain.begin()
        var nonce: UInt64 = 0
        for (contract, byteCount, count) in [
            (SystemContract.withdrawalRequests, 56, 17), (.consolidationRequests, 96, 3),
        ] {
            for _ in 0..<count {
                let request = chain.call(
                    contract.address,
                    nonce: nonce,
                    value: 1,
                    data: [UInt8](repeating: 1, count: byteCount),
                    gasLimit: 300_000
                )
                #expect(try execution.apply(request, sender: chain.key.address).result.isSuccess)
                nonce += 1
            }
        }
        let result = try execution.finish(withdrawals: [])
        #expect(result.requests.map(\.count) == [1 + 16 * 76, 1 + 2 * 116])
        #expect(result.requests.map(\.first) == [1, 2])
        var header = result.sealed(execution.header)
        header.stateRoot = result.stateRoot
        var attributes = SimulatedChain.attributes
        attributes.timestamp += 12
        var next = try BlockExecution(
            header: try BlockHeader.child(of: header, attributes: attributes, configuration: chain.configuration),
            state: execution.state,
            ancestorHashes: [header.hash, chain.genesis.hash],
            configuration: chain.configuration,
            precompiles: PrecompileTable(fork: .osaka),
            tracer: NoTracer()
        )
        #expect(try next.finish(withdrawals: []).requests.map(\.count) == [1 + 76, 1 + 116])
    }

    @Test("Extra data of 32 bytes")
    func extraData() throws {
        let chain = try SimulatedChain()
        var attributes = SimulatedChain.attributes
        attributes.extraData = [UInt8](repeating: 7, count: 32)
        _ = try BlockHeader.child(of: chain.genesis, attributes: attributes, configuration: chain.configuration)
        attributes.extraData.append(7)
        #expect(throws: InvalidBlock.extraDataTooLong(limit: 32, got: 33)) {
            try BlockHeader.child(of: chain.genesis, attributes: attributes, configuration: chain.configuration)
        }
    }

    @Test("A block's transactions may use its gas limit to the last unit")
    func blockGas() throws {
        let chain = try SimulatedChain(fork: .prague)
        var execution = try chain.begin()
        // JUMPDEST JUMP loop: uses whatever it gets.
        let loop: [UInt8] = [0x5b, 0x5f, 0x56]
        let all = chain.call(nil, data: loop, gasLimit: 30_000_000)
        #expect(try execution.apply(all, sender: chain.key.address).gasUsed == 30_000_000)
        #expect(
            refusal {
                try execution.apply(chain.call(Address(1), nonce: 1, gasLimit: 21_000), sender: chain.key.address)
            }
                == .exceedsBlockGas(available: 0, got: 21_000)
        )
    }
}
