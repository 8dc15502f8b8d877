import Foundation
import GuestExecutor
import GuestProgram
import TestSupport
import Testing

@Suite("Exit codes and image of the guest program")
struct GuestExitCodeTests {
    /// The constants of the guest's own header, by name.
    private func header() throws -> [String: UInt64] {
        let file = Fixtures.packageRoot.appending(path: "Guest/Runtime/guest_runtime.h")
        let text = try String(contentsOf: file, encoding: .utf8)
        var constants: [String: UInt64] = [:]
        for match in text.matches(of: /(?<name>GUEST_EXIT_[A-Z_]+) = (?<code>[0-9]+)/) {
            constants[String(match.name)] = UInt64(match.code)
        }
        return constants
    }

    @Test("The host's table is the guest's")
    func table() throws {
        let expected: [String: GuestExitCode] = [
            "GUEST_EXIT_RESULT": .result,
            "GUEST_EXIT_UNDECODABLE_INPUT": .undecodableInput,
            "GUEST_EXIT_UNSUPPORTED_SCHEMA": .unsupportedSchema,
            "GUEST_EXIT_HEAP_EXHAUSTED": .heapExhausted,
            "GUEST_EXIT_OUTPUT_MISUSED": .outputMisused,
            "GUEST_EXIT_MISSING_PRECOMPILE": .missingPrecompile(0),
        ]
        #expect(try header().mapValues { GuestExitCode($0) } == expected)
    }

    @Test("A missing precompile is named by its address, and a foreign code is not taken for one")
    func names() {
        #expect(GuestExitCode(64 + 0x0a) == .missingPrecompile(0x0a))
        #expect(GuestExitCode(64 + 0x0100).description.contains("0x100"))
        #expect(GuestExitCode(5) == .unknown(5))
        #expect(GuestExitCode(63) == .unknown(63))
        #expect(GuestExitCode(64 + 0x10000) == .unknown(64 + 0x10000))
        #expect(GuestExitCode(.max) == .unknown(.max))
    }

    @Test("The image is in the executable, and names no folder of the machine that built it")
    func image() {
        let image = Array(UnsafeBufferPointer(start: guest_program_bytes(), count: guest_program_size))
        #expect(image.prefix(6) == [0x7f, 0x45, 0x4c, 0x46, 2, 1])
        let folder = Array(FileManager.default.currentDirectoryPath.utf8)
        #expect(!image.contains(folder))
    }
}
