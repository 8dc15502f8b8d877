package import Primitives
package import ProofVerifier

/// The RV64IM machine: its chips, declared once, and what programs and public values mean on it.
///
/// A proof says: this program, on some input, ended with exit code 0 and this output.
package struct RISCVDefinition: VerifiableMachine {
    package let add = AddChip()
    package let compare = CompareChip()
    package let bitwise = BitwiseChip()
    package let shift = ShiftChip()
    package let multiply = MultiplyChip()
    package let divide = DivideChip()
    package let load = LoadChip()
    package let store = StoreChip()
    package let branch = BranchChip()
    package let jump = JumpChip()
    package let upper = UpperChip()
    package let fence = FenceChip()
    package let halt = HaltChip()
    package let keccakCall = KeccakCallChip()
    package let keccakRound = KeccakRoundChip()
    package let keccakRounds = KeccakRoundTableChip()
    package let evenDigits = EvenDigitsChip()
    package let sha256Call = SHA256CallChip()
    package let sha256Round = SHA256RoundChip()
    package let sha256Rounds = SHA256TableChip()
    package let byteSwap = ByteSwapChip()
    package let point = Secp256k1PointChip()
    package let modular = ModularArithmeticChip()
    package let transferCall = TransferCallChip()
    package let transferWord = TransferWordChip()
    package let program = ProgramChip()
    package let decode = DecodeChip()
    package let operations = OperationChip()
    package let registers = RegisterChip()
    package let stack = ZeroMemoryChip.stack
    package let image = ImageChip()
    package let ram = ZeroMemoryChip.ram
    package let input = InputChip()
    package let output = OutputChip()
    package let range = RangeChip()
    package let byteOperations = ByteOperationChip()
    package let shiftTable = ShiftTableChip()

    package let machine: Machine

    /// Declares the machine.
    ///
    /// - Throws: `MachineError` when the declaration breaks a rule of descriptions.
    package init() throws(MachineError) {
        machine = try Machine(
            chips: [
                add.chip, compare.chip, bitwise.chip, shift.chip, multiply.chip, divide.chip, load.chip, store.chip,
                branch.chip, jump.chip, upper.chip, fence.chip, halt.chip, keccakCall.chip, keccakRound.chip,
                keccakRounds.chip, evenDigits.chip, sha256Call.chip, sha256Round.chip, sha256Rounds.chip,
                byteSwap.chip, point.chip, modular.chip, transferCall.chip, transferWord.chip, program.chip,
                decode.chip, operations.chip,
                registers.chip, stack.chip, image.chip, ram.chip, input.chip, output.chip, range.chip,
                byteOperations.chip, shiftTable.chip,
            ],
            buses: RISCVBuses.all,
            clock: MachineClock(
                bus: RISCVBuses.execution,
                element: 1,
                first: MachineTime.first,
                bits: MemoryAccess.timestampBits
            )
        )
    }

    package var name: String { "rv64im" }

    package func identity(of program: RISCVProgram) -> Bytes32 { program.identity }

    package func programColumns(of program: RISCVProgram) -> ProgramColumns {
        ProgramColumns(
            columns: machine.chips.map { chip in
                switch chip.name {
                case image.chip.name: image.programColumns(of: program)
                case self.program.chip.name: self.program.programColumns(of: program)
                default: []
                }
            }
        )
    }

    package func encode(_ publicValues: [UInt8]) -> [UInt8] { publicValues }

    /// The verifier sends control at the entry, and receives exit code 0 and each word of the output once.
    ///
    /// The halt takes control without passing it on, so neither its address nor its timestamp is public.
    package func publicFractions(of program: RISCVProgram, publicValues: [UInt8]) -> [PublicFraction]? {
        guard publicValues.count == MachineMap.outputByteCount else { return nil }
        var fractions: [PublicFraction] = [
            .sending([Goldilocks(program.entry), Goldilocks(MachineTime.first)], to: RISCVBuses.execution),
            .receiving([.zero, .zero], from: RISCVBuses.halt),
        ]
        let padding = repeatElement(0 as UInt8, count: 8 * MachineMap.outputWordCount - publicValues.count)
        let bytes = publicValues + padding
        for index in 0..<MachineMap.outputWordCount {
            let halves = [0, 4].map { offset in
                (0..<4).reversed().reduce(0 as UInt64) { $0 << 8 | UInt64(bytes[8 * index + offset + $1]) }
            }
            let tuple = [Goldilocks(UInt64(index)), Goldilocks(halves[0]), Goldilocks(halves[1])]
            fractions.append(.receiving(tuple, from: RISCVBuses.output))
        }
        return fractions
    }
}
