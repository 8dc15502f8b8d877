public import EVM
import Primitives

/// Proofs of a transaction's dependencies, in their order: what travels beside a block, as blobs do. `[SIM]`
public struct ProofSidecar: Hashable, Sendable {
    /// Proof of one dependency.
    public struct Entry: Hashable, Sendable {
        /// Serialization whose hash tree root is the dependency's `public_input_root`.
        public var publicInput: [UInt8]
        /// The proof.
        public var proof: [UInt8]

        /// A claim and its proof.
        public init(publicInput: [UInt8], proof: [UInt8]) {
            self.publicInput = publicInput
            self.proof = proof
        }
    }

    /// Greatest length of an encoded sidecar, in bytes: eight proofs of 300 KiB and some room.
    public static let byteLimit = 4 << 20

    /// One entry for each dependency.
    public var entries: [Entry]

    /// Proofs in the order of the dependencies that they are for.
    public init(_ entries: [Entry]) {
        self.entries = entries
    }

    /// Reads a sidecar: an RLP list of pairs of byte strings.
    ///
    /// - Parameter bytes: Hostile bytes.
    /// - Throws: `ProofRejection.undecodable`, `.tooLarge`.
    public init(decoding bytes: [UInt8]) throws(ProofRejection) {
        guard bytes.count <= Self.byteLimit else { throw .tooLarge(limit: Self.byteLimit, got: bytes.count) }
        entries = []
        do throws(RLPError) {
            var decoder = RLPDecoder(bytes)
            var list = try decoder.readList()
            try decoder.finish()
            while !list.isAtEnd {
                var pair = try list.readList()
                entries.append(Entry(publicInput: try pair.readArray(), proof: try pair.readArray()))
                try pair.finish()
            }
        } catch {
            throw .undecodable(error)
        }
    }

    /// The only encoding.
    public var encoded: [UInt8] {
        RLPEncoder.encodeList { list in
            for entry in entries {
                list.appendList { pair in
                    pair.append(bytes: entry.publicInput)
                    pair.append(bytes: entry.proof)
                }
            }
        }
    }

    /// What a transaction with these dependencies says of the sidecar.
    public func proofs(of dependencies: [ProofDependency]) -> TransactionProofs {
        let bytes = encoded
        return TransactionProofs(
            dependencies: dependencies,
            sidecarHash: Keccak256.hash(bytes),
            sidecarByteCount: UInt64(bytes.count)
        )
    }
    /// What a transaction with these dependencies says of proofs that nobody has yet: that whoever has some may bring
    /// them, as long as they are no longer than these.
    public func promise(of dependencies: [ProofDependency]) -> TransactionProofs {
        TransactionProofs(
            dependencies: dependencies,
            sidecarHash: .zero,
            sidecarByteCount: UInt64(encoded.count)
        )
    }
}

extension TransactionProofs {
    /// Whether the sender leaves to others which proofs come, and bounds only their length.
    ///
    /// This is how one signs for what nobody has proved yet. On an L1 whose proofs come with the block nothing matches
    /// it.
    public var namesNoSidecar: Bool { sidecarHash == .zero }
}
