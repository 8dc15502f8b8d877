package import GuestExecutor

extension Emulator {
    /// A loaded program with its input, as a file that runs under the emulator and writes its output region to standard
    /// output.
    ///
    /// Input, stack, RAM and output become segments, which the machine has without being told. Every `ecall` becomes a
    /// jump behind the text, where the output is written before the process exits with the program's own code.
    ///
    /// - Returns: The file; nil when a call is out of a jump's reach.
    package static func file(_ program: ProgramImage, input: [UInt8], hints: [UInt8] = []) -> [UInt8]? {
        let saved: UInt8 = 8
        var text = program.textWords
        let end = text.count
        for (index, word) in program.textWords.enumerated() where word == Assembly.ecall {
            guard 4 * (end - index) < 1 << 20 else { return nil }
            text[index] = Assembly.jal(0, Int32(4 * (end - index)))
        }
        let output = MachineRegion.output.addresses
        text += [
            Assembly.immediate(.addi, saved, Register.a0, 0), Assembly.immediate(.addi, Register.a0, 0, 1),
            Assembly.upper(.lui, Register.a1, UInt32(output.lowerBound >> 12)),
            Assembly.immediate(.addi, Register.a2, 0, Int32(output.count)),
            Assembly.immediate(.addi, Register.a7, 0, 64), Assembly.ecall,
            Assembly.immediate(.addi, Register.a0, saved, 0), Assembly.immediate(.addi, Register.a7, 0, 93),
            Assembly.ecall,
        ]
        var writer = ELFWriter(text: text)
        writer.entry = program.entry
        writer.segments[0].address = program.textBase
        let data: [(address: UInt64, bytes: [UInt8])] = [
            (program.imageBase, program.imageBytes),
            (MachineRegion.input.addresses.lowerBound, InputRegion.bytes(input: input, hints: hints)),
        ]
        for (address, bytes) in data {
            writer.segments.append(ELFWriter.Segment(flags: ELFWriter.readWrite, address: address, bytes: bytes))
        }
        for region in [MachineRegion.stack, .ram, .output] {
            writer.segments.append(
                ELFWriter.Segment(
                    flags: ELFWriter.readWrite,
                    address: region.addresses.lowerBound,
                    bytes: [],
                    memoryByteCount: UInt64(region.addresses.count)
                )
            )
        }
        return writer.bytes
    }
}
