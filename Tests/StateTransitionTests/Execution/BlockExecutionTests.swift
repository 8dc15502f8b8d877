import EVM
import HostAccelerators
import Primitives
import StateTransition
import StateTrie
import Testing

struct BlockExecutionTests {
    /// Fails unless `body` is refused for the reason.
    private func expect(_ reason: InvalidTransaction, _ body: () throws -> Void) {
        #expect(throws: TransactionFailure.invalid(reason), performing: body)
    }

    @Test func builtBlockIsImportedFromItsBytesAlone() throws {
        let chain = try SimulatedChain()
        var execution = try chain.begin()
        let transactions = [
            chain.call(Address(0xabc), value: 5), chain.call(Address(0xabc), nonce: 1, data: [1, 2, 3]),
            chain.call(nil, nonce: 2, data: [0x5f, 0x5f, 0xf3]),
        ]
        for transaction in transactions {
            #expect(try execution.apply(transaction, sender: chain.key.address).result.isSuccess)
        }
        let withdrawals = [Withdrawal(index: 0, validatorIndex: 1, address: Address(0xddd), amountInGwei: 7)]
        let result = try execution.finish(withdrawals: withdrawals)
        let block = Block(
            header: result.sealed(execution.header),
            transactions: transactions.map(\.encoded),
            withdrawals: withdrawals
        )
        var imported = try chain.importBlock(block.encoded)
        #expect(imported.result == result)
        #expect(try imported.state.balance(of: Address(0xabc)) == 5)
        #expect(try imported.state.balance(of: Address(0xddd)) == 7_000_000_000)
        #expect(try imported.state.nonce(of: chain.key.address) == 3)
    }

    @Test func feesAreSplitBetweenRecipientAndBurning() throws {
        let chain = try SimulatedChain()
        var execution = try chain.begin()
        var start = execution.state
        let before = try start.balance(of: chain.key.address)
        let outcome = try execution.apply(chain.call(Address(0xabc), value: 9), sender: chain.key.address)
        #expect(outcome.gasUsed == 21_000)
        let baseFee = execution.header.baseFeePerGas
        #expect(outcome.effectiveGasPrice == baseFee &+ 1_000_000_000)
        var state = execution.state
        #expect(try state.balance(of: Address(0xfee)) == 21_000 &* 1_000_000_000)
        let spent = before &- (try state.balance(of: chain.key.address))
        #expect(spent == 9 &+ 21_000 &* outcome.effectiveGasPrice)
    }

    @Test func invalidTransactionLeavesTheExecutionAsItWas() throws {
        let chain = try SimulatedChain()
        let sender = chain.key.address
        var execution = try chain.begin()
        expect(.nonceTooHigh(expected: 0, got: 1)) {
            _ = try execution.apply(chain.call(Address(0x1111), nonce: 1), sender: sender)
        }
        #expect(execution.gasUsed == 0)
        #expect(execution.receipts.isEmpty)
        _ = try execution.apply(chain.call(Address(0x1111)), sender: sender)
        expect(.nonceTooLow(expected: 1, got: 0)) {
            _ = try execution.apply(chain.call(Address(0x1111)), sender: sender)
        }
        let withRefusals = try execution.finish(withdrawals: [])
        var straight = try chain.begin()
        _ = try straight.apply(chain.call(Address(0x1111)), sender: sender)
        #expect(try straight.finish(withdrawals: []) == withRefusals)
    }

    @Test func transactionsMustFitIntoTheBlock() throws {
        let chain = try SimulatedChain()
        let sender = chain.key.address
        var execution = try chain.begin()
        let large = chain.call(Address(0x1111), gasLimit: 16_000_000)
        _ = try execution.apply(large, sender: sender)
        // Only what was used counts: a second one of the same size still fits.
        _ = try execution.apply(chain.call(Address(0x1111), nonce: 1, gasLimit: 16_000_000), sender: sender)
        #expect(execution.gasUsed == 42_000)
        var small = try SimulatedChain(fork: .prague).begin()
        let prague = try SimulatedChain(fork: .prague)
        _ = try small.apply(prague.call(Address(0x1111)), sender: sender)
        expect(.exceedsBlockGas(available: 29_979_000, got: 29_979_001)) {
            _ = try small.apply(prague.call(Address(0x1111), nonce: 1, gasLimit: 29_979_001), sender: sender)
        }
    }

