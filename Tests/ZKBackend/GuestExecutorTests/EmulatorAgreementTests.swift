import GuestExecutor
import MachineTestSupport
import TestSupport
import Testing

/// The executor against qemu-riscv64.
///
/// Misaligned accesses are left out: the machine ends the run, the emulator goes on.
@Suite("Executor agrees with qemu-riscv64", .enabled(if: Emulator.path != nil, Comment(rawValue: Emulator.absence)))
struct EmulatorAgreementTests {
    @Test func randomPrograms() throws {
        try AgreementCampaign(seed: 1).run(programs: 3000)
    }

    /// Every instruction on every pair of edge values, every shift amount and every offset inside a word.
    @Test(arguments: EdgePrograms.all) func edgeCases(_ edges: EdgePrograms) throws {
        let (body, image, count) = edges.program
        let (ours, theirs) = try Emulator.dumps(of: body, image: image)
        #expect(count > 0 && theirs.count == image.count)
        // The arrays stay out of the report.
        let difference = zip(ours, theirs).enumerated().first { $1.0 != $1.1 }?.offset
        #expect(difference == nil, "\(edges): first difference in byte \(difference ?? -1)")
    }
}

/// A hundred thousand random programs: `make executor-fuzz` and `make test-all` run them.
@Suite(
    "Executor campaign against qemu-riscv64",
    .serialized,
    .enabled(if: Emulator.path != nil, Comment(rawValue: Emulator.absence))
)
struct ExecutorFullPackCampaign {
    @Test func hundredThousandRandomPrograms() throws {
        let counts = try AgreementCampaign(seed: 2).run(programs: 100_000)
        #expect(counts.programs == 100_000 && counts.instructions > 10_000_000)
        // Everything that the machine can execute, often.
        for operation in Operation.allCases where operation.family != nil && operation != .ecall {
            #expect(counts.executions[operation, default: 0] > 10_000, "\(operation)")
        }
    }
}

/// Runs random programs on both sides.
struct AgreementCampaign {
    let seed: UInt64
    private static let programsPerFile = 1000

    struct Counts {
        var programs = 0
        var instructions: UInt64 = 0
        var executions: [GuestExecutor.Operation: UInt64] = [:]
    }

    @discardableResult
    func run(programs: Int) throws -> Counts {
        var counts = Counts()
        while counts.programs < programs {
            let count = min(Self.programsPerFile, programs - counts.programs)
            let fileSeed = seed << 32 + UInt64(counts.programs)
            let random = RandomPrograms(count: count, seed: fileSeed)
            let (ours, theirs) = try Emulator.dumps(of: random.text, image: random.image)
            try #require(
                theirs.count == random.image.count,
                "the emulator wrote \(theirs.count) bytes, seed \(fileSeed)"
            )
            if let byte = ours.indices.first(where: { ours[$0] != theirs[$0] }) {
                let place = byte % RandomPrograms.slotByteCount
                Issue.record("seed \(fileSeed): program \(byte / RandomPrograms.slotByteCount), slot byte \(place)")
            }
            // The programs did something: memory is not what it was.
            let changed = ours != random.image
            #expect(changed)
            counts.programs += count
            let elf = ELFWriter(text: random.text + Assembly.exit(), image: random.image)
            let profile = try Executor(ProgramImage(elf: elf.bytes)).profile(input: [])
            counts.instructions += profile.result.cycleCount
            counts.executions.merge(profile.cyclesByOperation) { $0 + $1 }
        }
        return counts
    }
}
