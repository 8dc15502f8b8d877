package import GuestExecutor
import ProofVerifier
package import RISCVMachine

extension RISCVDefinition {
    /// Used rows of each chip's table before there is a trace; a test compares them with the tables that runs give.
    ///
    /// - Parameters:
    ///   - profile: The run.
    ///   - program: What was run.
    /// - Returns: One number for each chip, in the machine's order.
    package func usedRowCounts(of profile: ExecutionProfile, program: RISCVProgram) -> [Int] {
        let cycles = profile.cyclesByFamily
        func family(_ family: InstructionFamily) -> Int { Int(clamping: cycles[family] ?? 0) }
        func calls(_ calls: MachineCall...) -> Int {
            calls.reduce(0) { $0 + Int(clamping: profile.cyclesByCall[$1] ?? 0) }
        }
        func words(_ region: MachineRegion) -> Int { profile.wordCounts[region] ?? 0 }
        let transferredWords = Int(clamping: profile.transferredWords.values.reduce(0, +))
        let counts: [(chip: String, rows: Int)] = [
            (add.chip.name, family(.add)),
            (compare.chip.name, family(.compare)),
            (bitwise.chip.name, family(.bitwise)),
            (shift.chip.name, family(.shift)),
            (multiply.chip.name, family(.multiply)),
            (divide.chip.name, family(.divide)),
            (load.chip.name, family(.load)),
            (store.chip.name, family(.store)),
            (branch.chip.name, family(.branch)),
            (jump.chip.name, family(.jump)),
            (upper.chip.name, family(.upper)),
            (fence.chip.name, family(.fence)),
            (halt.chip.name, family(.halt)),
            (keccakCall.chip.name, calls(.keccakF)),
            (keccakRound.chip.name, calls(.keccakF) * KeccakPermutationShape.roundCount),
            (sha256Call.chip.name, calls(.sha256Block)),
            (sha256Round.chip.name, calls(.sha256Block) * SHA256Shape.roundCount),
            (byteSwap.chip.name, calls(.sha256Block) * 2 * SHA256CallChip.blockWordCount),
            (point.chip.name, calls(.secp256k1Add, .secp256k1Double)),
            (modular.chip.name, calls(.multiplyAddModulo, .multiplyModulo, .invertModulo)),
            (transferCall.chip.name, calls(.copy, .fill)),
            (transferWord.chip.name, transferredWords),
            (self.program.chip.name, program.textRow + program.textWords.count),
            (decode.chip.name, profile.executions.prefix(program.textWords.count).count { $0 > 0 }),
            (registers.chip.name, MachineMap.registerCount),
            (stack.chip.name, words(.stack)),
            (image.chip.name, program.imageRow + program.imageBytes.count / 8),
            (ram.chip.name, words(.ram)),
            (input.chip.name, words(.input)),
            (output.chip.name, MachineMap.outputWordCount),
        ]
        return machine.chips.map { chip in
            // What is not listed is a table of lookups, all of whose rows are used.
            counts.first { $0.chip == chip.name }?.rows ?? 1 << chip.maximumLogHeight
        }
    }
}