    @Test func senderMustAffordTheGreatestCost() throws {
        let chain = try SimulatedChain()
        var execution = try chain.begin()
        var state = execution.state
        let balance = try state.balance(of: chain.key.address)
        let fees = UInt256(100_000) &* 10_000_000_000
        let exact = chain.call(Address(0x1111), value: balance &- fees)
        var copy = execution
        _ = try copy.apply(exact, sender: chain.key.address)
        expect(.insufficientFunds(required: balance &+ 1, balance: balance)) {
            let above = chain.call(Address(0x1111), value: balance &- fees &+ 1)
            _ = try execution.apply(above, sender: chain.key.address)
        }
        expect(.insufficientFunds(required: nil, balance: balance)) {
            _ = try execution.apply(chain.call(Address(0x1111), value: .max), sender: chain.key.address)
        }
    }

    @Test func senderWithCodeIsRefusedUnlessItDelegates() throws {
        let owner = try SimulatedChain().key.address
        for (code, isAccepted) in [([0x00] as [UInt8], false), (Delegation.code(to: Address(9)), true)] {
            let account = GenesisAccount(balance: .max >> 1, code: code)
            let chain = try SimulatedChain(accounts: [(Address(0xc0de), account)])
            var execution = try chain.begin()
            // The sender is given by the caller, so that an account with code can be made to send.
            let transaction = chain.call(owner)
            if isAccepted {
                _ = try execution.apply(transaction, sender: Address(0xc0de))
            } else {
                expect(.senderHasCode(Address(0xc0de))) {
                    _ = try execution.apply(transaction, sender: Address(0xc0de))
                }
            }
        }
    }

    @Test func calldataPaysAtLeastItsFloor() throws {
        let chain = try SimulatedChain()
        var execution = try chain.begin()
        let data = [UInt8](repeating: 1, count: 1000)
        let outcome = try execution.apply(chain.call(Address(0xabc), data: data), sender: chain.key.address)
        #expect(outcome.gasUsed == 21_000 + 4 * 10 * 1000)
    }

    @Test func rootsOfBeaconAndHistoryAreStored() throws {
        let chain = try SimulatedChain()
        let execution = try chain.begin()
        var state = execution.state
        let beacon = SystemContract.beaconRoots.address
        let slot = UInt256(execution.header.timestamp % 8191)
        #expect(try state.storage(beacon, slot) == UInt256(execution.header.timestamp))
        #expect(try state.storage(beacon, slot &+ 8191) == UInt256(0xbeac))
        let history = SystemContract.historyStorage.address
        #expect(try state.storage(history, 0) == chain.genesis.hash.uint256)
    }

