import Primitives

/// Headers of a witness, each shown to be the parent of the next.
struct WitnessHeaders {
    /// Header that stands last; it is the block's parent if the block says so.
    let parent: BlockHeader
    /// Its hash: decoding is strict, so that the header has no other encoding than the witness's.
    let parentHash: Bytes32
    /// Hashes of all of them, the last first.
    let hashes: [Bytes32]

    /// Reads and links headers, given as RLP, oldest first.
    init(_ headers: [[UInt8]]) throws(StatelessValidationError) {
        guard headers.count <= StatelessValidator.headerLimit else {
            throw .tooManyHeaders(limit: StatelessValidator.headerLimit, got: headers.count)
        }
        var newest: BlockHeader?
        var hashes: [Bytes32] = []
        for (index, encoded) in headers.enumerated() {
            let header: BlockHeader
            do throws(RLPError) {
                header = try BlockHeader(decoding: encoded)
            } catch {
                throw .undecodableHeader(index: index, error)
            }
            if let expected = hashes.last, header.parentHash != expected {
                throw .headersNotContiguous(index: index, expected: expected, got: header.parentHash)
            }
            newest = header
            hashes.append(Keccak256.hash(encoded))
        }
        guard let newest, let newestHash = hashes.last else { throw .noHeaders }
        parent = newest
        parentHash = newestHash
        self.hashes = hashes.reversed()
    }
}
