import Accelerators

/// Hash tree roots ("Merkleization" of `ssz/simple-serialize.md`; EIP-7916 and EIP-7495 for the progressive forms).
extension SSZ {
    /// SHA-256 of 64 bytes, the node above `left` and `right`.
    public static func hash(_ left: Bytes32, _ right: Bytes32) -> Bytes32 {
        withUnsafeTemporaryAllocation(byteCount: 64, alignment: 8) { buffer in
            guard let base = buffer.baseAddress else { return .zero }
            left.storeBigEndian(to: base)
            right.storeBigEndian(to: base + 32)
            return sha256(UnsafeRawBufferPointer(buffer))
        }
    }

    /// SHA-256 of a byte string (FIPS 180-4).
    public static func sha256(_ bytes: [UInt8]) -> Bytes32 {
        bytes.withUnsafeBytes { sha256($0) }
    }

    /// SHA-256 of memory.
    public static func sha256(_ bytes: UnsafeRawBufferPointer) -> Bytes32 {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digest in
            guard let base = digest.baseAddress else { return .zero }
            // SHA-256 is total: the status of the interface carries no information here.
            _ = zkvm_sha256(bytes.assumingMemoryBound(to: UInt8.self).baseAddress, bytes.count, base)
            return Bytes32(bigEndianAt: base)
        }
    }

    /// Root of a binary tree over `chunks`, padded with zero chunks.
    ///
    /// - Parameters:
    ///   - chunks: The leaves.
    ///   - limit: Leaves of the full tree, rounded up to a power of two; nil takes as many as there are.
    /// - Returns: The root; of no chunks without a limit, the zero chunk.
    public static func merkleize(_ chunks: [Bytes32], limit: Int? = nil) -> Bytes32 {
        merkleize(chunks[...], limit: limit)
    }

    private static func merkleize(_ chunks: ArraySlice<Bytes32>, limit: Int?) -> Bytes32 {
        let width = max(limit ?? chunks.count, chunks.count, 1)
        let depth = Int.bitWidth - (width - 1).leadingZeroBitCount
        guard !chunks.isEmpty else { return zeroRoot(depth) }
        return withUnsafeTemporaryAllocation(of: Bytes32.self, capacity: chunks.count) { level in
            _ = level.initialize(fromContentsOf: chunks)
            var count = chunks.count
            for height in 0..<depth {
                // What stands right of the last node is a tree of zero chunks; the root of two such is known.
                let zero = zeroRoot(height)
                for index in 0..<(count + 1) / 2 {
                    let (left, right) = (level[2 * index], 2 * index + 1 < count ? level[2 * index + 1] : zero)
                    level[index] = left == zero && right == zero ? zeroRoot(height + 1) : hash(left, right)
                }
                count = (count + 1) / 2
            }
            return level[0]
        }
    }

    /// Root of the progressive tree over `chunks` (EIP-7916).
    ///
    /// Subtrees of 1, 4, 16 and so on leaves hang on a spine, each the left child of a spine node whose right child is
    /// the rest.
    public static func merkleizeProgressively(_ chunks: [Bytes32]) -> Bytes32 {
        var root = Bytes32.zero
        var end = chunks.count
        var start = 0
        var width = 1
        while start + width < end {
            start += width
            width *= 4
        }
        // From the last subtree to the first, which is one chunk: right of each stands the root of those behind it.
        while end > 0 {
            root = hash(merkleize(chunks[start..<end], limit: width), root)
            end = start
            width /= 4
            start -= width
        }
        return root
    }

    /// Root of a list from the root of its elements and their number.
    public static func mixIn(length: Int, _ root: Bytes32) -> Bytes32 {
        // An empty list of any kind without a limit: two zero chunks.
        length == 0 && root.isZero ? zeroRoot(1) : hash(root, chunk(UInt64(length)))
    }

    /// Root of a progressive container (EIP-7495) all of whose fields are active, from the roots of its fields.
    ///
    /// - Requires: At most 256 fields.
    public static func progressiveContainerRoot(_ fieldRoots: [Bytes32]) -> Bytes32 {
        let fullBytes = [UInt8](repeating: 0xff, count: fieldRoots.count / 8)
        let activeFields = fullBytes + [UInt8(truncatingIfNeeded: 1 << (fieldRoots.count % 8) - 1)]
        return hash(merkleizeProgressively(fieldRoots), pack(activeFields).first ?? .zero)
    }

    /// Root of a plain container from the roots of its fields.
    public static func containerRoot(_ fieldRoots: [Bytes32]) -> Bytes32 {
        merkleize(fieldRoots)
    }

    /// Root of a progressive list of composite elements, from the elements' roots.
    public static func progressiveListRoot(_ elementRoots: [Bytes32]) -> Bytes32 {
        mixIn(length: elementRoots.count, merkleizeProgressively(elementRoots))
    }

    /// Root of a list of at most `limit` composite elements, from the elements' roots.
    public static func listRoot(_ elementRoots: [Bytes32], limit: Int) -> Bytes32 {
        mixIn(length: elementRoots.count, merkleize(elementRoots, limit: limit))
    }

    /// Root of a progressive byte list.
    public static func progressiveByteListRoot(_ bytes: [UInt8]) -> Bytes32 {
        mixIn(length: bytes.count, merkleizeProgressively(pack(bytes)))
    }

    /// Root of a list of at most `limit` bytes.
    public static func byteListRoot(_ bytes: [UInt8], limit: Int) -> Bytes32 {
        mixIn(length: bytes.count, merkleize(pack(bytes), limit: (limit + 31) / 32))
    }

    /// Root of a vector of bytes.
    public static func byteVectorRoot(_ bytes: [UInt8]) -> Bytes32 {
        merkleize(pack(bytes))
    }

    /// Chunk of an unsigned integer: little-endian, padded with zeros.
    public static func chunk(_ value: UInt64) -> Bytes32 {
        Bytes32(w0: value.byteSwapped, w1: 0, w2: 0, w3: 0)
    }

    /// Chunk of a `uint256`.
    public static func chunk(_ value: UInt256) -> Bytes32 {
        Bytes32(
            w0: value.l0.byteSwapped,
            w1: value.l1.byteSwapped,
            w2: value.l2.byteSwapped,
            w3: value.l3.byteSwapped
        )
    }

    /// Chunk of a boolean.
    public static func chunk(_ value: Bool) -> Bytes32 {
        chunk(UInt64(value ? 1 : 0))
    }

    /// Chunk of an address, the root of a vector of 20 bytes.
    public static func chunk(_ value: Address) -> Bytes32 {
        Bytes32(value.uint256 << 96)
    }

    /// Cuts bytes into chunks, the last one padded with zeros.
    static func pack(_ bytes: [UInt8]) -> [Bytes32] {
        let fullChunkCount = bytes.count / 32
        var chunks: [Bytes32] = []
        chunks.reserveCapacity(fullChunkCount + 1)
        bytes.withUnsafeBytes { source in
            guard let base = source.baseAddress else { return }
            for index in 0..<fullChunkCount {
                chunks.append(Bytes32(bigEndianAt: base + index * 32))
            }
        }
        let rest = bytes[(fullChunkCount * 32)...]
        if !rest.isEmpty {
            chunks.append(Bytes32(UInt256(truncatingBigEndian: rest) << ((32 - rest.count) * 8)))
        }
        return chunks
    }
}
