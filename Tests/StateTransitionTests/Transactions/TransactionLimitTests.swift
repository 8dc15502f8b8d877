import EVM
import HostAccelerators
import Primitives
import StateTransition
import StateTrie
import Testing

/// Transactions exactly at each published limit, and one above it.
struct TransactionLimitTests {
    private func apply(
        _ transaction: Transaction,
        on chain: SimulatedChain,
        sender: Address? = nil
    ) throws -> TransactionOutcome {
        var execution = try chain.begin()
        return try execution.apply(transaction, sender: sender ?? chain.key.address)
    }

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
}
