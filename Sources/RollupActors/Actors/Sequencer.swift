import EVM
public import L1Sim
public import Primitives
import RollupContracts
public import StateTransition
import StateTrie

/// Makes a rollup's L2 blocks: takes transactions, delivers messages from L1, seals, and builds the witness.
///
/// Every block that it seals goes back into its own chain by the validating path, from bytes, and is validated once
/// more statelessly from the very input that EXECUTE will get.
public struct Sequencer: Sendable {
    /// What the rollup is.
    public let configuration: RollupConfiguration
    /// The chain that it has sealed, settled or not.
    public private(set) var chain: L2Chain
    /// Transactions that wait, in order of arrival.
    public private(set) var pending: [PendingL2Transaction] = []
    private let relayer: MessageRelayer
    /// The contract with the inbox; nil for a rollup without one.
    private let inbox: Address?
    /// Hashes of the forced transactions in its blocks, by height.
    private var forced: [UInt64: Bytes32] = [:]
    /// What each sealed block has taken from the pool, the first block's first.
    private var taken: [[PendingL2Transaction]] = []

    /// A sequencer that has sealed nothing and whose pool is empty.
    ///
    /// - Parameters:
    ///   - genesis: Where the rollup begins.
    ///   - relayer: Signs and pays the L2 transactions that deliver messages.
    ///   - rollup: The contract on L1 that keeps the rollup's messages: its own, or its portal.
    ///   - inbox: The rollup's contract, where it has an inbox.
    public init(genesis: RollupGenesis, relayer: Actor, rollup: Address, inbox: Address? = nil) {
        configuration = genesis.configuration
        chain = L2Chain(genesis: genesis)
        self.relayer = MessageRelayer(actor: relayer, rollup: rollup)
        self.inbox = inbox
    }

    /// Nonce of an account's next transaction, those that wait counted.
    ///
    /// - Throws: `ActorError` when the state cannot be read.
    public func nextNonce(of account: Address) throws(ActorError) -> UInt64 {
        let waiting = pending.lazy.filter { $0.sender == account }.count
        return try chain.nonce(of: account) &+ UInt64(waiting)
    }

    /// Signs an actor's transaction for this rollup with the next free nonce.
    ///
    /// - Throws: `ActorError` when the state cannot be read.
    public func transaction(_ intent: TransactionIntent, from actor: Actor) throws(ActorError) -> Transaction {
        actor.l2Transaction(
            intent,
            nonce: try nextNonce(of: actor.address),
            baseFee: chain.head.baseFeePerGas,
            chainId: configuration.chainId
        )
    }

    /// Goes on from what L1 has settled, if somebody else has settled blocks upon its own head.
    ///
    /// A chain that is no longer than its own, or another one, changes nothing.
    package mutating func adopt(_ settled: L2Chain) {
        guard settled.head.number > chain.head.number,
            settled.header(chain.head.number)?.hash == chain.headHash
        else { return }
        chain = settled
    }

    /// Takes a transaction into the pool.
    ///
    /// Whether it can be executed is decided when a block is sealed; here only what can never change is checked.
    /// - Returns: The transaction's hash.
    /// - Throws: `InvalidTransaction` when it is malformed or its signature is not valid on this chain.
    public mutating func submit(_ transaction: Transaction) throws(InvalidTransaction) -> Bytes32 {
        if let chainId = transaction.chainId, chainId != configuration.chainId {
            throw .wrongChainId(expected: configuration.chainId, got: chainId)
        }
        let sender = try transaction.recoverSender()
        let hash = transaction.hash
        pending.append(PendingL2Transaction(transaction: transaction, hash: hash, sender: sender))
        return hash
    }