    @Test(arguments: [SystemContract.withdrawalRequests.address, SystemContract.consolidationRequests.address])
    func blockWithoutARequestContractIsInvalid(_ missing: Address) throws {
        var execution = try SimulatedChain(missing: missing).begin()
        #expect(throws: BlockFailure.invalid(.systemContractMissing(missing))) {
            try execution.finish(withdrawals: [])
        }
    }

    @Test func blockWithAFailingRequestContractIsInvalid() throws {
        let address = SystemContract.withdrawalRequests.address
        let broken = [(address, GenesisAccount(nonce: 1, code: [0xfe]))]
        var execution = try SimulatedChain(accounts: broken, missing: address).begin()
        #expect(throws: BlockFailure.invalid(.systemContractFailed(address))) {
            try execution.finish(withdrawals: [])
        }
    }

    @Test func contractsOfBeaconAndHistoryMayBeMissing() throws {
        for contract in [SystemContract.beaconRoots, .historyStorage] {
            var execution = try SimulatedChain(missing: contract.address).begin()
            #expect(try execution.finish(withdrawals: []).requests.isEmpty)
        }
    }

    @Test func messageCallPaysNothingAndChecksNoNonce() throws {
        let chain = try SimulatedChain()
        var execution = try chain.begin()
        var before = execution.state
        // Returns CALLER: 33 5f 52 60 20 5f f3.
        let code: [UInt8] = [0x33, 0x5f, 0x52, 0x60, 0x20, 0x5f, 0xf3]
        let result = try execution.call(from: Address(0xaaa), to: nil, value: 0, data: code, gasLimit: 1_000_000)
        #expect(result.isSuccess)
        #expect(result.createdAddress == Address.created(by: Address(0xaaa), nonce: 0))
        var after = execution.state
        #expect(try after.balance(of: chain.key.address) == (try before.balance(of: chain.key.address)))
        #expect(execution.gasUsed == 0)
    }
}

/// Deposits in the logs of a stand-in for the deposit contract that emits its calldata as a deposit's event.
struct DepositRequestTests {
    private static let topic: [UInt8] =
        Bytes32(hex: "0x649bbc62d0e31342afea4e5cd82d4049e7e1ee912fc0889aa790803be39038c5")?.bytes ?? []

    private func requests(_ data: [UInt8], topic: [UInt8] = topic) throws -> [[UInt8]] {
        let code: [UInt8] = [0x36, 0x5f, 0x5f, 0x37, 0x7f] + topic + [0x36, 0x5f, 0xa1, 0x00]
        let contract = (ChainConfiguration.publicDepositContract, GenesisAccount(nonce: 1, code: code))
        let chain = try SimulatedChain(accounts: [contract])
        var execution = try chain.begin()
        let deposit = chain.call(contract.0, data: data, gasLimit: 1_000_000)
        #expect(try execution.apply(deposit, sender: chain.key.address).result.isSuccess)
        return try execution.finish(withdrawals: []).requests
    }

    /// Event data with each field filled with its own number.
    private func event() -> [UInt8] {
        var data: [UInt8] = []
        for offset in [160, 256, 320, 384, 512] as [UInt64] {
            data += UInt256(offset).bigEndianBytes
        }
        for (number, length) in [(1, 48), (2, 32), (3, 8), (4, 96), (5, 8)] as [(UInt8, Int)] {
            data += UInt256(UInt64(length)).bigEndianBytes + [UInt8](repeating: number, count: length)
            data += [UInt8](repeating: 0, count: (32 - length % 32) % 32)
        }
        return data
    }

    @Test func depositBecomesARequest() throws {
        let fields = [(1, 48), (2, 32), (3, 8), (4, 96), (5, 8)] as [(UInt8, Int)]
        let expected: [UInt8] = fields.reduce([0]) { $0 + [UInt8](repeating: $1.0, count: $1.1) }
        #expect(event().count == 576)
        #expect(try requests(event()) == [expected])
    }

    @Test func otherEventsAreNoDeposits() throws {
        #expect(try requests([1, 2, 3], topic: [UInt8](repeating: 7, count: 32)).isEmpty)
    }

    @Test func malformedDepositsMakeTheBlockInvalid() throws {
        var malformed = [Array(event().dropLast()), event() + [0], []]
        // The last byte of each offset and of each length.
        for position in [31, 63, 95, 127, 159, 191, 287, 351, 415, 543] {
            var data = event()
            data[position] ^= 0x20
            malformed.append(data)
        }
        var hugeOffset = event()
        hugeOffset[0] = 0xff
        malformed.append(hugeOffset)
        for data in malformed {
            #expect(throws: BlockFailure.invalid(.invalidDepositLog)) { try requests(data) }
        }
    }
}
