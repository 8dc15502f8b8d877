import EVM
import HostAccelerators
import Primitives
import StateTransition
import StateTrie
import Testing

/// Blocks and transactions exactly at each published limit, and one above it.
struct LimitTests {
    private func refusal(_ body: () throws -> TransactionOutcome) -> InvalidTransaction? {
        do {
            _ = try body()
            return nil
        } catch TransactionFailure.invalid(let reason) {
            return reason
        } catch {
            Issue.record("\(error)")
            return nil
        }
    }

    private func apply(
        _ transaction: Transaction,
        on chain: SimulatedChain,
        sender: Address? = nil
    ) throws -> TransactionOutcome {
        var execution = try chain.begin()
        return try execution.apply(transaction, sender: sender ?? chain.key.address)
    }

    // MARK: Transactions

    @Test("EIP-7825: a transaction of 2^24 gas")
    func gasCap() throws {
        let chain = try SimulatedChain()
        let at = chain.call(Address(0x1111), gasLimit: 1 << 24)
        #expect(try apply(at, on: chain).gasUsed == 21_000)
        let above = chain.call(Address(0x1111), gasLimit: 1 << 24 + 1)
        #expect(refusal { try apply(above, on: chain) } == .gasLimitAboveCap(cap: 1 << 24, got: 1 << 24 + 1))
        let prague = try SimulatedChain(fork: .prague)
        #expect(refusal { try apply(above, on: prague) } == nil)
    }

    @Test("EIP-3860: init code of 49,152 bytes")
    func initCode() throws {
        let chain = try SimulatedChain()
        let at = chain.call(nil, data: [UInt8](repeating: 0, count: 49_152), gasLimit: 5_000_000)
        #expect(try apply(at, on: chain).result.isSuccess)
        let above = chain.call(nil, data: [UInt8](repeating: 0, count: 49_153), gasLimit: 5_000_000)
        #expect(refusal { try apply(above, on: chain) } == .initCodeTooLarge(limit: 49_152, got: 49_153))
    }

    // EIP-7907, which would raise the limit and meter code by its size, is not part of Osaka.
    @Test("EIP-170: code of 24,576 bytes")
    func codeSize() throws {
        let chain = try SimulatedChain()
        for (size, status) in [
            (24_576, ExecutionResult.Status.success), (24_577, .halt(.codeSizeLimit)),
        ] {
            // RETURN(0, size)
            let code: [UInt8] = [0x61, UInt8(size >> 8), UInt8(size & 255), 0x5f, 0xf3]
            let outcome = try apply(chain.call(nil, data: code, gasLimit: 10_000_000), on: chain)
            #expect(outcome.result.status == status)
            // A halted creation is in the block and has paid everything.
            #expect(status == .success || outcome.gasUsed == 10_000_000)
        }
    }

