import GuestExecutor
import MachineTestSupport
import Testing

@Suite("Execution profiles")
struct ProfileTests {
    @Test func cyclesAreCountedByFamilyAndFunction() throws {
        let profile = try CountedRun.profile()
        // Once: 3 of the start, 3 of the exit, 2 before the loop, jalr; five times: 4 of the loop.
        #expect(profile.result.cycleCount == 29)
        let families = profile.cyclesByFamily.filter { $0.value > 0 }
        #expect(families == [.add: 9, .store: 6, .jump: 2, .halt: 1, .upper: 1, .multiply: 5, .branch: 5])
        #expect(profile.cyclesByOperation[.bne] == 5 && profile.cyclesByOperation[.jalr] == 1)
        // `work` is named for its first two instructions only.
        let functions = profile.cyclesByFunction
        #expect(functions.map(\.name) == [nil, "_start", "work"] && functions.map(\.cycleCount) == [21, 6, 2])
    }

    @Test func denseTablesReachAsFarAsAccesses() throws {
        let words = try CountedRun.profile().wordCounts
        #expect(words == [.stack: 3, .ram: 128, .image: 3, .input: 4, .output: 6])
    }

    @Test func untouchedRegionsHaveNoWords() throws {
        let profile = try Executor(ProgramImage(elf: ELFWriter(text: Assembly.exit()).bytes)).profile(input: [])
        #expect(profile.wordCounts == [.stack: 0, .ram: 0, .image: 0, .input: 2, .output: 6])
    }
}
