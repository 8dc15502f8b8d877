import TestSupport
import Testing
import ToyMachine
import ZKBackend

/// A run that every test of the toy machine starts from.
struct ToySample: Sendable, CustomTestStringConvertible {
    let name: String
    let program: ToyProgram
    var input: [UInt64] = []

    var testDescription: String { name }

    static let sum = Result { try ToySample(name: "sum", program: ToyPrograms.sum(upTo: 5)) }
    static let everyRule = Result {
        try ToySample(name: "every rule", program: ToyPrograms.everyRule(), input: ToyPrograms.everyRuleInput)
    }

    static func all() throws -> [ToySample] {
        var generator = SplitMix64(seed: 1)
        let message = (0..<5).map { _ in generator.next() } + [generator.next() & 0xff_ffff]
        return try [
            sum.get(),
            everyRule.get(),
            ToySample(name: "copy", program: ToyPrograms.copy(), input: message),
            ToySample(name: "halt alone", program: ToyProgram([.halt])),
            ToySample(name: "full tables", program: ToyPrograms.increments(words: 1, passes: 4)),
            ToySample(name: "tall tables", program: ToyPrograms.increments(words: 300, passes: 2)),
        ]
    }
}

@Suite("Toy machine: honest runs")
struct ToyTraceTests {
    private let air: ToyAIR
    private let checker: TraceChecker

    init() throws {
        air = try ToyAIR()
        checker = TraceChecker(air.machine)
    }

    @Test("every honest trace keeps every rule", arguments: try ToySample.all())
    func honestTracesAreAccepted(_ sample: ToySample) throws {
        let run = try ToyExecutor.run(sample.program, input: sample.input)
        #expect(run.exitCode == 0)
        let violations = checker.violations(in: try air.trace(of: run))
        #expect(violations.isEmpty, "\(violations.map(\.description))")
    }
}
