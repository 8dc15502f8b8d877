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

    /// The key of the accounts and slots to warm.
    static let accessField = Field<[DocumentNode]>.list(
        "access_list",
        "Accounts, and slots of their storage, that are warm from the beginning.",
        of: .list(AccessFields.shape),
        absent: "none",
        range: "at most \(maximumCount) entries",
        source: "EIP-2930"
    )
    /// The key of the delegations.
    static let authorizationField = Field<[DocumentNode]>.list(
        "authorizations",
        "Permissions of actors to run an account's code in their names.",
        of: .list(DelegationFields.shape),
        absent: "none",
        range: "at most \(maximumCount) entries",
        source: "EIP-7702"
    )

    /// Keys of an entry of an access list.
    struct AccessFields: FieldSet {
        static let declared = AccessFields()
        let account = Field<AccountReference>.account("account", "The account.", absent: nil)
        let slots = Field<[DocumentNode]>.list(
            "slots",
            "Slots of its storage.",
            of: .list(StorageSlot.shape),
            absent: "none",
            range: "at most \(maximumCount) entries"
        )
    }

    /// Keys of a delegation.
    struct DelegationFields: FieldSet {
        static let declared = DelegationFields()
        let authority = Field<String>.requiredActor("authority", "The actor who signs it.")
        let delegate = Field<AccountReference>.account(
            "delegate",
            "The account whose code it is; the zero address ends a delegation.",
            absent: nil
        )
        let nonce = Field<UInt64>.optional("nonce", "The nonce that it is signed for.", absent: "the one that fits")
        let chainID = Field<UInt64>.optional(
            "chain_id",
            "The chain that it is signed for; 0 for all.",
            absent: "the transaction's"
        )
    }

    /// Reads both lists; either may be absent.
    ///
    /// - Parameters:
    ///   - fields: The keys of the transaction.
    ///   - access: The key of the accounts to warm.
    ///   - authorizations: That of the delegations; nil for a transaction that can carry none, as one that creates a
    ///     contract (EIP-7702).
    init<Fields: FieldSet>(
        _ fields: inout FieldReader<Fields>,
        access: KeyPath<Fields, Field<[DocumentNode]>>,
        authorizations: KeyPath<Fields, Field<[DocumentNode]>>? = nil
    ) {
        self.access = Self.entries(access, &fields) { (entry: inout FieldReader<AccessFields>) in Access(&entry) }
        delegations =
            authorizations.map {
                Self.entries($0, &fields) { (entry: inout FieldReader<DelegationFields>) in Delegation(&entry) }
            } ?? []
    }

    /// Gas that the lists cost before anything runs.
    var gas: UInt64 {
        let slots = access.reduce(0) { $0 + $1.slots.count }
        // EIP-2930: 2,400 for an account and 1,900 for a slot.
        return UInt64(access.count) * 2_400 + UInt64(slots) * 1_900 + UInt64(delegations.count) * Self.gasPerDelegation
    }

    private static func entries<Fields: FieldSet, Parts: FieldSet, Entry>(
        _ field: KeyPath<Fields, Field<[DocumentNode]>>,
        _ fields: inout FieldReader<Fields>,
        _ read: (inout FieldReader<Parts>) -> Entry?
    ) -> [Entry] {
        let context = fields.context
        let key = Fields.declared[keyPath: field].entry.key
        guard let items = fields.read(field) else { return [] }
        guard items.count <= maximumCount else {
            let message = "`\(key)` has \(items.count) entries; at most \(maximumCount) are taken"
            context.report(.outOfRange, message, at: fields.place(of: key))
            return []
        }
        return items.compactMap { item in
            guard var entry = FieldReader(item, Parts.self, owner: "an entry of `\(key)`", context: context) else {
                return nil
            }
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
    fileprivate init?(_ fields: inout FieldReader<TransactionLists.AccessFields>) {
        let account = fields.read(\.account)
        var slots: [UInt256] = []
        for item in fields.read(\.slots) ?? [] {
            guard slots.count < TransactionLists.maximumCount else {
                let message = "`slots` has more than \(TransactionLists.maximumCount) entries"
                fields.context.report(.outOfRange, message, at: item.location)
                break
            }
            if let slot: StorageSlot = ValueReader.scalar(item, key: "slots", context: fields.context) {
                slots.append(slot.word)
            }
        }
        guard let account else { return nil }
        self.account = account
        self.slots = slots
    }
}

extension TransactionLists.Delegation {
    fileprivate init?(_ fields: inout FieldReader<TransactionLists.DelegationFields>) {
        let authority = fields.read(\.authority)
        let delegate = fields.read(\.delegate)
        nonce = fields.read(\.nonce)
        chainID = fields.read(\.chainID)
        guard let authority, let delegate else { return nil }
        self.authority = authority
        self.delegate = delegate
    }
}

/// A slot of an account's storage, as a number or in hexadecimal.
struct StorageSlot: ScalarField {
    let word: UInt256

    static var shape: ValueShape {
        .scalar(
            ScalarShape(
                "a storage slot",
                examples: "`3` or `0x0f`",
                pattern: "^([0-9]+|0x[0-9a-fA-F]+)$",
                mayBeNumber: true
            )
        )
    }

    static func read(_ text: String) throws(ScalarProblem) -> StorageSlot {
        if text.hasPrefix("0x"), let word = UInt256(hexDigits: Array(text.utf8.dropFirst(2))[...]) {
            return StorageSlot(word: word)
        }
        return StorageSlot(word: UInt256(try UInt64.read(text)))
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
