import Primitives
import ProofProver
import ProofVerifier
import Testing

@Suite("Forged traces are refused by the verifier")
struct ForgedTraceTests {
    /// Cells whose change breaks one constraint and no bus: chip, row.
    @Test(
        "One broken row is enough: only in the small table, only in the tall one, in row 0, in the last row",
        arguments: [PairMachine.tall, PairMachine.small],
        [0, 1, -1]
    )
    func oneBrokenRow(chip: Int, row: Int) throws {
        var run = try PairRun(rowCount: 1000)
        #expect(run.trace.usedRowCounts == [1000, 8, 16])
        let column = chip == PairMachine.tall ? run.machine.square : run.machine.product
        let place = row < 0 ? run.trace.usedRowCounts[chip] - 1 : row
        #expect(run.refusal(of: try run.prove()) == nil)
        run.trace.tables[chip][column, place] += .one
        #expect(run.refusal(of: try run.prove()) == .columnValues)
    }

    @Test("Two violations in one row that cancel for equal weights are refused")
    func cancellingConstraints() throws {
        var run = try PairRun(rowCount: 1000)
        run.trace.tables[PairMachine.tall][run.machine.square, 17] += .one
        run.trace.tables[PairMachine.tall][run.machine.next, 17] -= .one
        #expect(run.refusal(of: try run.prove()) == .columnValues)
    }

    @Test("Violations in two rows and in two chips that cancel for equal weights are refused")
    func cancellingRowsAndChips() throws {
        var run = try PairRun(rowCount: 8)
        run.trace.tables[PairMachine.tall][run.machine.square, 2] += .one
        run.trace.tables[PairMachine.tall][run.machine.square, 5] -= .one
        #expect(run.refusal(of: try run.prove()) == .columnValues)
        // Both tables have 8 rows: the same row of each has the same weight eq(rho, row).
        run = try PairRun(rowCount: 8)
        #expect(run.trace.usedRowCounts == [8, 7, 16])
        run.trace.tables[PairMachine.tall][run.machine.square, 2] += .one
        run.trace.tables[PairMachine.small][run.machine.product, 2] -= .one
        #expect(run.refusal(of: try run.prove()) == .columnValues)
    }

    @Test(
        "A selector of 2 or p - 1 balances the buses and breaks its constraint",
        arguments: [2, Goldilocks.order - 1]
    )
    func selectors(value: UInt64) throws {
        var run = try PairRun(rowCount: 16)
        let on = Goldilocks(value)
        let x = run.trace.tables[PairMachine.tall][run.machine.x, 3]
        run.trace.tables[PairMachine.tall][run.machine.on, 3] = on
        run.trace.tables[PairMachine.tall][run.machine.next, 3] = x + on
        run.trace.tables[PairMachine.table][run.machine.multiplicity, Int(x.value)] += on - .one
        for row in 0..<run.trace.usedRowCounts[PairMachine.small]
        where run.trace.tables[PairMachine.small][run.machine.received, row] == x {
            run.trace.tables[PairMachine.small][run.machine.count, row] += on - .one
        }
        #expect(run.refusal(of: try run.prove()) == .columnValues)
    }

    @Test("A count too high, a pair that nobody sent and a value out of range leave the buses unbalanced")
    func unbalancedBuses() throws {
        var run = try PairRun(rowCount: 100)
        run.trace.tables[PairMachine.small][run.machine.count, 1] += .one
        #expect(run.refusal(of: try run.prove()) == .unbalancedBuses)
        run = try PairRun(rowCount: 100)
        run.trace.tables[PairMachine.small][run.machine.receivedCube, 1] += .one
        #expect(run.refusal(of: try run.prove()) == .unbalancedBuses)
        run = try PairRun(rowCount: 100)
        run.trace.tables[PairMachine.table][run.machine.multiplicity, 15] += .one
        #expect(run.refusal(of: try run.prove()) == .unbalancedBuses)
    }

    /// A prover that commits to one table and argues about another, with everything else as it should be.
    private func proof(committing committed: PairRun, arguing argued: PairRun) throws -> [UInt8] {
        let prover = try argued.prover()
        var transcript = prover.makeTranscript()
        // Its arena has room for one table: the other one is in that of another prover.
        let commitment = try prover.commit(try argued.prover().stack(committed.trace.tables), to: &transcript)
        let table = try prover.stack(argued.trace.tables)
        let (claim, value) = try prover.argue(table, transcript: &transcript, unchecked: true)
        try prover.open(commitment, claim, value: value, transcript: &transcript)
        return transcript.proof
    }

    @Test("Multiplicities chosen after alpha are refused: the commitment has others")
    func multiplicitiesAfterAlpha() throws {
        let honest = try PairRun(rowCount: 100)
        #expect(honest.refusal(of: try proof(committing: honest, arguing: honest)) == nil)
        var other = honest
        other.trace.tables[PairMachine.small][honest.machine.count, 1] += .one
        #expect(honest.refusal(of: try proof(committing: other, arguing: honest)) != nil)
    }

    @Test("Leaf claims from other columns than the committed ones are refused")
    func foreignColumns() throws {
        let honest = try PairRun(rowCount: 100)
        var other = honest
        other.trace.tables[PairMachine.tall][honest.machine.x, 7] += .one
        #expect(honest.refusal(of: try proof(committing: other, arguing: honest)) != nil)
    }

    @Test("(a, b) sent on one bus does not serve (a, b, 0) on another, nor (a, b) on another of the same length")
    func busesDoNotMeet() throws {
        let two = Bus(id: 1, name: "two", arity: 2)
        for (other, isSame) in [
            (two, true), (Bus(id: 2, name: "other", arity: 2), false), (Bus(id: 3, name: "three", arity: 3), false),
        ] {
            var chip = ChipBuilder("chip", height: .dynamic(maximumLogHeight: 4))
            let a = chip.column("a")
            let b = chip.column("b")
            let on = chip.column("on")
            chip.require("on is boolean", isBoolean: on)
            chip.send("give", to: two, times: on, [a, b])
            chip.receive("take", from: other, times: on, other.arity == 2 ? [a, b] : [a, b, Expression(0)])
            let machine = try Machine(chips: [chip.build()], buses: isSame ? [two] : [two, other])
            var table = TraceTable(chip: machine.chips[0])
            table.appendRows(2)
            for (column, value) in [(a, 5), (b, 6), (on, 1)] { table[column, 1] = Goldilocks(UInt64(value)) }
            let columns = ProgramColumns(columns: [[]])
            let statement = MachineStatement(
                machine: machine,
                programIdentity: .zero,
                programColumns: columns,
                publicValues: [],
                publicFractions: []
            )
            let proof = try MachineProver.prove(
                Trace(tables: [table], program: columns, publicFractions: []),
                statement: statement,
                parameters: .reduced,
                workers: .one,
                unchecked: true
            )
            var refusal: VerificationError?
            do throws(VerificationError) {
                try MachineVerifier.verify(proof, statement: statement, parameters: .reduced)
            } catch {
                refusal = error
            }
            #expect(refusal == (isSame ? nil : .unbalancedBuses))
        }
    }
}