    /// Seals a block of the messages selected and of all waiting transactions that fit.
    ///
    /// - Parameters:
    ///   - timestamp: Time in seconds at which the block is sealed; a block is at least a second after its parent.
    ///   - messages: Messages from L1 to deliver first.
    ///   - takesForced: Whether the block begins with what L1's inbox asks for; an honest one does.
    ///   - l1: L1 as the sequencer sees it; its head becomes the anchor.
    ///   - isStopped: Asked before each transaction whether to give up.
    /// - Returns: The block and all that L1 needs to check it.
    /// - Throws: `ActorError`, `.stopped` when told so; then nothing has changed.
    public mutating func seal(
        at timestamp: UInt64,
        messages: MessageSelection,
        takesForced: Bool = true,
        l1: L1Chain,
        isStopped: () -> Bool = { false }
    ) throws(ActorError) -> SealedBlock {
        let anchor = l1.head.number
        let parent = chain.head
        let blockTimestamp = max(timestamp, parent.timestamp &+ 1)
        let chain = chain
        let deliveries = try relayer.intents(
            anchor: anchor,
            blockTimestamp: blockTimestamp,
            selection: messages,
            on: l1
        ) { (index) throws(ActorError) in try chain.isL1MessageClaimed(index) }
        let header = try chain.nextHeader(
            of: configuration,
            anchor: anchor,
            anchorHash: l1.headHash,
            timestamp: blockTimestamp
        )
        var builder = try L2BlockBuilder(chain: chain, header: header)
        let first = takesForced ? try include(from: l1, into: &builder, at: blockTimestamp) : nil
        var nonce = try chain.nonce(of: relayer.actor.address)
        for intent in deliveries {
            guard !isStopped() else { throw .stopped }
            let delivery = relayer.actor.l2Transaction(
                intent,
                nonce: nonce,
                baseFee: header.baseFeePerGas,
                chainId: configuration.chainId
            )
            guard try builder.include(delivery, hash: delivery.hash, sender: relayer.actor.address) else { break }
            nonce &+= 1
        }
        var waiting: [PendingL2Transaction] = []
        var included: [PendingL2Transaction] = []
        for entry in pending where entry.hash != first {
            guard !isStopped() else { throw .stopped }
            if try builder.include(entry.transaction, hash: entry.hash, sender: entry.sender) {
                included.append(entry)
            } else {
                waiting.append(entry)
            }
        }
        let (sealed, next) = try builder.seal(anchorBlockNumber: anchor)
        self.chain = next
        forced[next.head.number] = first
        taken.append(included)
        let dropped = Set(sealed.dropped.map(\.hash))
        pending = waiting.filter { !dropped.contains($0.hash) }
        return sealed
    }

    /// Begins a block with the oldest forced transaction that it can begin with.
    ///
    /// One that is due and impossible is left to be taken out on L1; behind one that is not due yet none is taken,
    /// since the contract would not see it.
    ///
    /// - Parameters:
    ///   - l1: L1 as the sequencer sees it.
    ///   - builder: The block, with nothing in it.
    ///   - timestamp: The block's.
    /// - Returns: The transaction's hash; nil when there is none.
    /// - Throws: `ActorError` when L1 or the L2's state cannot be read.
    private func include(
        from l1: L1Chain,
        into builder: inout L2BlockBuilder,
        at timestamp: UInt64
    ) throws(ActorError) -> Bytes32? {
        guard let inbox else { return nil }
        let sealed = Set(forced.values)
        for entry in try ForcedQueue(of: inbox, on: l1).entries {
            let hash = Keccak256.hash(entry.transaction)
            guard !sealed.contains(hash) else { continue }
            if let transaction = try? Transaction(decoding: entry.transaction),
                try builder.include(transaction, hash: hash, sender: entry.sender, isForced: true)
            {
                return hash
            }
            guard entry.dueAt <= timestamp else { return nil }
        }
        return nil
    }

    /// Throws away the sealed blocks that are anchored to an L1 block which L1 no longer has: no contract can ever take
    /// them.
    ///
    /// Their transactions wait again, before those that came later; messages from L1 are delivered anew.
    ///
    /// - Parameter l1: L1 as the sequencer sees it.
    /// - Returns: Heights of the blocks that are gone; empty as long as L1 has only grown.
    public mutating func dropOrphans(on l1: L1Chain) -> Range<UInt64> {
        let end = chain.head.number &+ 1
        // Anchors do not go back, so that above one that is gone all are.
        while chain.head.number > 0, !chain.isAnchored(to: l1) { dropHead() }
        return chain.head.number &+ 1..<end
    }

    /// Throws away the sealed blocks above a height, such as those that leave out what L1 has been shown.
    ///
    /// Their transactions wait again, before those that came later.
    ///
    /// - Parameter number: The height, such as that of L1's view of the rollup.
    /// - Returns: Heights of the blocks that are gone.
    public mutating func dropBlocks(above number: UInt64) -> Range<UInt64> {
        let end = chain.head.number &+ 1
        while chain.head.number > number { dropHead() }
        return chain.head.number &+ 1..<end
    }

    private mutating func dropHead() {
        forced[chain.head.number] = nil
        chain.removeBlocks(after: chain.head.number &- 1)
        pending = (taken.popLast() ?? []) + pending
    }
}

extension L2Chain {
    /// Whether L1 has the block that the head is anchored to.
    fileprivate func isAnchored(to l1: L1Chain) -> Bool {
        guard let number = NativeRollup.anchorBlockNumber(extraData: head.extraData) else { return false }
        return l1.blockHash(number) == head.parentBeaconBlockRoot
    }
}

/// A transaction in the sequencer's pool.
public struct PendingL2Transaction: Sendable {
    /// The transaction.
    public let transaction: Transaction
    /// Its hash.
    public let hash: Bytes32
    /// Account that signed it.
    public let sender: Address
}

extension Actor {
    /// Signs a transaction for an L2 chain.
    func l2Transaction(
        _ intent: TransactionIntent,
        nonce: UInt64,
        baseFee: UInt256,
        chainId: UInt64
    ) -> Transaction {
        signed(intent.transaction(chainId: chainId, nonce: nonce, baseFee: baseFee))
    }
}
