import Foundation
import GuestExecutor

/// The other implementation: qemu-riscv64 in user mode.
package enum Emulator {
    package static let path = ["/usr/bin/qemu-riscv64", "/usr/local/bin/qemu-riscv64"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }
    package static let absence = "qemu-riscv64 is absent (Debian package qemu-user, which `make setup` installs)"

    /// Instructions that write a range of memory to standard output and end the process.
    package static func epilogue(writing range: Range<UInt64>) -> [UInt32] {
        [Assembly.immediate(.addi, Register.a0, 0, 1)]
            + Assembly.load(Int32(range.lowerBound), into: Register.a1)
            + Assembly.load(Int32(range.count), into: Register.a2)
            + [Assembly.immediate(.addi, Register.a7, 0, 64), Assembly.ecall] + Assembly.exit()
    }

    /// What the program of an ELF file writes to standard output.
    package static func run(_ elf: [UInt8]) throws -> (output: [UInt8], exitCode: Int32) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "rollupsim-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = folder.appending(path: "program.elf")
        let output = folder.appending(path: "output")
        try Data(elf).write(to: program)
        try Data().write(to: output)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program.path)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path ?? "/nowhere")
        process.arguments = [program.path]
        let handle = try FileHandle(forWritingTo: output)
        process.standardOutput = handle
        try process.run()
        process.waitUntilExit()
        try handle.close()
        return ([UInt8](try Data(contentsOf: output)), process.terminationStatus)
    }

    /// Runs `body` here and there and gives the bytes that it leaves in the image.
    ///
    /// - Returns: Our dump, and the emulator's.
    package static func dumps(of body: [UInt32], image: [UInt8]) throws -> (ours: [UInt8], theirs: [UInt8]) {
        let range = ELFWriter.imageBase..<ELFWriter.imageBase + UInt64(image.count)
        let ours = try Executor(ProgramImage(elf: ELFWriter(text: body + Assembly.exit(), image: image).bytes))
            .run(input: [], dumping: range).dump
        let theirs = try run(ELFWriter(text: body + epilogue(writing: range), image: image).bytes)
        return (ours, theirs.output)
    }
}
