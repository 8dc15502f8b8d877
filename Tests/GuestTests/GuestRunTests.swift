import ArchivedBlocks
import Foundation
import GuestExecutor
import GuestProgram
import HostAccelerators
import MachineTestSupport
import Primitives
import StateTransition
import TestSupport
import Testing

private let blockFile = "real-blocks/hoodi-1265656.json"

/// The guest without the machine's calls, which `make guest` and `make test` build beside it.
private let softwareTwin = try? Fixtures.read(Fixtures.packageRoot.appending(path: ".build-guest/software.elf").path)
private let twinAbsence = "the guest's software twin is absent (`make guest` builds it)"

/// The guest program on a real block: beside native execution and beside qemu-riscv64.
@Suite("Guest program on a real block", .requiresLoose(blockFile))
struct GuestRunTests {
    private static let elf = Array(UnsafeBufferPointer(start: guest_program_bytes(), count: guest_program_size))

    /// The block's input, and the 43 bytes of native execution.
    private static func block() throws -> (input: StatelessInput, native: [UInt8]) {
        let path = try #require(Fixtures.loose(blockFile))
        let file = try BlockFile(json: try Fixtures.read(path))
        let validation = BlockValidation(file)
        let input = try #require(file.statelessInput(after: validation))
        return (input, try #require(validation.output).encoded)
    }

    @Test func agreesWithNativeExecution() throws {
        let (input, native) = try Self.block()
        let executor = Executor(try ProgramImage(elf: Self.elf), cycleLimit: TraceClock.cycleLimit)
        let plain = try executor.run(input: input.encoded)
        #expect(plain.output == native && native[32] == 1)
        let profile = try executor.profile(input: input.encoded)
        #expect(profile.result == plain)
        let calls = profile.cyclesByCall.values.reduce(0, +)
        #expect(profile.cyclesByFamily.values.reduce(0, +) + calls == plain.cycleCount && calls > 1000)
        #expect(profile.cyclesByFunction.map(\.cycleCount).reduce(0, +) == plain.cycleCount)
    }

    /// A block that is invalid is a statement as well; an input that is none ends the run.
    @Test func otherInputsGiveNoValidity() throws {
        var (input, native) = try Self.block()
        let executor = Executor(try ProgramImage(elf: Self.elf))
        input.newPayloadRequest.executionPayload.fields.stateRoot.w3 ^= 1
        let output = try executor.run(input: input.encoded).output
        #expect(output.count == 43 && output[32] == 0 && output != native)
        do throws(ExecutionError) {
            _ = try executor.run(input: [1, 2, 3])
            Issue.record("a result without an input")
        } catch {
            guard case .stopped(let stop) = error, case .exitCode(let code) = stop.reason else {
                Issue.record("unexpected end: \(error)")
                return
            }
            #expect(GuestExitCode(code) == .undecodableInput)
        }
    }

    /// Two keys verify for one signature; the input may only claim the one that recovery gives.
    @Test func keysOfTheOtherParityAreNoClaim() throws {
        var (input, native) = try Self.block()
        var transaction = try Transaction(decoding: input.newPayloadRequest.executionPayload.transactions[0])
        transaction.yParity ^= 1
        let other = [0x04] + (try transaction.recoverPublicKey())
        #expect(other.count == input.publicKeys[0].count && other != input.publicKeys[0])
        input.publicKeys[0] = other
        let output = try Executor(try ProgramImage(elf: Self.elf)).run(input: input.encoded).output
        #expect(output[32] == 0 && native[32] == 1)
        // Keys are no part of the request, and all else in the result is.
        native[32] = 0
        #expect(output == native)
    }

    /// The same sources with and without accelerators say the same, and only the one calls.
    @Test(.enabled(if: softwareTwin != nil, Comment(rawValue: twinAbsence)))
    func agreesWithItsSoftwareTwin() throws {
        let (input, native) = try Self.block()
        let profiles = try [Self.elf, try #require(softwareTwin)].map { elf in
            try Executor(ProgramImage(elf: elf)).profile(input: input.encoded)
        }
        #expect(profiles.allSatisfy { $0.result.output == native })
        #expect(!profiles[0].cyclesByCall.isEmpty && profiles[1].cyclesByCall.isEmpty)
        #expect(profiles[0].result.cycleCount < profiles[1].result.cycleCount)
    }

    @Test(
        .enabled(if: Emulator.path != nil, Comment(rawValue: Emulator.absence)),
        .enabled(if: softwareTwin != nil, Comment(rawValue: twinAbsence))
    )
    func softwareTwinAgreesWithTheEmulator() throws {
        let (input, native) = try Self.block()
        let program = try ProgramImage(elf: try #require(softwareTwin))
        let file = try #require(Emulator.file(program, input: input.encoded))
        let (output, exitCode) = try Emulator.run(file)
        #expect(exitCode == 0 && output.count == 48)
        #expect(Array(output.prefix(43)) == native)
        // Another input under the emulator: its exit code is the program's.
        let broken = try #require(Emulator.file(program, input: [1, 2, 3]))
        #expect(try Emulator.run(broken).exitCode == 1)
    }
}
