import TextOutput

/// Something that a step tells beyond its outcome: what it printed, what held, what it met.
///
/// A verb may write a remark as a string; what a machine would want to read has a case of its own.
package enum StepDetail: Hashable, Sendable {
    /// A sentence for people.
    case remark(String)
    /// An assertion and its verdict.
    case assertion(AssertionRecord)
    /// A printed value.
    case value(ValueRecord)
    /// A proof that was made or taken from the cache.
    case proof(ProofRecord)
    /// Something that is not as it had to be.
    case problem(StepProblem)
}

/// An assertion of a step and what came of it.
package struct AssertionRecord: Hashable, Sendable {
    /// The expression as the author wrote it.
    package let expression: String
    /// Where it stands.
    package let location: SourceLocation
    /// Its verdict.
    package let result: AssertionResult
}

/// A printed expression and its value.
package struct ValueRecord: Hashable, Sendable {
    /// The expression as the author wrote it.
    package let expression: String
    /// Where it stands.
    package let location: SourceLocation
    /// Its value.
    package let value: ExpressionValue
    /// What a reader might take wrongly, behind the value; empty for nothing.
    package let remark: String
}

/// A proof of a block that a step handed to L1.
package struct ProofRecord: Hashable, Sendable {
    /// The release of the guest program, from 1.
    package let release: UInt64
    /// Size of the proof in bytes.
    package let byteCount: Int
    /// Whether it was found in a cache and verified, instead of made.
    package let isCached: Bool
    /// What became of it on its way to L1.
    package let delivery: Delivery

    /// What becomes of a proof.
    package enum Delivery: String, Sendable {
        /// L1 gets it as it is.
        case sent
        /// L1 gets it with a bit flipped.
        case damaged
        /// L1 gets the transaction without it.
        case withheld
    }
}

extension StepDetail: ExpressibleByStringInterpolation {
    /// A remark.
    package init(stringLiteral value: String) { self = .remark(value) }
}

extension StepDetail: CustomStringConvertible {
    /// The line that a report for people shows.
    package var description: String {
        switch self {
        case .remark(let text): return text
        case .assertion(let record):
            let reason = record.result.explanation.isEmpty ? "" : "   (\(record.result.explanation))"
            return "\(record.result.holds ? "✓" : "✗") \(record.expression)\(reason)"
        case .value(let record): return "\(record.expression) = \(record.value)\(record.remark)"
        case .proof(let record):
            let origin = record.isCached ? "cached, verified" : "proved"
            let end =
                switch record.delivery {
                case .sent: ""
                case .damaged: "; one bit of it is flipped on the way to L1"
                case .withheld: "; L1 does not get it"
                }
            return
                "\(origin): release \(record.release) of the program, \(record.byteCount.grouped) bytes of proof\(end)"
        case .problem(let problem): return "✗ \(problem.text)"
        }
    }
}

extension [StepDetail] {
    /// Adds a remark.
    mutating func append(_ remark: String) { append(.remark(remark)) }

    /// Adds remarks.
    static func += (left: inout [StepDetail], right: [String]) { left += right.map { .remark($0) } }
}
