import EVM
import Primitives
import RollupContracts
import Testing

/// L1 with an optimistic rollup, its portal and a vault of tokens; L2 with the messenger and the factory of tokens; and
/// between them nothing but proofs against state roots.
struct BridgeWorld {
    static let window: UInt64 = 3_600
    static let maturity: UInt64 = 7_200
    static let airGap: UInt64 = 1_800
    static let pausePeriod: UInt64 = 86_400
    static let ratePeriod: UInt64 = 86_400
    /// ETH that the messenger on L2 holds at first.
    static let reserve = TestChain.ether(1_000_000)
    static let guardian = Address(0x60a7d)

    /// State of the L2 after one of its blocks.
    private struct Snapshot {
        let state: ReferenceTrie
        let messengerStorage: ReferenceTrie
    }

    var l1 = TestChain()
    var l2 = TestChain()
    var portal = Address.zero
    var rollup = Address.zero
    /// What was sent to L2, by index.
    private(set) var sentToL2: [RollupMessage] = []
    /// What was sent to L1, by index.
    private(set) var sentToL1: [RollupMessage] = []
    /// Indices of messages to L1 whose delivery the portal told.
    private(set) var paid: [UInt64] = []
    private var tree = MessageTree()
    private var snapshots: [Snapshot] = []

    /// A world whose portal is deployed as `change` has it.
    init(_ change: (inout Portal.Genesis) -> Void = { _ in }) throws {
        l1.host.addBalance(BridgeWorld.guardian, TestChain.ether(1))
        portal = Address.created(by: TestChain.alice, nonce: 0)
        rollup = Address.created(by: TestChain.alice, nonce: 1)
        let account = L2Genesis.messenger(rollup: portal, balance: BridgeWorld.reserve)
        l2.host.accounts = [
            account.address: MemoryHost.Account(
                balance: account.balance,
                nonce: 1,
                code: account.code,
                storage: account.storage
            )
        ]
        snapshots = [snapshot()]
        var genesis = Portal.Genesis(
            rollup: rollup,
            isOptimistic: true,
            trustedRoot: snapshots[0].state.rootHash,
            guardian: BridgeWorld.guardian,
            maturity: BridgeWorld.maturity,
            finalityDelay: BridgeWorld.airGap,
            pausePeriod: BridgeWorld.pausePeriod,
            rateLimit: .max,
            ratePeriod: BridgeWorld.ratePeriod
        )
        change(&genesis)
        let deployed = try l1.deploy(Portal.initCode(genesis))
        try #require(deployed.outcome.result.isSuccess && deployed.address == portal)
        let optimistic = OptimisticRollup.Genesis(
            blockHash: Bytes32(UInt256(0x6e)),
            stateRoot: snapshots[0].state.rootHash,
            timestamp: l1.timestamp - 12,
            proposer: .zero,
            challengeWindow: BridgeWorld.window
        )
        let contract = try l1.deploy(OptimisticRollup.initCode(optimistic))
        try #require(contract.outcome.result.isSuccess && contract.address == rollup)
    }

    // MARK: Calls

    /// A call on L1, of which messages and payments are noted.
    mutating func onL1(
        _ to: Address,
        _ data: [UInt8],
        from: Address = TestChain.alice,
        value: UInt256 = .zero,
        gas: UInt64 = 20_000_000
    ) throws -> TestChain.Outcome {
        let outcome = try l1.call(to, data, from: from, value: value, gas: gas)
        for log in outcome.result.logs where log.address == portal {
            switch try NativeRollup.Event(topics: log.topics, data: log.data) {
            case .messageSent(let message)?:
                sentToL2.append(message)
                tree.append(message.leaf)
            case .l2MessageClaimed(let index, _, _)?: paid.append(index)
            default: break
            }
        }
        return outcome
    }

    /// A call on L2, of which messages are noted.
    mutating func onL2(
        _ to: Address,
        _ data: [UInt8],
        from: Address = TestChain.alice,
        value: UInt256 = .zero
    ) throws -> TestChain.Outcome {
        let outcome = try l2.call(to, data, from: from, value: value)
        for log in outcome.result.logs where log.address == L2Messenger.address {
            if case .messageSent(let message)? = try L2Messenger.Event(topics: log.topics, data: log.data) {
                sentToL1.append(message)
            }
        }
        return outcome
    }

