package import ProofVerifier
package import RISCVMachine

/// The buses of the toy machine.
package enum ToyBuses {
    /// Control: program counter, timestamp.
    package static let execution = Bus(id: 1, name: "execution", arity: 2)
    /// Program table: address, opcode, rd, keeps result, rs1, rs2, immediate in two limbs of 32 bits, target.
    package static let program = Bus(id: 2, name: "program", arity: 9)
    /// Registers and memory: space, address, value in two limbs of 32 bits, timestamp.
    package static let memory = Bus(id: 3, name: "memory", arity: 5)
    /// Integers below 2^16.
    package static let range = Bus(id: 4, name: "range", arity: 1)
    /// The exit code in two limbs of 32 bits.
    package static let halt = Bus(id: 5, name: "halt", arity: 2)
    /// Output words: index, value in two limbs of 32 bits.
    package static let output = Bus(id: 6, name: "output", arity: 3)

    /// What accesses meet.
    package static let access = AccessBuses(memory: memory, range: range)

    /// All of them in order.
    package static let all = [execution, program, memory, range, halt, output]
}
