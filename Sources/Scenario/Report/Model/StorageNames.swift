import ContractABI
import Primitives
import RollupContracts

/// What the slots of one contract are called, by its layout and the accounts that may be keys of its mappings.
struct StorageNames {
    /// A slot in words.
    struct Name {
        /// The variable, and the element of it.
        var text: String
        /// Type of the word.
        var type: String
    }

    /// Most accounts that are tried as keys, which bounds the work of two mappings within each other.
    private static let maximumAccountCount = 48
    /// Numbers that are tried as keys: the first ones.
    private static let numberKeys: Range<UInt64> = 0..<64

    private let layout: StorageLayout
    private var elements: [UInt256: Name] = [:]

    /// Names by a layout, for a contract that may know some accounts, the likeliest first.
    init(_ layout: StorageLayout, accounts: [(key: Address, value: String)]) {
        self.layout = layout
        let accounts = accounts.prefix(Self.maximumAccountCount)
        let addresses = accounts.map { (word: $0.key.uint256, name: $0.value) }
        let numbers = Self.numberKeys.map { (word: UInt256($0), name: "\($0)") }
        for variable in layout.variables {
            add(variable.name, variable.type, at: variable.slot, addresses: addresses, numbers: numbers, deepest: 2)
        }
    }

    /// The name of a slot; nil when the layout has none for it.
    func name(of slot: UInt256) -> Name? {
        if let element = elements[slot] { return element }
        guard let index = layout.variables.lastIndex(where: { $0.slot <= slot }) else { return nil }
        let variable = layout.variables[index]
        guard let offset = (slot &- variable.slot).asUInt64, Self.mapping(variable.type) == nil else { return nil }
        let next = layout.variables.indices.contains(index + 1) ? layout.variables[index + 1].slot : nil
        guard let bracket = variable.type.lastIndex(of: "["), variable.type.hasSuffix("]"),
            let count = UInt64(variable.type[variable.type.index(after: bracket)...].dropLast())
        else {
            return offset == 0 ? Name(text: variable.name, type: variable.type) : nil
        }
        let element = String(variable.type[..<bracket])
        guard element != "String", element != "Bytes" else {
            // The length, and then the bytes.
            guard offset <= (count + 31) / 32 else { return nil }
            return Name(
                text: offset == 0 ? "length of \(variable.name)" : "\(variable.name), word \(offset)",
                type: element
            )
        }
        // Elements of more than a word are not told apart.
        let isWords = next.map { $0 &- variable.slot == UInt256(count) } ?? true
        guard isWords, offset < count else { return nil }
        return Name(text: "\(variable.name)[\(offset)]", type: element)
    }

    private mutating func add(
        _ name: String,
        _ type: String,
        at slot: UInt256,
        addresses: [(word: UInt256, name: String)],
        numbers: [(word: UInt256, name: String)],
        deepest: Int
    ) {
        guard deepest > 0, let mapping = Self.mapping(type) else { return }
        let keys = mapping.key == "address" ? addresses : mapping.key.hasPrefix("uint") ? numbers : []
        for key in keys {
            let words: [UInt256] = layout.mappingOrder == .slotFirst ? [slot, key.word] : [key.word, slot]
            let place = Keccak256.hash(concatenating: Bytes32(words[0]), Bytes32(words[1])).uint256
            let text = "\(name)[\(key.name)]"
            elements[place] = Name(text: text, type: mapping.value)
            add(text, mapping.value, at: place, addresses: addresses, numbers: numbers, deepest: deepest - 1)
        }
    }

    /// Key and value of a mapping as Vyper or Solidity spells it; nil for another type.
    private static func mapping(_ type: String) -> (key: String, value: String)? {
        for (opening, separator) in [("HashMap[", ", "), ("mapping(", " => ")] where type.hasPrefix(opening) {
            let inner = type.dropFirst(opening.count).dropLast()
            guard let middle = inner.firstRange(of: separator) else { return nil }
            return (String(inner[..<middle.lowerBound]), String(inner[middle.upperBound...]))
        }
        return nil
    }
}

