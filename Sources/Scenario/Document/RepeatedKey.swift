/// Finds where a key of a mapping stands a second time; YAML's parser tells the first place alone.
struct RepeatedKey {
    private let source: SourceText
    private let key: [Unicode.Scalar]
    private let first: SourceLocation

    /// The second place of a key, whose first is known; nil when the text does not show it.
    static func place(of key: String, after first: SourceLocation, in source: SourceText) -> SourceLocation? {
        let search = RepeatedKey(source: source, key: Array(key.unicodeScalars), first: first)
        return search.isInBrackets ? search.placeInBrackets : search.placeInBlock
    }

    /// Whether the mapping is written in braces: what stands before the key tells.
    private var isInBrackets: Bool {
        var line = first.line - 1
        var column = first.column - 1
        while source.lines.indices.contains(line) {
            let before = source.lines[line].prefix(max(0, column))
            if let last = before.last(where: { $0 != " " }) { return last == "{" || last == "," }
            guard line > 0 else { return false }
            line -= 1
            column = source.lines[line].count
        }
        return false
    }

    /// The next line of the same mapping that begins with the key.
    private var placeInBlock: SourceLocation? {
        for (index, line) in source.lines.enumerated().dropFirst(first.line) {
            let indentation = line.prefix { $0 == " " }.count
            guard indentation < line.count, line[indentation] != "#" else { continue }
            if indentation < first.column - 1 { return nil }
            if indentation == first.column - 1, let place = place(in: line, number: index + 1, at: indentation) {
                return place
            }
        }
        return nil
    }

    /// The next key of the same braces that is this one; quoted text and what stands in further brackets do not count.
    private var placeInBrackets: SourceLocation? {
        var depth = 0
        var quote: Unicode.Scalar?
        var expectsKey = false
        for (index, line) in source.lines.enumerated().dropFirst(first.line - 1) {
            var column = index == first.line - 1 ? first.column - 1 : 0
            while column < line.count {
                let scalar = line[column]
                if expectsKey, depth == 0, quote == nil, scalar != " " {
                    if let place = place(in: line, number: index + 1, at: column) { return place }
                    expectsKey = false
                }
                if let open = quote {
                    if open == "\"", scalar == "\\" { column += 1 } else if scalar == open { quote = nil }
                } else {
                    switch scalar {
                    case "\"", "'": if column == 0 || !NameScope.isLetter(line[column - 1]) { quote = scalar }
                    case "{", "[": depth += 1
                    case "}", "]": depth -= 1
                    case "," where depth == 0: expectsKey = true
                    default: break
                    }
                    if depth < 0 { return nil }
                }
                column += 1
            }
        }
        return nil
    }

    /// The key's place when it stands, quoted or not, at an index of a line and is followed by its colon.
    private func place(in line: [Unicode.Scalar], number: Int, at index: Int) -> SourceLocation? {
        let isQuoted = line[index] == "\"" || line[index] == "'"
        let start = index + (isQuoted ? 1 : 0)
        guard line[start...].starts(with: key) else { return nil }
        let end = start + key.count + (isQuoted ? 1 : 0)
        guard end <= line.count, line[end...].first(where: { $0 != " " }) == ":" else { return nil }
        return SourceLocation(line: number, column: start + 1, length: key.count)
    }
}
