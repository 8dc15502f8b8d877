import Primitives

/// Nodes that a commit adds to a database, as bytes behind one another.
///
/// They become arrays of their own when the database takes them: by then the tables of the state are gone, and what
/// stays for long does not lie between what goes at once.
struct NewNodes: Sendable {
    /// False while only a root is wanted.
    var isCollecting: Bool
    private var items: [Item] = []
    private var bytes: [UInt8] = []

    private struct Item {
        var hash: Bytes32
        var end: Int
    }

    init(isCollecting: Bool) {
        self.isCollecting = isCollecting
        guard isCollecting else { return }
        // Room for what an empty block changes.
        items.reserveCapacity(40)
        bytes.reserveCapacity(12_288)
    }

    /// True when nothing was collected.
    var isEmpty: Bool { items.isEmpty }

    /// Collects a node under its hash.
    mutating func append(_ node: UnsafeRawBufferPointer, hash: Bytes32) {
        bytes.append(copying: node)
        items.append(Item(hash: hash, end: bytes.count))
    }

    /// Calls `body` with each node and its hash.
    func forEach(_ body: (Bytes32, [UInt8]) -> Void) {
        bytes.withUnsafeBytes { bytes in
            var start = 0
            for item in items {
                body(item.hash, [UInt8](copying: UnsafeRawBufferPointer(rebasing: bytes[start..<item.end])))
                start = item.end
            }
        }
    }
}
