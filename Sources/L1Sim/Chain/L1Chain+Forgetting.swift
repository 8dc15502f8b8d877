import Primitives
import StateTransition
import StateTrie

extension L1Chain {
    /// Blocks whose states `forgetStates` always keeps, the newest: as many as BLOCKHASH and an anchor reach.
    private static let keptStateCount = UInt64(ChainHistory.ancestorCount)

    /// Forgets the states of old blocks without transactions, once there are many, for a long run of empty blocks costs
    /// nine kilobytes of trie nodes each.
    ///
    /// What stays: genesis, the newest 256 blocks, and each block whose child holds transactions, so that these can be
    /// replayed. Reading another old state throws `L1Error.state` from then on; blocks, records and logs stay.
    ///
    /// - Parameter threshold: Least number of empty blocks since the last time for which the work is done.
    /// - Complexity: O(nodes that stay), a few tens of milliseconds.
    public mutating func forgetStates(threshold: Int = 4096) {
        guard emptyBlockCount >= threshold else { return }
        emptyBlockCount = 0
        let firstKept = head.number > Self.keptStateCount ? head.number - Self.keptStateCount : 0
        var walk = StateWalk(database)
        for number in 0...head.number {
            guard let block = history[number] else { continue }
            let isReplayed = history[number + 1].map { !$0.records.isEmpty } ?? true
            guard number == 0 || number >= firstKept || isReplayed else { continue }
            // A state that cannot be walked is a reason to keep everything.
            guard walk.keep(block.header.stateRoot) else { return }
        }
        database = walk.kept
    }
}

/// Collects the nodes and codes that some states consist of, each once.
private struct StateWalk {
    private let database: NodeDatabase
    private var seen: Set<Bytes32> = [EmptyTrie.root]
    private var nodes: [[UInt8]] = []
    private var codes: [[UInt8]] = []

    init(_ database: NodeDatabase) { self.database = database }

    /// What was collected, as a database of its own.
    var kept: NodeDatabase { NodeDatabase(nodes: nodes, codes: codes) }

    /// Collects a state; false when a part of it is missing or malformed.
    mutating func keep(_ stateRoot: Bytes32) -> Bool {
        var pending = [(hash: stateRoot, isStorage: false)]
        while let next = pending.popLast() {
            guard seen.insert(next.hash).inserted else { continue }
            guard let node = database.node(next.hash) else { return false }
            nodes.append(node)
            do {
                let parts = try NodeParts(node)
                for child in parts.children { pending.append((child, next.isStorage)) }
                guard let value = parts.leafValue, !next.isStorage else { continue }
                let account = try Account(decoding: value)
                pending.append((account.storageRoot, true))
                guard account.codeHash != Keccak256.empty, seen.insert(account.codeHash).inserted else { continue }
                guard let code = database.code(account.codeHash) else { return false }
                codes.append(code)
            } catch {
                return false
            }
        }
        return true
    }
}

/// What a trie node leads to (Yellow Paper, appendix D).
///
/// A node inside its parent is shorter than 32 bytes, so that it holds no hash, and no account either.
private struct NodeParts {
    /// Hashes of the nodes below.
    private(set) var children: [Bytes32] = []
    /// The value of a leaf.
    private(set) var leafValue: [UInt8]?

    init(_ node: [UInt8]) throws(RLPError) {
        var outer = RLPDecoder(node)
        var items = try outer.readList()
        guard !items.nextIsList else {
            try addBranch(&items)
            return
        }
        let first = try items.readArray()
        let isPair = try Self.isPair(items)
        guard isPair else {
            if let hash = Bytes32(first) { children.append(hash) }
            try addBranch(&items)
            return
        }
        // The path's first nibble says of a pair what it is: 2 and 3 are leaves.
        if let flag = first.first, flag >= 0x20 {
            leafValue = try items.readArray()
        } else if !items.nextIsList {
            children.append(try items.readBytes32())
        }
    }

    private static func isPair(_ items: RLPDecoder) throws(RLPError) -> Bool {
        var rest = items
        _ = try rest.readRawItem()
        return rest.isAtEnd
    }

    private mutating func addBranch(_ items: inout RLPDecoder) throws(RLPError) {
        while !items.isAtEnd {
            if items.nextIsList {
                _ = try items.readRawItem()
            } else if let hash = Bytes32(try items.readBytes()) {
                children.append(hash)
            }
        }
    }
}
