/// Part of a pattern.
indirect enum NamePatternNode {
    /// A set of scalars, by ranges of their values.
    struct ScalarSet {
        var ranges: [ClosedRange<UInt32>]
        var isNegated = false

        func contains(_ scalar: Unicode.Scalar) -> Bool {
            ranges.contains { $0.contains(scalar.value) } != isNegated
        }
    }

    /// What must hold between two scalars.
    enum Assertion {
        case start, end, wordBoundary, noWordBoundary
    }

    case scalar(ScalarSet)
    case assertion(Assertion)
    case sequence([NamePatternNode])
    case choice([NamePatternNode])
    /// As often as `least` to `most` times; nil for any number.
    case repetition(NamePatternNode, least: Int, most: Int?)
}

/// Reader of patterns; its recursion is bounded.
struct NamePatternParser {
    private typealias Node = NamePatternNode

    private static let depthLimit = 64
    /// Greatest count in braces.
    private static let countLimit = 1_000

    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0

    /// Reads a whole pattern.
    static func parse(_ text: String) throws(NamePattern.Invalid) -> NamePatternNode {
        var parser = NamePatternParser(scalars: Array(text.unicodeScalars))
        let node = try parser.choice()
        // Only a parenthesis ends a choice before the end.
        guard parser.next == nil else { throw parser.invalid("`)` without `(`") }
        return node
    }

    private init(scalars: [Unicode.Scalar]) {
        self.scalars = scalars
    }

    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private func invalid(_ problem: String, at offset: Int? = nil) -> NamePattern.Invalid {
        NamePattern.Invalid(offset: offset ?? position, problem: problem)
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        position += 1
        return true
    }

    private mutating func choice() throws(NamePattern.Invalid) -> NamePatternNode {
        depth += 1
        guard depth <= Self.depthLimit else { throw invalid("groups stand more than \(Self.depthLimit) deep") }
        defer { depth -= 1 }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(NamePattern.Invalid) -> NamePatternNode {
        var items: [NamePatternNode] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            items.append(try repetition(of: try item()))
        }
        return .sequence(items)
    }

    private mutating func item() throws(NamePattern.Invalid) -> NamePatternNode {
        let start = position
        guard let scalar = next else { throw invalid("a character is missing") }
        position += 1
        switch scalar {
        case "(": return try group(start)
        case "[": return .scalar(try scalarSet(start))
        case ".": return .scalar(Node.ScalarSet(ranges: [0x0a...0x0a], isNegated: true))
        case "^": return .assertion(.start)
        case "$": return .assertion(.end)
        case "\\": return try escape(start)
        case "*", "+", "?": throw invalid("nothing before `\(scalar)` to repeat", at: start)
        case "{": throw invalid("nothing before `{` to repeat (write `\\{` for the character)", at: start)
        default: return .scalar(Node.ScalarSet(ranges: [scalar.value...scalar.value]))
        }
    }

    private mutating func group(_ start: Int) throws(NamePattern.Invalid) -> NamePatternNode {
        if take("?"), !take(":") { throw invalid("of groups with `(?`, only `(?:` is understood", at: start) }
        let content = try choice()
        guard take(")") else { throw invalid("`(` without `)`", at: start) }
        return content
    }

    private mutating func repetition(of item: NamePatternNode) throws(NamePattern.Invalid) -> NamePatternNode {
        let start = position
        let range: (least: Int, most: Int?)
        switch next {
        case "*"?: range = (0, nil)
        case "+"?: range = (1, nil)
        case "?"?: range = (0, 1)
        case "{"?: range = try countRange()
        default: return item
        }
        if scalars[start] != "{" { position += 1 }
        if case .assertion = item { throw invalid("an assertion is not to be repeated", at: start) }
        // Whether a name contains a match is the same for the lazy form.
        _ = take("?")
        if let scalar = next, ["*", "+", "?", "{"].contains(scalar) {
            throw invalid("`\(scalar)` repeats a repetition (use a group)")
        }
        return .repetition(item, least: range.least, most: range.most)
    }

