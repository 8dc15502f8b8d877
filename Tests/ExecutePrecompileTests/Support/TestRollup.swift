import EVM
import ExecutePrecompile
import HostAccelerators
import Primitives
import StateTransition
import StateTrie

/// A sealed L2 block with its input of EXECUTE.
struct SealedL2Block {
    var block: Block
    var input: StatelessInput
    /// Headers before the block, genesis first.
    var ancestors: [BlockHeader]
}

/// An L2 chain whose blocks are built, sealed and turned into inputs of EXECUTE.
struct TestRollup {
    static let chainId: UInt64 = 1_234_321
    static let gasLimit: UInt64 = 5_000_000
    static let querier = TestContracts.querier
    static let blockHashReader = TestContracts.blockHashReader
    static let executeCaller = TestContracts.executeCaller

    /// The chain.
    private(set) var chain: TestChain
    private var nextNonces: [Address: UInt64] = [:]

    /// Slots 1 to 20 of the storage contract are filled unless other ones are given; `replaced` has code of its own.
    init(
        storage: [UInt256: UInt256]? = nil,
        gasLimit: UInt64 = TestRollup.gasLimit,
        without missing: Address? = nil,
        replacing replaced: (address: Address, code: [UInt8])? = nil
    ) {
        let replacement = replaced.map { ($0.address, GenesisAccount(nonce: 1, code: $0.code)) }
        let filled = Dictionary(
            uniqueKeysWithValues: (1...20 as ClosedRange<UInt64>).map { (UInt256($0), UInt256($0 * 1_000)) }
        )
        chain = TestChain(
            configuration: .osaka(chainId: Self.chainId),
            precompiles: PrecompileTable(fork: .osaka),
            accounts: TestKeys.genesis + TestContracts.genesis(storage: storage ?? filled)
                + (replacement.map { [$0] } ?? []),
            gasLimit: gasLimit,
            without: missing
        )
    }

    var head: BlockHeader { chain.head }

    func storage(of address: Address, _ slot: UInt256) -> UInt256 { chain.storage(of: address, slot) }

    // MARK: Transactions; nonces are those of the next block, in the order in which they are asked for.

    mutating func transaction(
        from index: Int,
        to: Address,
        value: UInt256 = .zero,
        data: [UInt8] = [],
        gasLimit: UInt64 = 300_000
    ) -> Transaction {
        let sender = TestKeys.keys[index].address
        let nonce = nextNonces[sender] ?? chain.nonce(of: sender)
        nextNonces[sender] = nonce + 1
        return sign(
            .dynamicFee(
                chainId: Self.chainId,
                nonce: nonce,
                maxPriorityFeePerGas: UInt256(1_000),
                maxFeePerGas: UInt256(10_000_000_000),
                gasLimit: gasLimit,
                to: to,
                value: value,
                data: data
            ),
            by: index
        )
    }

    func sign(_ transaction: Transaction, by index: Int) -> Transaction { TestKeys.sign(transaction, by: index) }

    mutating func transfer(from index: Int, value: UInt64) -> Transaction {
        transaction(from: index, to: Address(0xbeef), value: UInt256(value), gasLimit: 21_000)
    }

    mutating func store(from index: Int, slot: UInt256, value: UInt256) -> Transaction {
        transaction(from: index, to: TestContracts.storage, data: slot.bigEndianBytes + value.bigEndianBytes)
    }

    mutating func readBlockHash(from index: Int, number: UInt64) -> Transaction {
        transaction(from: index, to: Self.blockHashReader, data: UInt256(number).bigEndianBytes)
    }

    mutating func query(from index: Int, _ target: Address, _ word: UInt256) -> Transaction {
        transaction(from: index, to: Self.querier, data: target.uint256.bigEndianBytes + word.bigEndianBytes)
    }

    mutating func callExecute(from index: Int, input: [UInt8]) -> Transaction {
        transaction(from: index, to: Self.executeCaller, data: input, gasLimit: 4_000_000)
    }

    /// A withdrawal request: 48 bytes of public key, 8 of amount, and a fee of some wei (EIP-7002).
    mutating func requestWithdrawal(from index: Int) -> Transaction {
        transaction(
            from: index,
            to: SystemContract.withdrawalRequests.address,
            value: UInt256(10),
            data: [UInt8](repeating: 0xaa, count: 48) + [0, 0, 0, 0, 0, 0, 0, 1]
        )
    }

    // MARK: Blocks

    /// Builds, seals and appends a block; `ancestorCount` headers go into the witness, the parent's included.
    @discardableResult
    mutating func seal(
        _ transactions: [Transaction],
        timestamp: UInt64? = nil,
        gasLimit: UInt64? = nil,
        anchor: Bytes32 = SampleInput.repeated(7),
        extraData: [UInt8] = [],
        ancestorCount: Int = 1
    ) -> SealedL2Block {
        let ancestors = chain.headers
        let built = chain.build(
            transactions,
            timestamp: timestamp,
            gasLimit: gasLimit,
            anchor: anchor,
            extraData: extraData,
            ancestorCount: ancestorCount
        )
        nextNonces = [:]
        do {
            let input = try StatelessInput(
                block: built.block,
                requests: built.result.requests,
                witness: built.witness,
                chainId: Self.chainId
            )
            return SealedL2Block(block: built.block, input: input, ancestors: ancestors)
        } catch {
            preconditionFailure("a block of the test's own has no input: \(error)")
        }
    }
}

extension TestRollup {
    /// The input that claims an empty block on the head with the head's own state root, for genesis states on which no
    /// block can be built.
    func claimOfEmptyBlock() -> StatelessInput {
        var input = SampleInput.input()
        let head = chain.head
        input.chainId = Self.chainId
        input.newPayloadRequest.executionPayload.fields.parentHash = head.hash
        input.newPayloadRequest.executionPayload.fields.stateRoot = head.stateRoot
        input.newPayloadRequest.executionPayload.fields.receiptsRoot = EmptyTrie.root
        input.newPayloadRequest.executionPayload.fields.blockNumber = head.number + 1
        input.newPayloadRequest.executionPayload.fields.gasLimit = head.gasLimit
        input.newPayloadRequest.executionPayload.fields.gasUsed = 0
        input.newPayloadRequest.executionPayload.fields.timestamp = head.timestamp + 1
        input.newPayloadRequest.executionPayload.fields.baseFeePerGas = FeeRules.nextBaseFee(parent: head) ?? .zero
        input.witness = chain.witness(executing: input.newPayloadRequest.block.header)
        return input
    }
}

extension StatelessInput {
    /// Makes the payload's block hash that of the header which its fields give.
    mutating func rehash() {
        newPayloadRequest.executionPayload.fields.blockHash = newPayloadRequest.block.hash
    }
}
