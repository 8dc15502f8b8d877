public import EVM
public import L1Sim
public import Primitives
public import RollupContracts

/// What the rollup's contract on L1 says about messages to L2, as of one L1 block.
public struct MessageSource: Sendable {
    /// All messages sent up to the anchor, in order.
    public let messages: [RollupMessage]
    /// The contract's Merkle tree over them.
    public let tree: MessageTree

    /// Reads the contract's logs through the block `anchor`.
    ///
    /// - Throws: `ActorError.foreignLog` when the contract emitted what its interface does not know.
    public init(rollup: Address, on chain: L1Chain, through anchor: UInt64) throws(ActorError) {
        var messages: [RollupMessage] = []
        var tree = MessageTree()
        for record in chain.logs(of: rollup, from: 0, through: anchor) {
            guard case .messageSent(let message)? = try NativeRollup.Event.decoded(record.log) else { continue }
            messages.append(message)
            tree.append(message.leaf)
        }
        self.messages = messages
        self.tree = tree
    }
}

extension NativeRollup.Event {
    /// The event that a log of the contract holds; nil for one that the contract does not declare.
    ///
    /// - Throws: `ActorError.foreignLog` when the log claims to be an event of the contract and is malformed.
    public static func decoded(_ log: Log) throws(ActorError) -> NativeRollup.Event? {
        do {
            return try NativeRollup.Event(topics: log.topics, data: log.data)
        } catch {
            throw .foreignLog(address: log.address)
        }
    }
}

extension OptimisticRollup.Event {
    /// The event that a log of the contract holds; nil for one about messages, or one that it does not declare.
    ///
    /// - Throws: `ActorError.foreignLog` when the log claims to be an event of the contract and is malformed.
    static func decoded(_ log: Log) throws(ActorError) -> OptimisticRollup.Event? {
        do {
            return try OptimisticRollup.Event(topics: log.topics, data: log.data)
        } catch {
            throw .foreignLog(address: log.address)
        }
    }
}

extension L2Messenger.Event {
    /// The event that a log of the messenger holds; nil for one that the messenger does not declare.
    ///
    /// - Throws: `ActorError.foreignLog` when the log claims to be an event of the messenger and is malformed.
    public static func decoded(_ log: Log) throws(ActorError) -> L2Messenger.Event? {
        do {
            return try L2Messenger.Event(topics: log.topics, data: log.data)
        } catch {
            throw .foreignLog(address: log.address)
        }
    }
}
