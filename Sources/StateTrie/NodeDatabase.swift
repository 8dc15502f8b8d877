public import Primitives

/// Trie nodes and contract codes by their Keccak-256 hash.
///
/// A full state keeps all history in one database, and any state root in it can be opened; a witness is a small,
/// partial one. Content never contradicts itself, so databases merge freely. Copies share their contents and stay
/// independent.
public struct NodeDatabase: Sendable {
    private var nodes = LayeredStore()
    private var codes = LayeredStore()

    /// Starts empty.
    public init() {}

    /// Makes the database of a witness: every item is found under its own hash, whatever it is.
    ///
    /// Items that nothing asks for, or that come twice, change no answer.
    public init(nodes: [[UInt8]], codes: [[UInt8]]) {
        self.nodes.add(Self.hashed(nodes))
        self.codes.add(Self.hashed(codes))
    }

    /// The RLP of the node with this hash, nil when the database lacks it.
    public func node(_ hash: Bytes32) -> [UInt8]? {
        nodes[hash]
    }

    /// The code with this hash, nil when the database lacks it.
    public func code(_ hash: Bytes32) -> [UInt8]? {
        codes[hash]
    }

    /// Layers in which the nodes lie, each of which a search may have to look through.
    package var layerCount: Int { nodes.layerCount }

    /// Adds all that another database holds.
    public mutating func merge(_ other: NodeDatabase) {
        nodes.add(other.nodes)
        codes.add(other.codes)
    }

    /// Adds what a state has that the database lacks.
    public mutating func add(_ changes: StateChanges) {
        add(changes.nodes)
        codes.add(changes.codes)
    }

    /// Adds nodes that were collected.
    mutating func add(_ newNodes: NewNodes) {
        nodes.add(newNodes)
    }

    /// The database of certain states alone.
    ///
    /// - Parameter stateRoots: Roots of states that the database holds whole.
    /// - Returns: The nodes and codes of these states, each once; nil when one of them is missing or malformed.
    /// - Complexity: O(nodes of the states).
    public func keeping(_ stateRoots: some Sequence<Bytes32>) -> NodeDatabase? {
        var walk = StateWalk(self)
        for root in stateRoots {
            guard walk.keep(root) else { return nil }
        }
        var kept = NodeDatabase()
        kept.add(nodes: walk.nodes, codes: walk.codes)
        return kept
    }

    /// Adds nodes and codes under hashes that the caller has computed.
    mutating func add(nodes newNodes: [Bytes32: [UInt8]], codes newCodes: [Bytes32: [UInt8]]) {
        nodes.add(newNodes)
        codes.add(newCodes)
    }

    private static func hashed(_ items: [[UInt8]]) -> [Bytes32: [UInt8]] {
        var table: [Bytes32: [UInt8]] = [:]
        table.reserveCapacity(items.count)
        for item in items {
            table[Keccak256.hash(item)] = item
        }
        return table
    }
}

/// Byte strings by hash in layers, each at least twice as large as the one above it.
///
/// A store that nobody else has a copy of grows in place, and has one layer in the end. While a copy lives, the layers
/// that both have stay as they are, and what is added goes into a layer of its own: it costs amortized O(log n) per
/// item, and no layer is copied that is much larger than what is added.
struct LayeredStore: Sendable {
    private var top: Layer?

    /// Safety: `items` and `older` change only while one store alone refers to the layer.
    private final class Layer: @unchecked Sendable {
        var items: [Bytes32: [UInt8]]
        var older: Layer?

        init(_ items: [Bytes32: [UInt8]], above older: Layer?) {
            self.items = items
            self.older = older
        }

        func take(_ more: [Bytes32: [UInt8]]) {
            for (hash, item) in more { items[hash] = item }
        }

        /// Takes in the layers below that are less than twice as large.
        func takeSmallLayers() {
            while let layer = older, layer.items.count < 2 &* items.count {
                items.reserveCapacity(items.count &+ layer.items.count)
                take(layer.items)
                older = layer.older
            }
        }
    }

    /// Number of layers.
    var layerCount: Int {
        var count = 0
        var next = top
        while let layer = next {
            count &+= 1
            next = layer.older
        }
        return count
    }

    subscript(hash: Bytes32) -> [UInt8]? {
        var next = top
        while let layer = next {
            if let item = layer.items[hash] { return item }
            next = layer.older
        }
        return nil
    }

    mutating func add(_ items: [Bytes32: [UInt8]]) {
        guard !items.isEmpty else { return }
        if isKnownUniquelyReferenced(&top) {
            top?.take(items)
        } else {
            top = Layer(items, above: top)
        }
        top?.takeSmallLayers()
    }

    mutating func add(_ newNodes: NewNodes) {
        guard !newNodes.isEmpty else { return }
        if !isKnownUniquelyReferenced(&top) { top = Layer([:], above: top) }
        if let top { newNodes.forEach { top.items[$0] = $1 } }
        top?.takeSmallLayers()
    }

    mutating func add(_ other: LayeredStore) {
        var next = other.top
        while let layer = next {
            add(layer.items)
            next = layer.older
        }
    }
}
