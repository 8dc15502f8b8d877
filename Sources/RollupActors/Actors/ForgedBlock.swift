import EVM
public import ExecutePrecompile
public import L1Sim
public import Primitives
public import RollupContracts
public import StateTransition
import StateTrie

/// What somebody who makes an L2 block of their own lies about.
public enum BlockLie: Sendable {
    /// What comes of it: a state of their own making, in which the messenger owes them so many wei.
    case outputs(wei: UInt256)
    /// How many messages it consumes: all that wait, though it delivers none.
    case messageCount
    /// Of which chain it is: it holds the transactions of another chain, as they were signed there.
    case chain(id: UInt64, transactions: [Transaction])
    /// Which L1 it has seen: one in which they have sent themselves so many wei, which the block delivers.
    case anchor(wei: UInt256)
    /// When it was made: at the last second that there is.
    case timestamp
    /// That L1's validators withdraw to them, so many gwei.
    case withdrawal(gwei: UInt64)
}

/// A simulated attack: an L2 block that somebody makes beside the sequencer upon what L1 has settled, and the calldata
/// that hands it in.
///
/// The block itself is valid under its own chain id and withdrawals: what is wrong with it is for the rollup's contract
/// and for EXECUTE's rules to see.
public struct ForgedBlock: Sendable {
    /// A message to L1 that L2 never sent, with its proof in a state that never was.
    public struct Loot: Sendable {
        /// The message.
        public let message: RollupMessage
        /// Its proof.
        public let proof: AccountAndStorageProof
    }

    /// EXECUTE's input.
    public let payload: StatelessInput
    /// Number of the block.
    public let number: UInt64
    /// What can be claimed once L1 believes in it; nil unless the lie is about outputs.
    public let loot: Loot?

    private let calldata: [UInt8]

    /// The block that comes next on L1.
    ///
    /// - Parameters:
    ///   - lie: What is wrong with it.
    ///   - forger: Who gains by it.
    ///   - chain: The L2 as L1 has settled it.
    ///   - configuration: What the rollup is; a lie is told where its contract would believe it.
    ///   - rollup: The rollup's contract.
    ///   - bridge: The contract on L1 that keeps its messages: its portal, or else its own.
    ///   - l1: L1 as it is.
    /// - Throws: `ActorError` when no such block can be made, or L1 cannot be read.
    public init(
        _ lie: BlockLie,
        by forger: Actor,
        upon chain: L2Chain,
        of configuration: RollupConfiguration,
        rollup: Address,
        bridge: Address,
        on l1: L1Chain
    ) throws(ActorError) {
        var chain = chain
        var configuration = configuration
        let missing = configuration.missingCheck
        var timestamp = max(l1.clock.now, chain.head.timestamp &+ 1)
        var transactions: [Transaction] = []
        var withdrawals: [Withdrawal] = []
        var anchorHash = l1.headHash
        switch lie {
        case .outputs, .messageCount: break
        case .chain(let id, let others):
            configuration.chainId = id
            chain = chain.under(configuration.chain)
            transactions = others
        case .anchor(let wei):
            let past = try ForgedPast(sending: wei, to: forger.address, of: bridge, on: l1)
            anchorHash = past.header.hash
            let nonce = try chain.nonce(of: forger.address)
            for (place, intent) in past.delivery(at: timestamp, by: forger.address).enumerated() {
                let transaction = forger.l2Transaction(
                    intent,
                    nonce: nonce &+ UInt64(place),
                    baseFee: chain.head.baseFeePerGas,
                    chainId: configuration.chainId
                )
                transactions.append(transaction)
            }
        case .timestamp: timestamp = .max
        case .withdrawal(let gwei):
            withdrawals = [Withdrawal(index: 0, validatorIndex: 0, address: forger.address, amountInGwei: gwei)]
        }
        let anchor = l1.head.number
        let header = try chain.nextHeader(
            of: configuration,
            anchor: anchor,
            anchorHash: anchorHash,
            timestamp: timestamp
        )
        var builder = try L2BlockBuilder(chain: chain, header: header)
        for transaction in transactions {
            let sender: Address
            do {
                sender = try transaction.recoverSender()
            } catch {
                continue
            }
            _ = try builder.include(transaction, hash: transaction.hash, sender: sender)
        }
        var payload = try builder.seal(anchorBlockNumber: anchor, withdrawals: withdrawals).block.payload
        let blockHash = payload.newPayloadRequest.block.hash
        switch lie {
        case .chain, .anchor, .timestamp, .withdrawal:
            loot = nil
            calldata = NativeRollup.advance(payload: payload.encoded)
        case .messageCount:
            loot = nil
            let waiting = try Self.waitingMessageCount(of: rollup, on: l1)
            calldata = NativeRollup.advance(payload: payload.encoded, messageCount: waiting)
        case .outputs(let wei):
            let state = try ForgedState(owing: wei, to: forger.address, upon: chain)
            loot = state.loot
            if missing == .outputs {
                calldata = NativeRollup.advance(
                    payload: payload.encoded,
                    blockHash: blockHash,
                    stateRoot: state.root
                )
            } else {
                // The contract takes the root from nowhere but EXECUTE's input.
                payload.newPayloadRequest.executionPayload.fields.stateRoot = state.root
                payload.newPayloadRequest.executionPayload.fields.blockHash = payload.newPayloadRequest.block.hash
                calldata = NativeRollup.advance(payload: payload.encoded)
            }
        }
        number = header.number
        self.payload = payload
    }

