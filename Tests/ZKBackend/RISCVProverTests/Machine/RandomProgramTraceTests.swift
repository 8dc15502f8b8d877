import GuestExecutor
import MachineTestSupport
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport
import Testing

/// Traces of random programs keep every rule, and their last words are those that qemu-riscv64 leaves.
@Suite(
    "RV64IM machine: traces of random programs",
    .enabled(if: Emulator.path != nil, Comment(rawValue: Emulator.absence))
)
struct RandomProgramTraceTests {
    @Test func tracesAreAcceptedAndAgreeWithTheEmulator() throws {
        let counts = try TraceCampaign(seed: 3, programsPerTrace: 400).run(programs: 400)
        print("random programs traced: \(counts.programs), \(counts.rows) rows, all accepted")
        #expect(counts.programs == 400 && counts.rows > 40_000)
    }
}

/// A hundred thousand random programs with their traces: `make executor-fuzz` and `make test-all` run them.
@Suite(
    "Trace campaign against qemu-riscv64",
    .serialized,
    .enabled(if: Emulator.path != nil, Comment(rawValue: Emulator.absence))
)
struct TraceFullPackCampaign {
    @Test func hundredThousandRandomPrograms() throws {
        let counts = try TraceCampaign(seed: 4, programsPerTrace: 1000).run(programs: 100_000)
        print("random programs traced: \(counts.programs), \(counts.rows) rows, all accepted")
        #expect(counts.programs == 100_000 && counts.rows > 10_000_000)
    }
}

/// Traces many random programs, a few hundred in one run.
struct TraceCampaign {
    let seed: UInt64
    let programsPerTrace: Int

    struct Counts {
        var programs = 0
        /// Rows of instruction chips.
        var rows: UInt64 = 0
    }

    func run(programs: Int) throws -> Counts {
        let chips = try GuestRun.machine.get().machine.chips
        let image = try #require(chips.firstIndex { $0.name == "image" })
        var counts = Counts()
        while counts.programs < programs {
            let count = min(programsPerTrace, programs - counts.programs)
            let fileSeed = seed << 32 + UInt64(counts.programs)
            let random = RandomPrograms(count: count, seed: fileSeed)
            let (ours, theirs) = try Emulator.dumps(of: random.text, image: random.image)
            try #require(theirs.count == random.image.count && ours == theirs, "seed \(fileSeed)")
            let run = try GuestRun(random.text + Assembly.exit(), image: random.image)
            #expect(try run.violations() == [], "seed \(fileSeed)")
            try checkLastWords(of: run, table: image, are: theirs, seed: fileSeed)
            counts.programs += count
            counts.rows += run.execution.result.cycleCount
        }
        return counts
    }

    /// The words of the image's table after the run; those that are not used have not changed.
    private func checkLastWords(of run: GuestRun, table: Int, are bytes: [UInt8], seed: UInt64) throws {
        let chip = try GuestRun.machine.get().definition.image
        let cells = run.trace.tables[table]
        for row in 0..<cells.usedRowCount where cells[chip.region.used, row] == .one {
            let place = 8 * row
            guard place + 8 <= bytes.count else { continue }
            let word = bytes[place..<place + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let (low, high) = (cells[chip.value.low, row].value, cells[chip.value.high, row].value)
            guard low | high << 32 == word else {
                Issue.record("seed \(seed): word \(row) of the image")
                return
            }
        }
    }
}
