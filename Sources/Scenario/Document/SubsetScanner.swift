/// Walks the text once, before any YAML is composed, and refuses what the scenario language leaves out of YAML.
///
/// Composing first would be too late: aliases multiply, and deep nesting recurses. The walk knows just enough of YAML
/// to tell structure from quoted, literal and plain text.
struct SubsetScanner {
    /// Deepest accepted nesting of flow brackets, and of block collections as columns of indentation allow.
    static let maximumFlowDepth = 32
    /// Widest accepted indentation, in columns.
    static let maximumIndentation = 160

    private let source: SourceText
    private var problems: [ScenarioDiagnostic] = []
    private var flowDepth = 0
    private var quote: Unicode.Scalar?
    /// Column (from 0) of the key or dash that owns the open literal scalar; its text is indented further.
    private var literalOwner: Int?
    private var sawContent = false

    private init(_ source: SourceText) { self.source = source }

    /// The constructs found in `source` that the subset refuses.
    static func problems(in source: SourceText) -> [ScenarioDiagnostic] {
        var scanner = SubsetScanner(source)
        for index in source.lines.indices { scanner.scan(source.lines[index], number: index + 1) }
        return scanner.problems
    }

    private mutating func report(
        _ code: ScenarioDiagnostic.Code,
        _ message: String,
        line: Int,
        column: Int,
        help: String? = nil
    ) {
        guard !problems.contains(where: { $0.code == code }) else { return }
        problems.append(
            ScenarioDiagnostic(code, message, at: SourceLocation(line: line, column: column + 1), help: help)
        )
    }

    private mutating func scan(_ line: [Unicode.Scalar], number: Int) {
        if let tab = line.firstIndex(of: "\t") {
            report(.tab, "tabs are not allowed", line: number, column: tab, help: "indent with spaces")
        }
        let indentation = line.prefix { $0 == " " }.count
        if let owner = literalOwner {
            if indentation == line.count || indentation > owner { return }
            literalOwner = nil
        }
        if quote == nil, flowDepth == 0, scanMarker(line, number: number) { return }
        let lead = line.prefix { $0 == " " || $0 == "-" || $0 == "?" || $0 == ":" }.count
        if quote == nil, lead > Self.maximumIndentation {
            report(.nestingTooDeep, "the line is indented too deep", line: number, column: 0)
        }
        scanContent(line, number: number)
    }

    /// Handles directives and document markers; true when the line needs no further look.
    private mutating func scanMarker(_ line: [Unicode.Scalar], number: Int) -> Bool {
        if line.first == "%" {
            report(.directive, "YAML directives are not allowed", line: number, column: 0)
            return true
        }
        let head = Array(line.prefix(3))
        let ends = line.count == 3 || (line.count > 3 && line[3] == " ")
        guard ends, head == ["-", "-", "-"] || head == [".", ".", "."] else { return false }
        if head[0] == "-", !sawContent {
            sawContent = true
            return line.count == 3
        }
        let help = "one file holds one scenario"
        report(.multipleDocuments, "document markers are not allowed", line: number, column: 0, help: help)
        return true
    }

    private mutating func scanContent(_ line: [Unicode.Scalar], number: Int) {
        var expectsNode = true
        var owner = 0
        var ownerIsKey = false
        var index = 0
        while index < line.count {
            defer { index += 1 }
            let scalar = line[index]
            let next: Unicode.Scalar? = index + 1 < line.count ? line[index + 1] : nil
            if let open = quote {
                if open == "\"", scalar == "\\" {
                    index += 1
                } else if scalar == open {
                    if open == "'", next == "'" { index += 1 } else { quote = nil }
                }
                continue
            }
            let startsWord = index == 0 || line[index - 1] == " "
            if scalar == " " { continue }
            if scalar == "#", startsWord { return }
            sawContent = true
            switch scalar {
            case ":" where next == nil || next == " " || (flowDepth > 0 && isFlowIndicator(next)):
                expectsNode = true
            case "," where flowDepth > 0:
                expectsNode = true
            case "]", "}":
                if flowDepth > 0 { flowDepth -= 1 }
                expectsNode = false
            case "[", "{":
                guard expectsNode || flowDepth > 0 else { continue }
                flowDepth += 1
                expectsNode = true
                if flowDepth > Self.maximumFlowDepth {
                    let message = "more than \(Self.maximumFlowDepth) brackets are open"
                    report(.nestingTooDeep, message, line: number, column: index)
                    return
                }
            case "-" where expectsNode && flowDepth == 0 && (next == nil || next == " "),
                "?" where expectsNode && flowDepth == 0 && (next == nil || next == " "):
                owner = index
                ownerIsKey = false
            case "|" where expectsNode && flowDepth == 0, ">" where expectsNode && flowDepth == 0:
                literalOwner = owner
                return
            default:
                guard expectsNode else { continue }
                if !ownerIsKey {
                    owner = index
                    ownerIsKey = true
                }
                expectsNode = false
                startNode(with: scalar, next: next, line: number, column: index)
            }
        }
    }

    private mutating func startNode(with scalar: Unicode.Scalar, next: Unicode.Scalar?, line: Int, column: Int) {
        let isGlued = next != nil && next != " "
        switch scalar {
        case "\"", "'":
            quote = scalar
        case "&" where isGlued:
            report(.anchor, "anchors are not allowed", line: line, column: column, help: "write the value out")
        case "*" where isGlued:
            report(.alias, "aliases are not allowed", line: line, column: column, help: "write the value out")
        case "!":
            let help = "a field's type is known; quote text that begins with `!`"
            report(.tag, "tags are not allowed", line: line, column: column, help: help)
        default:
            break
        }
    }

    private func isFlowIndicator(_ scalar: Unicode.Scalar?) -> Bool {
        switch scalar {
        case ",", "[", "]", "{", "}": true
        default: false
        }
    }
}
