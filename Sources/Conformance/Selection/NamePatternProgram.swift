/// A pattern as instructions of a machine that is in many states at once.
struct NamePatternProgram: Sendable {
    private enum Instruction {
        /// Consumes one scalar, which must be in the set.
        case take(NamePatternNode.ScalarSet)
        /// Goes on when something holds here.
        case assert(NamePatternNode.Assertion)
        /// Goes on at both places.
        case split(Int, Int)
        case jump(Int)
        case match
    }

    /// Most parts, repetitions written out.
    private static let sizeLimit = 10_000

    private var instructions: [Instruction] = []
    /// Parts that were written, those without an instruction too.
    private var partCount = 0

    /// Instructions for a pattern; throws when repetitions, written out, make more than `sizeLimit` parts.
    init(_ pattern: NamePatternNode) throws(NamePattern.Invalid) {
        try append(pattern)
        instructions.append(.match)
    }

    private mutating func append(_ node: NamePatternNode) throws(NamePattern.Invalid) {
        partCount += 1
        guard partCount <= Self.sizeLimit else {
            throw NamePattern.Invalid(offset: 0, problem: "repetitions make the pattern too large")
        }
        switch node {
        case .scalar(let set): instructions.append(.take(set))
        case .assertion(let assertion): instructions.append(.assert(assertion))
        case .sequence(let items):
            for item in items { try append(item) }
        case .choice(let branches): try append(branches[...])
        case .repetition(let item, let least, let most):
            for _ in 0..<least { try append(item) }
            guard let most else { return try appendLoop(item) }
            for _ in least..<most { try appendOptional(item) }
        }
    }

    private mutating func append(_ branches: ArraySlice<NamePatternNode>) throws(NamePattern.Invalid) {
        var jumps: [Int] = []
        for (index, branch) in branches.enumerated() {
            guard index + 1 < branches.count else {
                try append(branch)
                break
            }
            let split = instructions.count
            instructions.append(.split(split + 1, split + 1))
            try append(branch)
            jumps.append(instructions.count)
            instructions.append(.jump(0))
            instructions[split] = .split(split + 1, instructions.count)
        }
        for jump in jumps { instructions[jump] = .jump(instructions.count) }
    }

    private mutating func appendLoop(_ item: NamePatternNode) throws(NamePattern.Invalid) {
        let split = instructions.count
        instructions.append(.split(split + 1, split + 1))
        try append(item)
        instructions.append(.jump(split))
        instructions[split] = .split(split + 1, instructions.count)
    }

    private mutating func appendOptional(_ item: NamePatternNode) throws(NamePattern.Invalid) {
        let split = instructions.count
        instructions.append(.split(split + 1, split + 1))
        try append(item)
        instructions[split] = .split(split + 1, instructions.count)
    }

    /// Whether the machine, started before each scalar, comes to a match.
    func matchesPart(of name: [Unicode.Scalar]) -> Bool {
        // Where an instruction was reached last: each is visited once between two scalars.
        var reached = [Int](repeating: -1, count: instructions.count)
        var states: [Int] = []
        for position in 0...name.count {
            states.append(0)
            var takers: [Int] = []
            while let state = states.popLast() {
                guard reached[state] != position else { continue }
                reached[state] = position
                switch instructions[state] {
                case .match: return true
                case .take: takers.append(state)
                case .jump(let target): states.append(target)
                case .split(let first, let second): states += [first, second]
                case .assert(let assertion):
                    if Self.holds(assertion, at: position, of: name) { states.append(state + 1) }
                }
            }
            guard position < name.count else { break }
            for taker in takers {
                if case .take(let set) = instructions[taker], set.contains(name[position]) { states.append(taker + 1) }
            }
        }
        return false
    }

    private static func holds(_ assertion: NamePatternNode.Assertion, at position: Int, of name: [Unicode.Scalar])
        -> Bool
    {
        func isWord(_ index: Int) -> Bool {
            name.indices.contains(index) && NamePatternParser.wordCharacters.contains(name[index])
        }
        return switch assertion {
        case .start: position == 0
        case .end: position == name.count
        case .wordBoundary: isWord(position - 1) != isWord(position)
        case .noWordBoundary: isWord(position - 1) == isWord(position)
        }
    }
}