extension StorageLayout {
    private static func vyper(_ variables: [(String, String, UInt256)]) -> StorageLayout {
        StorageLayout(variables.map { Variable(name: $0.0, type: $0.1, slot: $0.2) }, mappingOrder: .slotFirst)
    }

    /// That of the rollup's contract on L1.
    static let nativeRollup = vyper([
        ("headNumber", "uint256", NativeRollup.Layout.headNumber),
        ("headHash", "bytes32", NativeRollup.Layout.headHash),
        ("headTimestamp", "uint256", NativeRollup.Layout.headTimestamp),
        ("messageRoot", "bytes32", NativeRollup.Layout.messageRoot),
        ("messageCount", "uint256", NativeRollup.Layout.messageCount),
        ("lastAnchor", "uint256", NativeRollup.Layout.lastAnchor),
        ("escrow", "uint256", NativeRollup.Layout.escrow),
        ("messageBranch", "bytes32[32]", NativeRollup.Layout.messageBranch),
        ("claimedFlags", "HashMap[uint256, uint256]", NativeRollup.Layout.claimedFlags),
        ("stateRootHistory", "bytes32[8191]", NativeRollup.Layout.stateRootHistory),
    ])

    /// That of the optimistic rollup's contract on L1.
    static let optimisticRollup = vyper([
        ("headNumber", "uint256", OptimisticRollup.Layout.headNumber),
        ("headHash", "bytes32", OptimisticRollup.Layout.headHash),
        ("headTimestamp", "uint256", OptimisticRollup.Layout.headTimestamp),
        ("messageRoot", "bytes32", OptimisticRollup.Layout.messageRoot),
        ("messageCount", "uint256", OptimisticRollup.Layout.messageCount),
        ("lastAnchor", "uint256", OptimisticRollup.Layout.lastAnchor),
        ("escrow", "uint256", OptimisticRollup.Layout.escrow),
        ("messageBranch", "bytes32[32]", OptimisticRollup.Layout.messageBranch),
        ("claimedFlags", "HashMap[uint256, uint256]", OptimisticRollup.Layout.claimedFlags),
        ("finalNumber", "uint256", OptimisticRollup.Layout.finalNumber),
        ("proposals", "HashMap[uint256, Proposal]", OptimisticRollup.Layout.proposals),
    ])

    /// That of the contract of a rollup with dispute games on L1.
    static let hybridRollup = vyper([
        ("headNumber", "uint256", HybridRollup.Layout.headNumber),
        ("headHash", "bytes32", HybridRollup.Layout.headHash),
        ("headTimestamp", "uint256", HybridRollup.Layout.headTimestamp),
        ("messageRoot", "bytes32", HybridRollup.Layout.messageRoot),
        ("messageCount", "uint256", HybridRollup.Layout.messageCount),
        ("lastAnchor", "uint256", HybridRollup.Layout.lastAnchor),
        ("escrow", "uint256", HybridRollup.Layout.escrow),
        ("messageBranch", "bytes32[32]", HybridRollup.Layout.messageBranch),
        ("claimedFlags", "HashMap[uint256, uint256]", HybridRollup.Layout.claimedFlags),
        ("anchorGame", "address", HybridRollup.Layout.anchorGame),
        ("stateRoots", "HashMap[uint256, bytes32]", HybridRollup.Layout.stateRoots),
        ("finalGames", "HashMap[uint256, address]", HybridRollup.Layout.finalGames),
        ("isBlacklisted", "HashMap[address, bool]", HybridRollup.Layout.isBlacklisted),
        ("retirementTime", "uint256", HybridRollup.Layout.retirementTime),
        ("pausedUntil", "uint256", HybridRollup.Layout.pausedUntil),
        ("winners", "HashMap[uint256, HashMap[bytes32, address]]", HybridRollup.Layout.winners),
    ])

