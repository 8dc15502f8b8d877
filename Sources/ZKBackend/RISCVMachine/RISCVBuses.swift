package import ProofVerifier

/// The buses of the RV64IM machine. Numbers are part of the machine's digest and never mean two things.
package enum RISCVBuses {
    /// Control: program counter, timestamp.
    package static let execution = Bus(id: 1, name: "execution", arity: 2)
    /// The program's text: 1, address, instruction word.
    package static let program = Bus(id: 2, name: "program", arity: 3)
    /// Decoded instructions: address, operation, rd, keeps result, rs1, rs2, immediate in two halves.
    ///
    /// An operation is a `MachineOperation`; fields that it does not use are 0.
    package static let instruction = Bus(id: 3, name: "instruction", arity: 8)
    /// What instruction words may be: opcode, other fields that tell operations apart, operation, format.
    package static let operation = Bus(id: 4, name: "operation", arity: 4)
    /// Registers and memory: space, address, value in two halves of 32 bits, timestamp.
    package static let memory = Bus(id: 5, name: "memory", arity: 5)
    /// Numbers below 2^16.
    package static let range = Bus(id: 6, name: "range", arity: 1)
    /// Bytes a and b, and their bitwise and.
    package static let byteOperation = Bus(id: 7, name: "byte operation", arity: 3)
    /// How a shift is computed: operation, is immediate, amount, power of two, five kinds, is arithmetic
    /// (`ShiftTableChip`).
    package static let shift = Bus(id: 8, name: "shift", arity: 10)
    /// The exit code in two halves of 32 bits.
    package static let halt = Bus(id: 9, name: "halt", arity: 2)
    /// Output words: index, value in two halves of 32 bits.
    package static let output = Bus(id: 10, name: "output", arity: 3)
    /// States between rounds of Keccak-f: call, round, 25 lanes in two halves of 32 bits.
    package static let keccak = Bus(id: 11, name: "keccak", arity: 52)

    /// What accesses meet.
    package static let access = AccessBuses(memory: memory, range: range)

    /// All of them in order.
    package static let all = [
        execution, program, instruction, operation, memory, range, byteOperation, shift, halt, output, keccak,
    ]
}
