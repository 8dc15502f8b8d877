/// One call of the run, whose operands lie in memory that may be stored to.
struct CallSite {
    /// What is called.
    let call: MachineCall
    /// Index of the `ecall` in the text.
    let index: Int
    /// The row's place in the run, from 0.
    let cycle: UInt64
    /// The registers, which no call changes.
    let registers: Registers
    /// Byte 0 is the machine's address `MachineLayout.dataBase`.
    let memory: UnsafeMutableRawPointer

    /// Number of a7.
    static let numberRegister = 17
    /// Number of a0, which the other arguments follow.
    static let firstArgumentRegister = 10

    /// The value of an argument, counted from a0.
    func argument(_ number: Int) -> UInt64 { registers[Self.firstArgumentRegister + number] }

    /// Offset in `memory` of the range that an argument points to.
    ///
    /// Safety: only of arguments that have been checked to hold an address of data memory.
    func offset(ofArgument number: Int) -> Int { Int(argument(number) &- MachineLayout.dataBase) }

    /// The bytes that an argument points to.
    func bytes(ofArgument number: Int) -> UnsafeMutableRawPointer { memory + offset(ofArgument: number) }

    /// The words that an argument points to.
    func words(ofArgument number: Int) -> UnsafeMutablePointer<UInt64> {
        bytes(ofArgument: number).assumingMemoryBound(to: UInt64.self)
    }

    /// The first operand that breaks a rule of calls, as the reason to end the run.
    var operandFault: MachineStop.Reason? {
        if call.isTransfer { return transferFault }
        for operand in call.operands {
            let address = argument(operand.argument)
            guard address.isMultiple(of: 8) else { return .misalignedOperand(call: call, address: address) }
            guard Self.holds(address, wordCount: UInt64(operand.wordCount)) else {
                return .operandOutOfRange(call: call, address: address, wordCount: operand.wordCount)
            }
        }
        return nil
    }

    /// The words of a transfer; nil when there are none.
    ///
    /// Safety: only of arguments that have been checked.
    var transfer: WordTransfer? {
        guard call.isTransfer, argument(2) > 0 else { return nil }
        return WordTransfer(
            count: Int(argument(2)),
            destination: offset(ofArgument: 0),
            content: call == .copy ? .source(offset(ofArgument: 1)) : .value(argument(1))
        )
    }

    /// What is wrong with the arguments of a transfer.
    ///
    /// Addresses of no words must be below 2^32, which is all that a proof shows of them.
    private var transferFault: MachineStop.Reason? {
        let count = argument(2)
        for number in 0..<(call == .copy ? 2 : 1) {
            let address = argument(number)
            let isInRange =
                count == 0
                ? address <= UInt64(UInt32.max)
                : Self.holds(address, wordCount: count) || (number == 1 && Self.inputHolds(address, wordCount: count))
            guard count == 0 || address.isMultiple(of: 8) else {
                return .misalignedOperand(call: call, address: address)
            }
            guard isInRange else {
                return .operandOutOfRange(call: call, address: address, wordCount: Int(clamping: count))
            }
        }
        return nil
    }

    /// Whether whole words may be stored at an aligned address; stack, image and RAM are adjacent.
    private static func holds(_ address: UInt64, wordCount: UInt64) -> Bool {
        guard wordCount <= MachineLayout.storableByteCount / 8 else { return false }
        let byteCount = wordCount * 8
        let offset = address &- MachineLayout.dataBase
        if offset < MachineLayout.storableByteCount { return byteCount <= MachineLayout.storableByteCount - offset }
        let output = MachineRegion.output.addresses
        return output.contains(address) && byteCount <= output.upperBound - address
    }

    /// Whether whole words at an aligned address are all of the input.
    private static func inputHolds(_ address: UInt64, wordCount: UInt64) -> Bool {
        let input = MachineRegion.input.addresses
        return input.contains(address) && wordCount <= (input.upperBound - address) / 8
    }
}
