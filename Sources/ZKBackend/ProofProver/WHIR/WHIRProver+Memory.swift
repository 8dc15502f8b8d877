package import ProofVerifier

// The buffers of `commit` and `open` in their order, for the size of a proof's arena. A test holds them to what these
// functions take.

extension WHIRProver {
    /// Takes from a map what `commit` takes from its arena; the tree stays taken.
    ///
    /// - Parameters:
    ///   - configuration: The commitment's.
    ///   - heldCellCount: Cells that the table holds.
    ///   - map: What is taken when the commitment begins.
    /// - Throws: `ArenaError.sizeOutOfRange`.
    package static func planCommitment(
        _ configuration: WHIRConfiguration,
        heldCellCount: Int,
        in map: inout ArenaMap
    ) throws(ArenaError) {
        _ = try planCodeword(
            configuration.rounds[0],
            wordCount: heldCellCount,
            keepsCoefficients: false,
            in: &map
        )
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
                    wordCount: CubicExtension.degree * configuration.rounds[index + 1].code.elementCount,
                    keepsCoefficients: true,
                    in: &map
                )
            }
            if index == 0 {
                let wordCount = first.groupSize * first.code.rowsPerCoset
                let transform = try planTransform(first.code, wordCount: wordCount, in: &map)
                let scratch = try map.take(UInt64.self, count: wordCount)
                (transform + [scratch]).forEach { map.give($0) }
            } else {
                let code = configuration.rounds[index].code
                map.give(try map.take(UInt64.self, count: CubicExtension.degree * code.elementCount))
            }
            codeword.forEach { map.give($0) }
            codeword = next
        }
        map.give(table)
        map.give(weights)
    }

    /// Takes a codeword's buffers, and gives back those that its encoding alone needs; a coset has `wordCount` words.
    private static func planCodeword(
        _ round: WHIRConfiguration.Round,
        wordCount: Int,
        keepsCoefficients: Bool,
        in map: inout ArenaMap
    ) throws(ArenaError) -> [Range<Int>] {
        let tree = try map.take(UInt64.self, count: MerkleTree.wordCount(logLeafCount: round.logDomainSize))
        let transform = try planTransform(round.code, wordCount: wordCount, in: &map)
        let batch = CosetTransform.cosetsPerBatch(round.code, wordsPerCoset: wordCount)
        map.give(try map.take(UInt64.self, count: batch * wordCount))
        if keepsCoefficients { return [tree] + transform }
        transform.forEach { map.give($0) }
        return [tree]
    }

    private static func planTransform(
        _ code: InterleavedCode,
        wordCount: Int,
        in map: inout ArenaMap
    ) throws(ArenaError) -> [Range<Int>] {
        let twiddles = try map.take(UInt64.self, count: code.domain.twiddleCount)
        return [twiddles, try map.take(UInt64.self, count: wordCount)]
    }
}
