import EVM
import Primitives

extension CaseReduction {
    /// Cuts instructions out; what they jumped over stays their destination.
    @Sendable
    static func codeRemovals(_ fuzzCase: FuzzCase) -> [CaseReduction] {
        eachChunk(fuzzCase) { code, range in code = Instructions.removing(range, from: code) }
    }

    /// Replaces instructions by JUMPDESTs, so that everything else stays where it is.
    @Sendable
    static func codeNeutralizations(_ fuzzCase: FuzzCase) -> [CaseReduction] {
        eachChunk(fuzzCase) { code, range in
            code.replaceSubrange(range, with: [UInt8](repeating: Opcode.jumpdest.rawValue, count: range.count))
        }
    }

    /// Replaces the operands of PUSHes by zeros.
    @Sendable
    static func operandSimplifications(_ fuzzCase: FuzzCase) -> [CaseReduction] {
        fuzzCase.accounts.indices.flatMap { account in
            Instructions(of: fuzzCase.accounts[account].code).ranges.filter { $0.count > 1 }.map { range in
                CaseReduction { fuzzCase in
                    let zeros = [UInt8](repeating: 0, count: range.count &- 1)
                    fuzzCase.accounts[account].code.replaceSubrange(range.dropFirst(), with: zeros)
                }
            }
        }
    }

    private static func eachChunk(
        _ fuzzCase: FuzzCase,
        _ change: @escaping @Sendable (inout [UInt8], Range<Int>) -> Void
    ) -> [CaseReduction] {
        fuzzCase.accounts.indices.flatMap { account in
            Instructions(of: fuzzCase.accounts[account].code).chunks.map { range in
                CaseReduction { change(&$0.accounts[account].code, range) }
            }
        }
    }
}

/// A code taken apart into instructions.
struct Instructions {
    /// Where each instruction stands, its operand included.
    let ranges: [Range<Int>]

    init(of code: [UInt8]) {
        var ranges: [Range<Int>] = []
        var start = 0
        while start < code.count {
            let end = min(code.count, start &+ 1 &+ Instructions.operandSize(code[start]))
            ranges.append(start..<end)
            start = end
        }
        self.ranges = ranges
    }

    /// Runs of instructions, from all of them down to single ones, by halves.
    var chunks: [Range<Int>] {
        var chunks: [Range<Int>] = []
        var size = ranges.count
        while size > 0 {
            for first in stride(from: 0, to: ranges.count, by: size) {
                let last = min(first &+ size, ranges.count) &- 1
                chunks.append(ranges[first].lowerBound..<ranges[last].upperBound)
            }
            size /= 2
        }
        return chunks
    }

    /// The code without a range of it; operands that seem to be destinations behind the range follow them.
    static func removing(_ removed: Range<Int>, from code: [UInt8]) -> [UInt8] {
        var result = code
        for range in Instructions(of: code).ranges where (2...3).contains(range.count) && !removed.overlaps(range) {
            let operand = range.dropFirst()
            let value = operand.reduce(0) { $0 << 8 | Int(code[$1]) }
            let isFollowedByJump =
                range.upperBound < code.count
                && [Opcode.jump.rawValue, Opcode.jumpi.rawValue].contains(code[range.upperBound])
            guard value >= removed.upperBound, value <= code.count, range.count == 3 || isFollowedByJump else {
                continue
            }
            let moved = value &- removed.count
            for (place, index) in operand.reversed().enumerated() {
                result[index] = UInt8(truncatingIfNeeded: moved >> (8 &* place))
            }
        }
        result.removeSubrange(removed)
        return result
    }

    private static func operandSize(_ byte: UInt8) -> Int {
        byte > Opcode.push0.rawValue && byte <= Opcode.push32.rawValue ? Int(byte &- Opcode.push0.rawValue) : 0
    }
}