    /// The signed transaction that hands the block in.
    ///
    /// - Parameters:
    ///   - advancer: Who hands it in, and where.
    ///   - gasRule: What EXECUTE will charge by.
    ///   - l1: L1 as it is.
    /// - Returns: The transaction, ready to be submitted.
    /// - Throws: `L1Error` when L1's state cannot be read.
    public func transaction(by advancer: Advancer, gasRule: GasRule, on l1: L1Chain) throws(L1Error) -> Transaction {
        try advancer.transaction(
            calling: calldata,
            with: payload,
            inputByteCount: payload.encoded.count,
            gasRule: gasRule,
            gasLimit: nil,
            on: l1
        )
    }

    /// Messages to L2 that the contract does not take for consumed.
    private static func waitingMessageCount(of rollup: Address, on l1: L1Chain) throws(ActorError) -> UInt64 {
        do {
            let sent = try l1.storage(of: rollup, NativeRollup.Slot.messageCount)
            let consumed = try l1.storage(of: rollup, NativeRollup.Slot.consumedCount)
            return (sent &- consumed).saturatedUInt64
        } catch {
            throw .l1(error)
        }
    }
}

/// A state of an L2 that never was: nothing but the messenger, which owes one message.
private struct ForgedState {
    let root: Bytes32
    let loot: ForgedBlock.Loot

    init(owing wei: UInt256, to receiver: Address, upon chain: L2Chain) throws(ActorError) {
        let index = try chain.storage(of: L2Messenger.address, L2Messenger.Slot.sentMessageCount).saturatedUInt64
        let message = RollupMessage(
            sender: receiver,
            to: receiver,
            value: wei,
            fee: .zero,
            data: [],
            index: index
        )
        let slot = L2Messenger.Slot.sentMessage(index: index)
        let messenger = GenesisAccount(nonce: 1, storage: [slot: message.leaf.uint256])
        var database = NodeDatabase()
        do {
            root = try WorldState.genesisRoot(of: [(L2Messenger.address, messenger)], into: &database)
            let proof = try AccountProof.make(
                address: L2Messenger.address,
                slots: [slot],
                root: root,
                database: database
            )
            loot = ForgedBlock.Loot(
                message: message,
                proof: AccountAndStorageProof(
                    accountProof: proof.accountProof,
                    storageProof: proof.storage.first?.proof ?? []
                )
            )
        } catch {
            throw .state(error)
        }
    }
}

/// An L1 that never was: its head but for the state, which holds nothing but a bridge that has sent one message.
private struct ForgedPast {
    let header: BlockHeader
    private let message: RollupMessage
    private let path: [Bytes32]
    private let proof: AccountAndStorageProof

    init(sending wei: UInt256, to receiver: Address, of bridge: Address, on l1: L1Chain) throws(ActorError) {
        let index: UInt64
        do {
            index = try l1.storage(of: bridge, NativeRollup.Slot.messageCount).saturatedUInt64
        } catch {
            throw .l1(error)
        }
        message = RollupMessage(
            sender: receiver,
            to: receiver,
            value: wei,
            fee: .zero,
            data: [],
            index: index
        )
        // The place of the next message, behind as many empty ones as L1 has sent.
        var tree = MessageTree()
        for _ in 0..<index { tree.append(.zero) }
        tree.append(message.leaf)
        guard let place = Int(exactly: index), let path = tree.path(of: place, size: tree.count) else {
            throw .unknownMessage(index: index)
        }
        self.path = path
        let account = GenesisAccount(nonce: 1, storage: [NativeRollup.Slot.messageRoot: tree.root.uint256])
        var database = NodeDatabase()
        var header = l1.head
        do {
            header.stateRoot = try WorldState.genesisRoot(of: [(bridge, account)], into: &database)
            let proof = try AccountProof.make(
                address: bridge,
                slots: [NativeRollup.Slot.messageRoot],
                root: header.stateRoot,
                database: database
            )
            self.proof = AccountAndStorageProof(
                accountProof: proof.accountProof,
                storageProof: proof.storage.first?.proof ?? []
            )
        } catch {
            throw .state(error)
        }
        self.header = header
    }

    /// The L2 transactions that deliver the message in a block of a time, with its fee to whoever sends them.
    func delivery(at timestamp: UInt64, by deliverer: Address) -> [TransactionIntent] {
        [
            TransactionIntent(
                to: L2Messenger.address,
                data: L2Messenger.proveL1MessageRoot(
                    anchorTimestamp: timestamp,
                    header: header.encoded,
                    proof: proof
                ),
                gasLimit: MessageRelayer.proofGasLimit
            ),
            TransactionIntent(
                to: L2Messenger.address,
                data: L2Messenger.claimL1Message(message, path: path, feeRecipient: deliverer),
                gasLimit: MessageRelayer.claimGasLimit
            ),
        ]
    }
}