    /// Lets time go by on L1.
    mutating func wait(_ seconds: UInt64) {
        l1.timestamp += seconds
        l1.number += (seconds + 11) / 12
    }

    // MARK: From L1 to L2

    /// Sends ETH and data to L2.
    mutating func deposit(
        _ value: UInt256,
        fee: UInt256 = .zero,
        to: Address = TestChain.alice,
        data: [UInt8] = [],
        from: Address = TestChain.alice
    ) throws -> TestChain.Outcome {
        try onL1(portal, NativeRollup.sendMessage(to: to, fee: fee, data: data), from: from, value: value)
    }

    /// Whether L2 has delivered a message.
    func isDelivered(_ message: RollupMessage) -> Bool {
        let flags = l2.host.storage(L2Messenger.address, L2Messenger.Slot.claimedFlags(index: message.index))
        return flags >> Int(message.index % 256) & .one == .one
    }

    /// Shows L2 the portal's message root.
    mutating func proveMessageRoot() throws -> TestChain.Outcome {
        let storage = ReferenceTrie(storage: l1.host.accounts[portal]?.storage ?? [:])
        let state = ReferenceTrie(accounts: [
            portal: ReferenceTrie.account(nonce: 1, balance: 3, storageRoot: storage.rootHash),
            rollup: ReferenceTrie.account(nonce: 1, balance: 0, storageRoot: .zero),
        ])
        let header = RLPEncoder.encodeList { list in
            list.append(Bytes32(UInt256(1)))
            list.append(Bytes32(UInt256(2)))
            list.append(Address(3))
            list.append(state.rootHash)
            list.append(bytes: [UInt8](repeating: 0, count: 256))
        }
        let anchor = Keccak256.hash(header)
        l2.timestamp += 12
        let expected = UInt256(l2.timestamp).bigEndianBytes
        l2.standIns[L2Genesis.systemContracts[0]] = { call in
            call.input == expected ? .success(output: anchor.bytes, gasUsed: 100) : .failure(.invalidInput)
        }
        let proof = AccountAndStorageProof(
            accountProof: state.proof(account: portal),
            storageProof: storage.proof(slot: NativeRollup.Slot.messageRoot)
        )
        return try onL2(
            L2Messenger.address,
            L2Messenger.proveL1MessageRoot(anchorTimestamp: l2.timestamp, header: header, proof: proof)
        )
    }

    /// Delivers one message to L2 under the root that was proven last.
    mutating func claim(_ message: RollupMessage) throws -> TestChain.Outcome {
        let path = try #require(tree.path(of: Int(message.index), size: tree.count))
        return try onL2(
            L2Messenger.address,
            L2Messenger.claimL1Message(message, path: path, feeRecipient: TestChain.relayer),
            from: TestChain.relayer
        )
    }

    /// Delivers all that waits for L2, as far as receivers take it.
    mutating func relay() throws {
        let waiting = sentToL2.filter { !isDelivered($0) }
        guard !waiting.isEmpty else { return }
        try #require(try proveMessageRoot().result.isSuccess)
        for message in waiting { _ = try claim(message) }
    }

    // MARK: From L2 to L1

    /// Sends ETH and data to L1, and gives the message.
    mutating func withdraw(
        _ value: UInt256,
        fee: UInt256 = .zero,
        to: Address = TestChain.bob,
        data: [UInt8] = [],
        from: Address = TestChain.alice
    ) throws -> RollupMessage {
        let outcome = try onL2(
            L2Messenger.address,
            L2Messenger.sendMessage(to: to, fee: fee, data: data),
            from: from,
            value: value &+ fee
        )
        try #require(outcome.result.isSuccess)
        return try #require(sentToL1.last)
    }

    /// The state of the L2 as it is.
    private func snapshot() -> Snapshot {
        let storage = ReferenceTrie(storage: l2.host.accounts[L2Messenger.address]?.storage ?? [:])
        var accounts = [
            L2Messenger.address: ReferenceTrie.account(
                nonce: 1,
                balance: l2.host.balance(of: L2Messenger.address),
                storageRoot: storage.rootHash
            )
        ]
        for low in UInt64(1)...20 {
            accounts[Address(low)] = ReferenceTrie.account(nonce: low, balance: .one, storageRoot: storage.rootHash)
        }
        return Snapshot(state: ReferenceTrie(accounts: accounts), messengerStorage: storage)
    }

