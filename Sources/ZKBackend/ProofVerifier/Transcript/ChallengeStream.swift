package import Primitives

/// Uniform 64-bit words that follow from one state of the transcript.
package struct ChallengeStream {
    private let state: Bytes32
    private var blockIndex: UInt64 = 0
    private var block = Bytes32.zero
    private var usedWords = 4

    package init(state: Bytes32) {
        self.state = state
    }

    /// The next word: blocks in order, the words of a block from its first bytes on, each read little-endian.
    package mutating func nextWord() -> UInt64 {
        if usedWords == 4 {
            #if COUNT_OPERATIONS
            OperationCounts.hash(byteCount: 41)
            #endif
            block = Keccak256.hash([2] + state.bytes + blockIndex.littleEndianBytes)
            blockIndex &+= 1
            usedWords = 0
        }
        defer { usedWords += 1 }
        switch usedWords {
        case 0: return block.w0.byteSwapped
        case 1: return block.w1.byteSwapped
        case 2: return block.w2.byteSwapped
        default: return block.w3.byteSwapped
        }
    }

    /// The next block as a whole; used for seeds of proof of work.
    package mutating func nextBlock() -> Bytes32 {
        defer { blockIndex &+= 1 }
        #if COUNT_OPERATIONS
        OperationCounts.hash(byteCount: 41)
        #endif
        return Keccak256.hash([2] + state.bytes + blockIndex.littleEndianBytes)
    }
}

extension Goldilocks {
    /// A uniform element: words at or above the order are rejected, so that no residue is likelier than another.
    package static func sample(from nextWord: () -> UInt64) -> Goldilocks {
        while true {
            if let element = Goldilocks(exactly: nextWord()) { return element }
        }
    }
}

extension CubicExtension {
    /// A uniform element of the challenge field.
    package static func sample(from nextWord: () -> UInt64) -> CubicExtension {
        let c0 = Goldilocks.sample(from: nextWord)
        let c1 = Goldilocks.sample(from: nextWord)
        return CubicExtension(c0, c1, Goldilocks.sample(from: nextWord))
    }
}
