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

    /// The signers' keys, and beside the first of them the other key that its signature verifies for.
    private static func keys(of input: StatelessInput) throws -> (honest: [[UInt8]], otherParity: [UInt8]) {
        let transactions = try input.newPayloadRequest.executionPayload.transactions.map {
            try Transaction(decoding: $0)
        }
        var first = transactions[0]
        first.yParity ^= 1
        return (try transactions.map { try $0.recoverPublicKey() }, try first.recoverPublicKey())
    }

    /// Hints spare cycles where they are honest, and no hint makes another result.
    @Test func hintsChangeNoResult() throws {
        let (input, native) = try Self.block()
        let (honest, otherParity) = try Self.keys(of: input)
        let hints = SignatureHints(transactions: input.newPayloadRequest.executionPayload.transactions).bytes
        #expect(hints == Array(honest.joined()) && honest.count > 1)
        let executor = Executor(try ProgramImage(elf: Self.elf))
        let hinted = try executor.run(input: input.encoded, hints: hints)
        let bare = try executor.run(input: input.encoded)
        #expect(hinted.output == native && bare.output == native && hinted.cycleCount < bare.cycleCount)
        for (name, others) in [
            ("the other parity's key", otherParity + Array(hints.dropFirst(64))),
            ("exchanged", Array(honest.reversed().joined())),
            ("a byte short", Array(hints.dropLast())),
            ("a byte long", hints + [7]),
            ("no keys", [UInt8](repeating: 0xff, count: hints.count)),
            ("one byte", [4]),
        ] as [(String, [UInt8])] {
            let output = try executor.run(input: input.encoded, hints: others).output
            #expect(output == native, "\(name)")
        }
        var invalid = input
        invalid.newPayloadRequest.executionPayload.fields.stateRoot.w3 ^= 1
        #expect(try executor.run(input: invalid.encoded, hints: hints).output[32] == 0)
    }

    /// A length of the hints that leaves the input region costs the run its hints alone.
    @Test func hintsOutsideTheRegionAreNone() throws {
        let (input, native) = try Self.block()
        let hints = SignatureHints(transactions: input.newPayloadRequest.executionPayload.transactions).bytes
        let executor = Executor(try ProgramImage(elf: Self.elf))
        let honest = InputRegion.bytes(input: input.encoded, hints: hints)
        let hinted = try executor.run(inputRegion: honest)
        let bare = try executor.run(input: input.encoded)
        #expect(hinted.cycleCount < bare.cycleCount)
        let position = InputRegion.byteCount(input: input.encoded, hints: []) - 8
        let room = MachineRegion.input.addresses.count - position - 8
        for length in [UInt64(room) + 1, 1 << 32, .max, .max - 7] {
            var region = honest
            for byte in 0..<8 { region[position + byte] = UInt8(truncatingIfNeeded: length >> (8 * UInt64(byte))) }
            let run = try executor.run(inputRegion: region)
            #expect(run.output == native && run.cycleCount > hinted.cycleCount, "\(length)")
        }
    }

    /// Two keys verify for one signature; an input of the older layout may only claim the one that recovery gives.
    @Test func keysOfTheOtherParityAreNoClaim() throws {
        var (input, native) = try Self.block()
        let (honest, otherParity) = try Self.keys(of: input)
        input.publicKeys = honest.map { [0x04] + $0 }
        #expect(try Executor(try ProgramImage(elf: Self.elf)).run(input: input.encoded).output == native)
        #expect(otherParity.count == 64 && otherParity != honest[0])
        input.publicKeys?[0] = [0x04] + otherParity
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
        let hints = SignatureHints(transactions: input.newPayloadRequest.executionPayload.transactions).bytes
        let profiles = try [Self.elf, try #require(softwareTwin)].map { elf in
            try Executor(ProgramImage(elf: elf)).profile(input: input.encoded, hints: hints)
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
        let hints = SignatureHints(transactions: input.newPayloadRequest.executionPayload.transactions).bytes
        let file = try #require(Emulator.file(program, input: input.encoded, hints: hints))
        let (output, exitCode) = try Emulator.run(file)
        #expect(exitCode == 0 && output.count == 48)
        #expect(Array(output.prefix(43)) == native)
        // Another input under the emulator: its exit code is the program's.
        let broken = try #require(Emulator.file(program, input: [1, 2, 3]))
        #expect(try Emulator.run(broken).exitCode == 1)
    }
}