    /// Reads `{n}`, `{n,}` or `{n,m}`.
    private mutating func countRange() throws(NamePattern.Invalid) -> (least: Int, most: Int?) {
        let start = position
        position += 1
        let form =
            "`{` must begin {n}, {n,} or {n,m} with numbers up to \(Self.countLimit) (write `\\{` for the character)"
        guard let least = count() else { throw invalid(form, at: start) }
        guard take(",") else {
            guard take("}") else { throw invalid(form, at: start) }
            return (least, least)
        }
        if take("}") { return (least, nil) }
        guard let most = count(), take("}") else { throw invalid(form, at: start) }
        guard most >= least else { throw invalid("the bounds of `{\(least),\(most)}` are out of order", at: start) }
        return (least, most)
    }

    private mutating func count() -> Int? {
        let start = position
        while let scalar = next, ("0"..."9").contains(scalar) { position += 1 }
        let digits = scalars[start..<position].map(String.init).joined()
        return Int(digits).flatMap { $0 <= Self.countLimit ? $0 : nil }
    }

    private mutating func escape(_ start: Int) throws(NamePattern.Invalid) -> NamePatternNode {
        if take("b") { return .assertion(.wordBoundary) }
        if take("B") { return .assertion(.noWordBoundary) }
        return .scalar(try escapedSet(start))
    }

    /// Reads what stands behind a backslash, inside or outside brackets.
    private mutating func escapedSet(_ start: Int) throws(NamePattern.Invalid) -> NamePatternNode.ScalarSet {
        guard let scalar = next else { throw invalid("nothing follows `\\`", at: start) }
        position += 1
        switch scalar {
        case "d": return Self.digits
        case "D": return Self.digits.negated
        case "w": return Self.wordCharacters
        case "W": return Self.wordCharacters.negated
        case "s": return Self.spaces
        case "S": return Self.spaces.negated
        case "n": return Node.ScalarSet(ranges: [0x0a...0x0a])
        case "r": return Node.ScalarSet(ranges: [0x0d...0x0d])
        case "t": return Node.ScalarSet(ranges: [0x09...0x09])
        case "a"..."z", "A"..."Z", "0"..."9": throw invalid("`\\\(scalar)` is not understood", at: start)
        default: return Node.ScalarSet(ranges: [scalar.value...scalar.value])
        }
    }

    /// Reads a set in brackets, behind the opening one.
    private mutating func scalarSet(_ start: Int) throws(NamePattern.Invalid) -> NamePatternNode.ScalarSet {
        var set = Node.ScalarSet(ranges: [], isNegated: take("^"))
        // A bracket that comes first stands for itself.
        var isFirst = true
        while isFirst || next != "]" {
            isFirst = false
            let low = try setMember(start)
            guard next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
                set.ranges += low.positiveRanges
                continue
            }
            let place = position
            position += 1
            let high = try setMember(start)
            guard let first = low.single, let last = high.single, first <= last else {
                throw invalid("`-` must stand between two characters in order", at: place)
            }
            set.ranges.append(first...last)
        }
        position += 1
        return set
    }

    private mutating func setMember(_ start: Int) throws(NamePattern.Invalid) -> NamePatternNode.ScalarSet {
        guard let scalar = next else { throw invalid("`[` without `]`", at: start) }
        let place = position
        position += 1
        if scalar == "\\" { return try escapedSet(place) }
        if scalar == "[", next == ":" {
            throw invalid("named classes as `[:alpha:]` are not understood (write `\\[` for the character)", at: place)
        }
        return Node.ScalarSet(ranges: [scalar.value...scalar.value])
    }

    private static let digits = NamePatternNode.ScalarSet(ranges: [0x30...0x39])
    private static let spaces = NamePatternNode.ScalarSet(ranges: [0x09...0x0d, 0x20...0x20])
    /// ASCII letters, digits and the underscore.
    static let wordCharacters = NamePatternNode.ScalarSet(
        ranges: [0x30...0x39, 0x41...0x5a, 0x5f...0x5f, 0x61...0x7a]
    )
}

extension NamePatternNode.ScalarSet {
    fileprivate var negated: Self { Self(ranges: ranges, isNegated: !isNegated) }

    /// The value of a set of one scalar.
    fileprivate var single: UInt32? {
        guard !isNegated, ranges.count == 1, ranges[0].count == 1 else { return nil }
        return ranges[0].lowerBound
    }

    /// The set as ranges alone.
    fileprivate var positiveRanges: [ClosedRange<UInt32>] {
        guard isNegated else { return ranges }
        var rest: [ClosedRange<UInt32>] = []
        var start: UInt32 = 0
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > start { rest.append(start...range.lowerBound - 1) }
            start = range.upperBound + 1
        }
        return rest + [start...0x10_ffff]
    }
}