    /// That of the contract of a multi-proof rollup on L1.
    static let multiProofPortal = vyper([
        ("headNumber", "uint256", MultiProofPortal.Layout.headNumber),
        ("headHash", "bytes32", MultiProofPortal.Layout.headHash),
        ("headTimestamp", "uint256", MultiProofPortal.Layout.headTimestamp),
        ("messageRoot", "bytes32", MultiProofPortal.Layout.messageRoot),
        ("messageCount", "uint256", MultiProofPortal.Layout.messageCount),
        ("lastAnchor", "uint256", MultiProofPortal.Layout.lastAnchor),
        ("escrow", "uint256", MultiProofPortal.Layout.escrow),
        ("messageBranch", "bytes32[32]", MultiProofPortal.Layout.messageBranch),
        ("claimedFlags", "HashMap[uint256, uint256]", MultiProofPortal.Layout.claimedFlags),
        ("stateRoots", "HashMap[uint256, bytes32]", MultiProofPortal.Layout.stateRoots),
        ("headClaim", "bytes32", MultiProofPortal.Layout.headClaim),
        ("lastProvenAt", "uint256", MultiProofPortal.Layout.lastProvenAt),
        ("delaysSince", "uint256", MultiProofPortal.Layout.delaysSince),
        ("mode", "uint256", MultiProofPortal.Layout.mode),
        ("modeSince", "uint256", MultiProofPortal.Layout.modeSince),
        ("modeCount", "uint256", MultiProofPortal.Layout.modeCount),
    ])

    /// That of the contract of a ledger of payments on L1.
    static let contractVerifiedRollup = vyper([
        ("committedCount", "uint256", ContractVerifiedRollup.Layout.committedCount),
        ("provenCount", "uint256", ContractVerifiedRollup.Layout.provenCount),
        ("executedCount", "uint256", ContractVerifiedRollup.Layout.executedCount),
        ("provenRoot", "uint256", ContractVerifiedRollup.Layout.provenRoot),
        ("stateRoot", "uint256", ContractVerifiedRollup.Layout.stateRoot),
        ("depositCount", "uint256", ContractVerifiedRollup.Layout.depositCount),
        ("committedDeposits", "uint256", ContractVerifiedRollup.Layout.committedDeposits),
        ("provenDeposits", "uint256", ContractVerifiedRollup.Layout.provenDeposits),
        ("accountCount", "uint256", ContractVerifiedRollup.Layout.accountCount),
        ("escrow", "uint256", ContractVerifiedRollup.Layout.escrow),
        ("batches", "HashMap[uint256, bytes32]", ContractVerifiedRollup.Layout.batches),
        ("withdrawalsRoots", "HashMap[uint256, uint256]", ContractVerifiedRollup.Layout.withdrawalsRoots),
        ("deposits", "HashMap[uint256, struct]", ContractVerifiedRollup.Layout.deposits),
        ("places", "HashMap[bytes32, uint256]", ContractVerifiedRollup.Layout.places),
        ("claimedFlags", "HashMap[uint256, uint256]", ContractVerifiedRollup.Layout.claimedFlags),
    ])

    /// That of the messenger on each L2.
    static let l2Messenger = vyper([
        ("rollup", "address", L2Messenger.Layout.rollup),
        ("anchorTimestamp", "uint256", L2Messenger.Layout.anchorTimestamp),
        ("sentMessageCount", "uint256", L2Messenger.Layout.sentMessageCount),
        ("provenRoots", "HashMap[bytes32, bool]", L2Messenger.Layout.provenRoots),
        ("claimedFlags", "HashMap[uint256, uint256]", L2Messenger.Layout.claimedFlags),
        ("sentMessages", "bytes32[18446744073709551615]", L2Messenger.Layout.sentMessages),
    ])
}
