import EVM
import Primitives
import RollupContracts
import Testing

/// Namespace of the proof module's test contract.
enum ProofReader {}

/// Namespace of the receiving test contract.
enum Receiver {}

/// Namespace of the token that does what some tokens do.
enum OddToken {}

/// One block of a chain on which calls are made, each as a transaction of its own.
struct TestChain {
    /// What a call did.
    struct Outcome {
        let result: ExecutionResult
        /// Gas of the execution alone, refunds not taken off.
        let gasUsed: UInt64

        /// Reason of a revert; nil unless it reverted.
        var revert: RevertReason? {
            result.status == .revert ? RevertReason(output: result.output) : nil
        }
    }

    static let coinbase = Address(0xc0)
    static let alice = Address(0xa11ce)
    static let bob = Address(0xb0b)
    static let relayer = Address(0x4e1a)

    var host = MemoryHost()
    var number: UInt64 = 1000
    var timestamp: UInt64 = 1_700_000_000
    /// Versioned hashes of the blobs that each transaction carries.
    var blobHashes: [Bytes32] = []
    /// Contracts of the tests in the place of precompiles and predeploys.
    var standIns: [Address: PrecompileTable.Extension] = [:]

    init() {
        for address in [TestChain.alice, TestChain.bob, TestChain.relayer] {
            host.addBalance(address, TestChain.ether(1000))
        }
    }

    static func ether(_ count: UInt64) -> UInt256 { UInt256(count) &* UInt256(1_000_000_000_000_000_000) }

    /// Hash that a block of a number has.
    static func blockHash(_ number: UInt64) -> Bytes32 { Keccak256.hash(UInt256(number).bigEndianBytes) }

    mutating func call(
        _ to: Address,
        _ data: [UInt8],
        from: Address = alice,
        value: UInt256 = .zero,
        gas: UInt64 = 20_000_000
    ) throws -> Outcome {
        host.beginTransaction()
        for address in [from, to, TestChain.coinbase] + precompiles.addresses { _ = host.accessAccount(address) }
        return try run(.call(from: from, to: to, value: value, input: data, gas: gas), origin: from)
    }

    mutating func deploy(
        _ initCode: [UInt8],
        from: Address = alice,
        value: UInt256 = .zero
    ) throws -> (address: Address, outcome: Outcome) {
        host.beginTransaction()
        let nonce = host.nonce(of: from)
        host.setNonce(from, nonce + 1)
        let address = Address.created(by: from, nonce: nonce)
        for warm in [from, address, TestChain.coinbase] + precompiles.addresses { _ = host.accessAccount(warm) }
        let message = Message.create(from: from, at: address, value: value, initCode: initCode, gas: 20_000_000)
        return (address, try run(message, origin: from))
    }

    /// Deploys a contract that takes no arguments.
    mutating func deploy(_ artifact: ContractArtifact, from: Address = bob) throws -> Address {
        let deployed = try deploy(artifact.creationCode, from: from)
        try #require(deployed.outcome.result.isSuccess)
        return deployed.address
    }

    /// Result of a call that must succeed.
    mutating func view(_ function: ABIFunction, _ arguments: [ABIValue] = [], at address: Address) throws -> [ABIValue]
    {
        let outcome = try call(address, function.encodeCall(arguments))
        try #require(outcome.result.isSuccess, "\(function.name): \(outcome.result.status)")
        return try function.decodeOutput(outcome.result.output)
    }

    private var precompiles: PrecompileTable {
        standIns.reduce(PrecompileTable(fork: .osaka)) { $0.adding($1.key, $1.value) }
    }

    private mutating func run(_ message: Message, origin: Address) throws -> Outcome {
        let evm = EVM(
            fork: .osaka,
            precompiles: precompiles,
            block: BlockEnvironment(
                number: number,
                timestamp: timestamp,
                coinbase: TestChain.coinbase,
                gasLimit: 60_000_000,
                baseFee: UInt256(7),
                prevRandao: .zero,
                blobBaseFee: .one,
                chainId: 1,
                ancestorHashes: (1...256).map { TestChain.blockHash(number - $0) }
            ),
            transaction: TransactionEnvironment(origin: origin, gasPrice: UInt256(7), blobHashes: blobHashes)
        )
        var tracer = NoTracer()
        let result = try evm.execute(message, host: &host, tracer: &tracer)
        return Outcome(result: result, gasUsed: message.gas - result.gasLeft)
    }
}
