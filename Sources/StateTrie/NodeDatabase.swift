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

    /// Adds all that another database holds.
    public mutating func merge(_ other: NodeDatabase) {
        nodes.add(other.nodes)
        codes.add(other.codes)
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

/// Byte strings by hash in layers, each more than twice as large as the next.
///
/// Adding a block costs amortized O(log n) per item and copies no layer that is much larger than the block, also while
/// older copies of the store are in use.
struct LayeredStore: Sendable {
    private var layers: [[Bytes32: [UInt8]]] = []

    subscript(hash: Bytes32) -> [UInt8]? {
        var index = layers.count
        while index > 0 {
            index &-= 1
            if let item = layers[index][hash] { return item }
        }
        return nil
    }

    mutating func add(_ layer: [Bytes32: [UInt8]]) {
        guard !layer.isEmpty else { return }
        var layer = layer
        while let last = layers.last, last.count < 2 &* layer.count {
            layers.removeLast()
            layer.reserveCapacity(layer.count &+ last.count)
            for (hash, item) in last {
                layer[hash] = item
            }
        }
        layers.append(layer)
    }

    mutating func add(_ other: LayeredStore) {
        for layer in other.layers {
            add(layer)
        }
    }
}