    /// Has the state of the L2 proposed, twelve seconds later; gives the block's number.
    mutating func propose() throws -> UInt64 {
        wait(12)
        let now = snapshot()
        snapshots.append(now)
        let number = UInt64(snapshots.count - 1)
        let proposal = OptimisticRollup.Proposal(
            parentHash: Bytes32(l1.host.storage(rollup, NativeRollup.Slot.headHash)),
            blockHash: Bytes32(UInt256(0x6e + number)),
            stateRoot: now.state.rootHash,
            timestamp: l1.timestamp,
            anchorBlockNumber: l1.number - 1,
            anchorHash: TestChain.blockHash(l1.number - 1),
            transactions: []
        )
        let outcome = try onL1(rollup, OptimisticRollup.propose(proposal), from: TestChain.relayer)
        try #require(outcome.result.isSuccess, "\(String(describing: outcome.revert))")
        return number
    }

    /// State root of an L2 block.
    func root(_ number: UInt64) -> Bytes32 { snapshots[Int(number)].state.rootHash }

    /// Proof of a message in the state of an L2 block.
    func proof(_ message: RollupMessage, at number: UInt64, of account: Address = L2Messenger.address)
        -> AccountAndStorageProof
    {
        AccountAndStorageProof(
            accountProof: snapshots[Int(number)].state.proof(account: account),
            storageProof: snapshots[Int(number)].messengerStorage.proof(
                slot: L2Messenger.Slot.sentMessage(index: message.index)
            )
        )
    }

    mutating func prove(
        _ message: RollupMessage,
        at number: UInt64,
        with proof: AccountAndStorageProof? = nil,
        from: Address = TestChain.alice
    ) throws -> TestChain.Outcome {
        let call = Portal.proveWithdrawal(
            message,
            l2BlockNumber: number,
            proof: proof ?? self.proof(message, at: number)
        )
        return try onL1(portal, call, from: from)
    }

    mutating func finalize(
        _ message: RollupMessage,
        submitter: Address = TestChain.alice,
        feeRecipient: Address = TestChain.relayer,
        gas: UInt64 = 20_000_000
    ) throws -> TestChain.Outcome {
        let call = Portal.finalizeWithdrawal(message, submitter: submitter, feeRecipient: feeRecipient)
        return try onL1(portal, call, from: TestChain.relayer, gas: gas)
    }

    mutating func retry(_ message: RollupMessage) throws -> TestChain.Outcome {
        let call = Portal.retryMessage(message, feeRecipient: TestChain.relayer)
        return try onL1(portal, call, from: TestChain.relayer)
    }

    /// Makes an L2 block final on L1.
    mutating func finalizeBlock(_ number: UInt64) throws -> TestChain.Outcome {
        try onL1(rollup, OptimisticRollup.finalize(l2BlockNumber: number), from: TestChain.relayer)
    }

    /// Proposes the L2 as it is, proves messages against that, and waits until they can be delivered.
    mutating func ripen(_ messages: [RollupMessage]) throws {
        let number = try propose()
        wait(12)
        for message in messages {
            let outcome = try prove(message, at: number)
            try #require(outcome.result.isSuccess, "\(String(describing: outcome.revert))")
        }
        wait(BridgeWorld.maturity)
        try #require(try finalizeBlock(number).result.isSuccess)
    }

    // MARK: What must always hold

    /// ETH in the portal is what circulates on L2 and what is on its way in either direction, to the wei.
    func expectEtherConserved(_ note: String) {
        let balance = l1.host.balance(of: portal)
        #expect(l1.host.storage(portal, NativeRollup.Slot.escrow) == balance, "\(note)")
        var owed = BridgeWorld.reserve &- l2.host.balance(of: L2Messenger.address)
        for message in sentToL2 where !isDelivered(message) { owed = owed &+ message.value &+ message.fee }
        for message in sentToL1 where !paid.contains(message.index) { owed = owed &+ message.value &+ message.fee }
        #expect(balance == owed, "\(note)")
        #expect(Set(paid).count == paid.count, "paid twice, \(note)")
    }
}
