import L1Sim
package import Primitives
import RollupActors
import StateTransition

/// What a transaction carries beside its call: accounts and slots to warm (EIP-2930), delegations (EIP-7702).
package struct TransactionLists: Hashable, Sendable {
    /// An account to warm, and slots of its storage.
    package struct Access: Hashable, Sendable {
        /// The account.
        package let account: AccountReference
        /// Slots of its storage.
        package let slots: [UInt256]
    }

    /// An actor's permission to run an account's code in the actor's name.
    package struct Delegation: Hashable, Sendable {
        /// The actor who signs it.
        package let authority: String
        /// The account whose code it is; the zero address ends a delegation.
        package let delegate: AccountReference
        /// The nonce that it is signed for; nil for the one that fits.
        package let nonce: UInt64?
        /// The chain that it is signed for, 0 for all; nil for the transaction's.
        package let chainID: UInt64?
    }

    /// Accounts to warm, in order.
    package let access: [Access]
    /// Delegations, in order.
    package let delegations: [Delegation]

    /// Most entries of either list; what a transaction of 128 KiB could hold is a little more.
    package static let maximumCount = 256
    /// Gas of a delegation at most (EIP-7702 `PER_EMPTY_ACCOUNT_COST`).
    static let gasPerDelegation: UInt64 = 25_000

    /// Reads `access_list` and `authorizations`; both may be absent.
    ///
    /// - Parameters:
    ///   - fields: The keys of the transaction.
    ///   - delegates: Whether the transaction can carry delegations: one that creates a contract cannot (EIP-7702).
    init(_ fields: inout FieldReader, delegates: Bool = true) {
        access = Self.entries("access_list", &fields) { Access(&$0) }
        delegations = delegates ? Self.entries("authorizations", &fields) { Delegation(&$0) } : []
    }

    /// Gas that the lists cost before anything runs.
    var gas: UInt64 {
        let slots = access.reduce(0) { $0 + $1.slots.count }
        // EIP-2930: 2,400 for an account and 1,900 for a slot.
        return UInt64(access.count) * 2_400 + UInt64(slots) * 1_900 + UInt64(delegations.count) * Self.gasPerDelegation
    }

    private static func entries<Entry>(
        _ key: String,
        _ fields: inout FieldReader,
        _ read: (inout FieldReader) -> Entry?
    ) -> [Entry] {
        let context = fields.context
        guard let items = fields.list(key) else { return [] }
        guard items.count <= maximumCount else {
            let message = "`\(key)` has \(items.count) entries; at most \(maximumCount) are taken"
            context.report(.outOfRange, message, at: fields.place(of: key))
            return []
        }
        return items.compactMap { item in
            guard var entry = FieldReader(item, owner: "an entry of `\(key)`", context: context) else { return nil }
            let result = read(&entry)
            entry.finish()
            return result
        }
    }

    /// Puts the lists into what an actor wants done on a chain.
    ///
    /// - Throws: `SimulationFault` when a chain's state cannot be read.
    func apply(
        to intent: inout TransactionIntent,
        by sender: Actor,
        on chain: ChainReference,
        in simulation: Simulation
    ) throws(SimulationFault) {
        for entry in access {
            let address = try simulation.address(of: entry.account)
            intent.accessList.append(AccessListEntry(address: address, storageKeys: entry.slots))
        }
        var next: [Address: UInt64] = [:]
        for delegation in delegations {
            let authority = try simulation.actor(delegation.authority)
            // The sender's own nonce is counted up before any delegation is looked at.
            var first = try simulation.nextNonce(of: authority.address, on: chain)
            if authority.address == sender.address { first &+= 1 }
            if let earlier = next[authority.address] { first = earlier }
            next[authority.address] = first &+ 1
            var chainID = try simulation.chainID(of: chain)
            if let other = delegation.chainID { chainID = other }
            let authorization = Authorization(
                chainId: UInt256(chainID),
                address: try simulation.address(of: delegation.delegate),
                nonce: delegation.nonce ?? first
            )
            intent.authorizationList.append(authority.signed(authorization))
        }
    }
}

extension TransactionLists.Access {
    fileprivate init?(_ fields: inout FieldReader) {
        let account = fields.requiredAccount("account")
        var slots: [UInt256] = []
        for item in fields.list("slots") ?? [] {
            guard slots.count < TransactionLists.maximumCount else {
                let message = "`slots` has more than \(TransactionLists.maximumCount) entries"
                fields.context.report(.outOfRange, message, at: item.location)
                break
            }
            if let slot: StorageSlot = FieldReader.read(item, key: "slots", context: fields.context) {
                slots.append(slot.word)
            }
        }
        guard let account else { return nil }
        self.account = account
        self.slots = slots
    }
}

extension TransactionLists.Delegation {
    fileprivate init?(_ fields: inout FieldReader) {
        let authority = fields.requiredNode("authority").flatMap {
            FieldReader.actor($0, key: "authority", context: fields.context)
        }
        let delegate = fields.requiredAccount("delegate")
        nonce = fields.optional("nonce")
        chainID = fields.optional("chain_id")
        guard let authority, let delegate else { return nil }
        self.authority = authority
        self.delegate = delegate
    }
}

/// A slot of an account's storage, as a number or in hexadecimal.
struct StorageSlot: ScalarField {
    let word: UInt256

    static func read(_ text: String) throws(ScalarProblem) -> StorageSlot {
        if text.hasPrefix("0x"), let word = UInt256(hexDigits: Array(text.utf8.dropFirst(2))[...]) {
            return StorageSlot(word: word)
        }
        return StorageSlot(word: UInt256(try UInt64.read(text)))
    }
}

extension FieldReader {
    /// An account that must be there.
    mutating func requiredAccount(_ key: String) -> AccountReference? {
        requiredNode(key).flatMap { Self.account($0, key: key, context: context) }
    }

    /// The items of a list that must be there.
    mutating func requiredList(_ key: String) -> [DocumentNode]? {
        has(key) ? list(key) : requiredNode(key).map { [$0] }
    }

    /// The chain under a key, `l1` or a rollup's name; when absent, the default rollup's, or else a report.
    mutating func chain(_ key: String) -> ChainReference? {
        if let text = node(key)?.text, text == "l1" { return .l1 }
        return rollup(key).map { .l2($0) }
    }
}

extension Simulation {
    /// Nonce of an account's next transaction on a chain, those that wait counted.
    func nextNonce(of account: Address, on chain: ChainReference) throws(SimulationFault) -> UInt64 {
        switch chain {
        case .l1:
            do {
                return try l1.nextNonce(of: account)
            } catch {
                throw .l1(error)
            }
        case .l2(let name):
            let sequencer = try rollup(name).sequencer
            do {
                return try sequencer.nextNonce(of: account)
            } catch {
                throw .actor(error)
            }
        }
    }

    /// Chain id of a chain (EIP-155).
    func chainID(of chain: ChainReference) throws(SimulationFault) -> UInt64 {
        switch chain {
        case .l1: l1.configuration.chainId
        case .l2(let name): try rollup(name).configuration.chainId
        }
    }
}
