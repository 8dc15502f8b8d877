import Primitives

extension TestProblem: CustomStringConvertible {
    /// What was expected and what was got, in one line.
    public var description: String {
        switch self {
        case .accepted(let expected): "expected \(expected), got acceptance"
        case .refused(let reason): "expected acceptance, got: \(reason)"
        case .wrongException(let expected, let got, let reason): "expected \(expected), got \(got): \(reason)"
        case .wrongValue(let field, let expected, let got): "\(field) expected \(expected), got \(got)"
        case .wrongAccount(let mismatch): mismatch.description
        case .damageAccepted(let kind, let index): "witness damage \(kind) \(index) expected refusal, got acceptance"
        case .inBlock(let index, let problem): "block \(index): \(problem)"
        }
    }
}

extension AccountMismatch: CustomStringConvertible {
    /// All differences in one line: `0xacc…: balance expected 5, got 4; slot 0x1 expected 0x2, got 0x0`.
    public var description: String {
        let parts = differences.map { "\($0.field) expected \($0.expected), got \($0.got)" }
        return "\(address.hex): \(parts.joined(separator: "; "))"
    }
}