    @Test("EIP-7623: a gas limit of the floor price")
    func floor() throws {
        let chain = try SimulatedChain()
        let data = [UInt8](repeating: 1, count: 1_000)
        let floor: UInt64 = 21_000 + 10 * 4 * 1_000
        #expect(try apply(chain.call(Address(0x1111), data: data, gasLimit: floor), on: chain).gasUsed == floor)
        #expect(
            refusal { try apply(chain.call(Address(0x1111), data: data, gasLimit: floor - 1), on: chain) }
                == .floorGasTooLow(required: floor, got: floor - 1)
        )
    }

    @Test("EIP-2681: nonce 2^64 - 2 is the last that can be sent")
    func nonce() throws {
        let rich = GenesisAccount(balance: .max >> 1, nonce: .max - 1)
        let spent = GenesisAccount(balance: .max >> 1, nonce: .max)
        let chain = try SimulatedChain(accounts: [(Address(0x71c4), rich), (Address(0x59e47), spent)])
        var execution = try chain.begin()
        // The sender is given by the caller, so that no account has to send 2^64 transactions first.
        _ = try execution.apply(chain.call(Address(0x1111), nonce: .max - 1), sender: Address(0x71c4))
        var state = execution.state
        #expect(try state.nonce(of: Address(0x71c4)) == .max)
        for sender in [Address(0x71c4), Address(0x59e47)] {
            #expect(
                refusal { try execution.apply(chain.call(Address(0x1111), nonce: .max), sender: sender) } == .nonceIsMax
            )
        }
    }

    @Test("EIP-2930: an access list as long as the gas cap allows")
    func accessList() throws {
        let chain = try SimulatedChain()
        func transaction(keyCount: Int) -> Transaction {
            var transaction = chain.call(Address(0x1111), gasLimit: 1 << 24)
            transaction.accessList = [
                AccessListEntry(address: Address(0x2222), storageKeys: (0..<keyCount).map { UInt256(UInt64($0)) })
            ]
            return chain.sign(transaction)
        }
        let count = (1 << 24 - 21_000 - 2_400) / 1_900
        let at = transaction(keyCount: count)
        #expect(try apply(at, on: chain).gasUsed == 21_000 + 2_400 + 1_900 * UInt64(count))
        let above = transaction(keyCount: count + 1)
        #expect(
            refusal { try apply(above, on: chain) }
                == .intrinsicGasTooLow(required: above.intrinsicGas, got: 1 << 24)
        )
    }

    @Test("EIP-7702: an authorization list as long as the gas cap allows")
    func authorizationList() throws {
        let chain = try SimulatedChain()
        func transaction(count: Int) -> Transaction {
            let list = (0..<count).map { index in
                let unsigned = Authorization(chainId: 0, address: Address(UInt64(index) + 1), nonce: UInt64(index) + 1)
                let signature = chain.key.sign(unsigned.signingHash)
                return unsigned.signed(r: signature.r, s: signature.s, yParity: signature.yParity)
            }
            return chain.sign(
                .setCode(
                    chainId: 1337,
                    nonce: 0,
                    maxPriorityFeePerGas: 1,
                    maxFeePerGas: 10_000_000_000,
                    gasLimit: 1 << 24,
                    to: Address(0x1111),
                    value: 0,
                    data: [],
                    authorizationList: list
                )
            )
        }
        let count = (1 << 24 - 21_000) / 25_000
        var execution = try chain.begin()
        _ = try execution.apply(transaction(count: count), sender: chain.key.address)
        var state = execution.state
        // Every one was applied: the nonce tells, and the last delegation stands.
        #expect(try state.nonce(of: chain.key.address) == UInt64(count) + 1)
        #expect(try state.code(of: chain.key.address) == Delegation.code(to: Address(UInt64(count))))
        let above = transaction(count: count + 1)
        #expect(
            refusal { try apply(above, on: chain) }
                == .intrinsicGasTooLow(required: above.intrinsicGas, got: 1 << 24)
        )
    }

    // MARK: Blobs

    private func blobTransaction(_ chain: SimulatedChain, nonce: UInt64, count: Int) -> Transaction {
        chain.sign(
            .blob(
                chainId: 1337,
                nonce: nonce,
                maxPriorityFeePerGas: 1,
                maxFeePerGas: 10_000_000_000,
                gasLimit: 21_000,
                to: Address(0x1111),
                value: 0,
                data: [],
                maxFeePerBlobGas: 1_000,
                blobVersionedHashes: (0..<count).map { Bytes32(w0: 1 << 56, w1: 0, w2: 0, w3: UInt64($0)) }
            )
        )
    }

    @Test("EIP-7594: six blobs a transaction from Osaka on; before, as many as the block holds")
    func blobsOfATransaction() throws {
        let osaka = try SimulatedChain(blobs: .blobStep2)
        #expect(refusal { try apply(blobTransaction(osaka, nonce: 0, count: 6), on: osaka) } == nil)
        #expect(
            refusal { try apply(blobTransaction(osaka, nonce: 0, count: 7), on: osaka) }
                == .tooManyBlobs(limit: 6, got: 7)
        )
        for (fork, limit) in [(Fork.cancun, 6), (.prague, 9)] {
            let chain = try SimulatedChain(fork: fork)
            #expect(refusal { try apply(blobTransaction(chain, nonce: 0, count: limit), on: chain) } == nil)
            #expect(
                refusal { try apply(blobTransaction(chain, nonce: 0, count: limit + 1), on: chain) }
                    == .exceedsBlockBlobGas(
                        available: UInt64(limit) << 17,
                        got: UInt64(limit + 1) << 17
                    )
            )
        }
    }

    @Test(
        "EIP-7892: blobs a block by schedule",
        arguments: [
            (BlobParameters.prague, 9), (.blobStep1, 15), (.blobStep2, 21),
            (BlobParameters(target: 32, max: 48, updateFraction: 26_700_000), 48),
        ]
    )
    func blobsOfABlock(blobs: BlobParameters, limit: Int) throws {
        let chain = try SimulatedChain(blobs: blobs)
        var execution = try chain.begin()
        var nonce: UInt64 = 0
        var left = limit
        while left > 0 {
            let count = min(left, 6)
            _ = try execution.apply(blobTransaction(chain, nonce: nonce, count: count), sender: chain.key.address)
            nonce += 1
            left -= count
        }
        #expect(execution.blobGasUsed == UInt64(limit) << 17)
        #expect(
            refusal {
                try execution.apply(blobTransaction(chain, nonce: nonce, count: 1), sender: chain.key.address)
            } == .exceedsBlockBlobGas(available: 0, got: 1 << 17)
        )
        #expect(try execution.finish(withdrawals: []).blobGasUsed == UInt64(limit) << 17)
    }

    // MARK: Blocks

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
