import EVM
import HostAccelerators
import Primitives

/// Accounts of the tests.
enum Accounts {
    static let sender = Address(0xa11ce)
    static let contract = Address(0xc0de)
    static let other = Address(0xbeef)
    static let third = Address(0xcafe)
    static let fresh = Address(0xf4e5)
    static let coinbase = Address(0xc01)
}

/// An EVM with a small world around it.
struct World {
    var host = MemoryHost()
    var fork = Fork.osaka
    var block = BlockEnvironment(
        number: 1000,
        timestamp: 1_700_000_000,
        coinbase: Accounts.coinbase,
        gasLimit: 36_000_000,
        baseFee: 7,
        prevRandao: Bytes32(UInt256(0x4399)),
        blobBaseFee: 3,
        chainId: 1337,
        ancestorHashes: (0..<256).map { Bytes32(UInt256(10_000 + UInt64($0))) }
    )
    var transaction = TransactionEnvironment(origin: Accounts.sender, gasPrice: 9)
    var precompiles: PrecompileTable?

    init(fork: Fork = .osaka) {
        self.fork = fork
        host.state.accounts[Accounts.sender] = MemoryHost.Account(balance: UInt256(1) << 128)
        host.state.warmAccounts = [Accounts.sender, Accounts.contract]
    }

    /// Puts code at an address.
    mutating func deploy(_ program: Program, at address: Address = Accounts.contract, balance: UInt256 = 0) {
        host.state.accounts[address] = MemoryHost.Account(balance: balance, nonce: 1, code: program.bytes)
    }

    /// Sends a message and observes it.
    mutating func execute<T: Tracer>(
        _ message: Message,
        tracer: inout T
    ) throws(EVMFault<MemoryHostFailure>) -> ExecutionResult {
        let evm = EVM(
            fork: fork,
            precompiles: precompiles ?? PrecompileTable(fork: fork),
            block: block,
            transaction: transaction
        )
        return try evm.execute(message, host: &host, tracer: &tracer)
    }

    /// Sends a message.
    mutating func execute(_ message: Message) throws(EVMFault<MemoryHostFailure>) -> ExecutionResult {
        var tracer = NoTracer()
        return try execute(message, tracer: &tracer)
    }

    /// Calls the contract.
    mutating func call(
        input: [UInt8] = [],
        value: UInt256 = 0,
        gas: UInt64 = 10_000_000
    ) throws(EVMFault<MemoryHostFailure>) -> ExecutionResult {
        try execute(
            .call(from: Accounts.sender, to: Accounts.contract, value: value, input: input, gas: gas)
        )
    }
}

/// Runs a program on its own.
func run(
    _ program: Program,
    input: [UInt8] = [],
    gas: UInt64 = 10_000_000,
    fork: Fork = .osaka
) throws -> ExecutionResult {
    var world = World(fork: fork)
    world.deploy(program)
    return try world.call(input: input, gas: gas)
}

/// Gas that a program uses, when it ends normally.
func gasUsed(by program: Program, fork: Fork = .osaka) throws -> UInt64? {
    let gas: UInt64 = 10_000_000
    let result = try run(program, gas: gas, fork: fork)
    return result.status == .success ? gas - result.gasLeft : nil
}

extension ExecutionResult {
    /// The output as a number.
    var word: UInt256 { UInt256(truncatingBigEndian: output) }
}
