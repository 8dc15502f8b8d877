/// The text of one scenario file, kept in lines so that diagnostics can quote it.
package struct SourceText: Sendable {
    /// Largest accepted file, in bytes.
    package static let maximumByteCount = 1 << 20

    /// The path or label the file was given under.
    package let name: String
    /// The whole text.
    package let text: String
    /// The lines without their terminators, as Unicode scalars.
    let lines: [[Unicode.Scalar]]

    /// Decodes a file's bytes.
    ///
    /// - Throws: `ScenarioError` when the file is too large, is not UTF-8 or holds a character outside the subset.
    package init(name: String, bytes: [UInt8]) throws(ScenarioError) {
        guard bytes.count <= Self.maximumByteCount else {
            throw ScenarioError(
                file: name,
                diagnostic: ScenarioDiagnostic(
                    .fileTooLarge,
                    "the file has \(bytes.count) bytes; at most \(Self.maximumByteCount) are read",
                    at: .start
                )
            )
        }
        var decoder = UTF8()
        var input = bytes.makeIterator()
        var scalars = String.UnicodeScalarView()
        var lines: [[Unicode.Scalar]] = [[]]
        var afterReturn = false
        decoding: while true {
            let here = SourceLocation(line: lines.count, column: lines[lines.count - 1].count + 1)
            switch decoder.decode(&input) {
            case .emptyInput:
                break decoding
            case .error:
                let problem = ScenarioDiagnostic(.invalidUTF8, "the file is not valid UTF-8 here", at: here)
                throw ScenarioError(file: name, diagnostic: problem)
            case .scalarValue(let scalar):
                if afterReturn, scalar != "\n" { throw Self.forbidden("\r", at: here, in: name, lines) }
                scalars.append(scalar)
                afterReturn = scalar == "\r"
                switch scalar {
                case "\r":
                    break
                case "\n":
                    lines.append([])
                default:
                    if Self.isForbidden(scalar) { throw Self.forbidden(scalar, at: here, in: name, lines) }
                    lines[lines.count - 1].append(scalar)
                }
            }
        }
        self.name = name
        self.text = String(scalars)
        self.lines = lines
    }

    /// The line a location is on, empty when the location lies outside the text.
    func line(at location: SourceLocation) -> [Unicode.Scalar] {
        lines.indices.contains(location.line - 1) ? lines[location.line - 1] : []
    }

    /// Whether the text from a line and column on reads exactly `expected`.
    func reads(_ expected: some Collection<Unicode.Scalar>, line: Int, column: Int) -> Bool {
        guard lines.indices.contains(line - 1), column >= 1 else { return false }
        let scalars = lines[line - 1]
        return scalars.count - (column - 1) >= expected.count && scalars.dropFirst(column - 1).starts(with: expected)
    }

    /// Control characters, and the line separators that YAML 1.1 counts as line ends while editors do not.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09: false
        case 0..<0x20, 0x7f..<0xa0, 0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff: true
        default: false
        }
    }

    private static func forbidden(
        _ scalar: Unicode.Scalar,
        at location: SourceLocation,
        in name: String,
        _ lines: [[Unicode.Scalar]]
    ) -> ScenarioError {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return ScenarioError(
            file: name,
            diagnostic: ScenarioDiagnostic(
                .forbiddenCharacter,
                "the character \(code) cannot stand in a scenario file",
                at: location,
                help: scalar.value == 0xfeff ? "save the file as UTF-8 without a byte order mark" : nil
            )
        )
    }
}
