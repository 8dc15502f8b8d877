import ProofProver
import ProofVerifier
import Testing

@Suite("Proofs of a machine with tables of different heights")
struct PairMachineTests {
    @Test(
        "Honest proofs are accepted, from one row to more than a slice",
        arguments: [1, 2, 3, 100, 1000, 4096, 5000, 9000]
    )
    func honest(rowCount: Int) throws {
        let run = try PairRun(rowCount: rowCount)
        try run.verify(try run.prove())
    }

    @Test("Tables without a row and public values without a table's help are accepted")
    func noRows() throws {
        let pairs = try PairMachine()
        let trace = pairs.trace(values: [], published: nil)
        let statement = pairs.statement(published: nil)
        let proof = try MachineProver.prove(trace, statement: statement, parameters: .reduced, workers: .one)
        try MachineVerifier.verify(proof, statement: statement, parameters: .reduced)
    }

    @Test("An honest proof at 128 bits is accepted")
    func fullParameters() throws {
        let run = try PairRun(rowCount: 1000, parameters: ProofParameters(securityBits: 128))
        try run.verify(try run.prove())
    }

    @Test("The same trace gives the same bytes with 1, 2 and 3 threads and on every kernel")
    func determinism() throws {
        let run = try PairRun(rowCount: 5000)
        let proof = try run.prove(threads: 1)
        #expect(try run.prove(threads: 2) == proof)
        #expect(try run.prove(threads: 3) == proof)
        for variant in Kernels.Variant.allCases {
            guard let kernels = Kernels(variant) else { continue }
            #expect(try Kernels.$selected.withValue(kernels) { try run.prove(threads: 2) } == proof, "\(variant)")
        }
    }

    @Test("The prover says what is wrong with a trace before it sends it")
    func proverAssertions() throws {
        var run = try PairRun(rowCount: 100)
        run.trace.tables[PairMachine.tall][run.machine.square, 3] += .one
        #expect(throws: ProvingError.violatedConstraint) { try run.prove(unchecked: false) }
        run = try PairRun(rowCount: 100)
        run.trace.tables[PairMachine.small][run.machine.count, 0] += .one
        #expect(throws: ProvingError.unbalancedBuses) { try run.prove(unchecked: false) }
        run = try PairRun(rowCount: 100)
        run.trace.tables.removeLast()
        #expect(throws: ProvingError.self) { try run.prove(unchecked: false) }
    }

    @Test("A machine whose constraint has degree 4 is not set up")
    func degreeFromDescription() throws {
        #expect(try PairMachine().machine.jointDegree == 3)
        var chip = ChipBuilder("quartic", height: .dynamic(maximumLogHeight: 4))
        let x = chip.column("x")
        chip.require("quartic", isZero: x * x * (x * x))
        #expect(throws: MachineError.degree(chip: "quartic", element: "constraint quartic", degree: 4)) {
            try Machine(chips: [chip.build()], buses: [])
        }
    }
}
