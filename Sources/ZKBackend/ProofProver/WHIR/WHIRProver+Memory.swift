package import ProofVerifier

// The buffers of `commit` and `open` in their order, for the size of a proof's arena. A test holds them to what these
// functions take.

extension WHIRProver {
    /// Takes from a map what `commit` takes from its arena; the tree stays taken.
    package static func planCommitment(
        _ configuration: WHIRConfiguration,
        in map: inout ArenaMap
    ) throws(ArenaError) {
        _ = try planCodeword(configuration.rounds[0], wordsPerElement: 1, keepsRows: false, in: &map)
    }

    /// Takes from a map what `open` takes from its arena, and gives all of it back.
    ///
    /// - Parameters:
    ///   - configuration: The commitment's.
    ///   - slots: Number of the slots of each part of the weight, and log2 of a slot's cells.
    ///   - map: What is taken when the opening begins.
    /// - Throws: `ArenaError.sizeOutOfRange`.
    package static func planOpening(
        _ configuration: WHIRConfiguration,
        slots: [(count: Int, logSize: Int)],
        in map: inout ArenaMap
    ) throws(ArenaError) {
        let first = configuration.rounds[0]
        let logBlockSize = configuration.logSize - first.foldingFactor
        let columnCount = slots.reduce(first.outOfDomainSampleCount) { columns, slots in
            columns + min(slots.count, 1 << max(0, logBlockSize - slots.logSize))
        }
        let sums = try map.take(CubicExtension.self, count: columnCount << first.foldingFactor)
        let scales = try map.take(CubicExtension.self, count: columnCount << first.foldingFactor)
        let table = try map.take(CubicExtension.self, count: 1 << logBlockSize)
        let weights = try map.take(CubicExtension.self, count: 1 << logBlockSize)
        map.give(sums)
        map.give(scales)
        var codeword: [Range<Int>] = []
        for index in configuration.rounds.indices {
            var next: [Range<Int>] = []
            if index + 1 < configuration.rounds.count {
                next = try planCodeword(
                    configuration.rounds[index + 1],
                    wordsPerElement: CubicExtension.degree,
                    keepsRows: true,
                    in: &map
                )
            }
            if index == 0 {
                let transform = try planTransform(first.code, wordsPerElement: 1, in: &map)
                let scratch = try map.take(UInt64.self, count: first.code.elementCount)
                (transform + [scratch]).forEach { map.give($0) }
            }
            codeword.forEach { map.give($0) }
            codeword = next
        }
        map.give(table)
        map.give(weights)
    }

    /// Takes a codeword's buffers, and gives back those that its encoding alone needs.
    private static func planCodeword(
        _ round: WHIRConfiguration.Round,
        wordsPerElement: Int,
        keepsRows: Bool,
        in map: inout ArenaMap
    ) throws(ArenaError) -> [Range<Int>] {
        let code = round.code
        let cosetWordCount = wordsPerElement * code.elementCount
        let tree = try map.take(UInt64.self, count: MerkleTree.wordCount(logLeafCount: round.logDomainSize))
        let words = try map.take(UInt64.self, count: keepsRows ? cosetWordCount * code.cosetCount : cosetWordCount)
        let transform = try planTransform(code, wordsPerElement: wordsPerElement, in: &map)
        transform.forEach { map.give($0) }
        if keepsRows { return [tree, words] }
        map.give(words)
        return [tree]
    }

    private static func planTransform(
        _ code: InterleavedCode,
        wordsPerElement: Int,
        in map: inout ArenaMap
    ) throws(ArenaError) -> [Range<Int>] {
        let twiddles = try map.take(UInt64.self, count: code.domain.twiddleCount)
        return [twiddles, try map.take(UInt64.self, count: wordsPerElement * code.elementCount)]
    }
}
