package import ProofVerifier

/// The buses of the RV64IM machine.
///
/// Numbers are part of the machine's digest and never mean two things.
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
    /// States between rounds of SHA-256's compression: call, round, eight working variables, the next 16 words of the
    /// message schedule.
    package static let sha256 = Bus(id: 12, name: "sha256", arity: 26)
    /// Transfers of words: call, words that remain, whether they are copied, address of the next destination; then the
    /// next source's address and whether it is in the input, or the value in two halves of 32 bits.
    package static let transfer = Bus(id: 15, name: "transfer", arity: 6)
    /// Numbers of 32 bits, and what they are with their four bytes in the opposite order.
    package static let byteSwap = Bus(id: 16, name: "byte swap", arity: 2)
    /// Rounds of Keccak-f, and the bits of their constants that are not always 0 as a number of 7 bits.
    package static let keccakRound = Bus(id: 17, name: "keccak round", arity: 2)
    /// Numbers of five hexadecimal digits that are all even.
    package static let evenDigits = Bus(id: 18, name: "even digits", arity: 1)
    /// Rounds of SHA-256's compression, their constants, and whether they extend the message schedule.
    package static let sha256Round = Bus(id: 19, name: "sha256 round", arity: 3)

    /// What accesses meet.
    package static let access = AccessBuses(memory: memory, range: range)

    /// All of them in order.
    package static let all = [
        execution, program, instruction, operation, memory, range, byteOperation, shift, halt, output, keccak,
        sha256, transfer, byteSwap, keccakRound, evenDigits, sha256Round,
    ]
}
