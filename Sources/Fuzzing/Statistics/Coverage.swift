import EVM
import Primitives
import StateTransition

/// What the executions of a campaign did, counted by the cases that were traced.
package struct Coverage: Codable, Equatable, Sendable {
    /// Cases that were traced.
    package var caseCount: UInt64 = 0
    /// Cases by type of transaction.
    package var transactionTypes: [String: UInt64] = [:]
    /// Instructions by name.
    package var opcodes: [String: UInt64] = [:]
    /// Messages by kind.
    package var messages: [String: UInt64] = [:]
    /// Messages by how they ended.
    package var endings: [String: UInt64] = [:]
    /// Runs of precompiles by address and ending.
    package var precompiles: [String: UInt64] = [:]
    /// Gas that the transactions used.
    package var gasUsed: UInt64 = 0

    /// The coverage of no cases.
    package init() {}

    mutating func merge(_ other: Coverage) {
        caseCount += other.caseCount
        transactionTypes.merge(other.transactionTypes, uniquingKeysWith: +)
        opcodes.merge(other.opcodes, uniquingKeysWith: +)
        messages.merge(other.messages, uniquingKeysWith: +)
        endings.merge(other.endings, uniquingKeysWith: +)
        precompiles.merge(other.precompiles, uniquingKeysWith: +)
        gasUsed += other.gasUsed
    }

    mutating func add(_ fuzzCase: FuzzCase, outcome: CaseOutcome, tracer: CoverageTracer) {
        caseCount += 1
        transactionTypes["\(fuzzCase.transaction.type)", default: 0] += 1
        if case .executed(let transaction, _, _) = outcome { gasUsed += transaction.gasUsed }
        for (byte, count) in tracer.opcodeCounts.enumerated() where count > 0 {
            let name = Opcode(rawValue: UInt8(byte)).map(\.name) ?? "undefined"
            opcodes[name, default: 0] += count
        }
        messages.merge(tracer.messages, uniquingKeysWith: +)
        endings.merge(tracer.endings, uniquingKeysWith: +)
        precompiles.merge(tracer.precompiles, uniquingKeysWith: +)
    }
}

/// Counts what an execution does.
struct CoverageTracer: Tracer {
    static var tracesSteps: Bool { true }
    static var tracesCalls: Bool { true }

    private let precompileAddresses: [Address]
    private(set) var opcodeCounts = [UInt64](repeating: 0, count: 256)
    private(set) var messages: [String: UInt64] = [:]
    private(set) var endings: [String: UInt64] = [:]
    private(set) var precompiles: [String: UInt64] = [:]
    private var openCalls: [Address?] = []

    init(fork: Fork) {
        precompileAddresses = PrecompileTable(fork: fork).addresses
    }

    mutating func onStep(_ step: ExecutionStep) {
        opcodeCounts[Int(step.opcode)] += 1
    }

    mutating func onEnter(_ call: CallStart) {
        messages["\(call.kind)", default: 0] += 1
        openCalls.append(!call.kind.isCreate && precompileAddresses.contains(call.to) ? call.to : nil)
    }

    mutating func onExit(_ end: CallEnd) {
        let ending =
            switch end.status {
            case .success: "success"
            case .revert: "revert"
            case .halt(.undefinedOpcode): "undefined opcode"
            case .halt(let reason): "\(reason)"
            }
        if let precompile = openCalls.popLast() ?? nil {
            precompiles["\(precompile.uint256.hexQuantity) \(ending)", default: 0] += 1
        } else {
            endings[ending, default: 0] += 1
        }
    }
}
