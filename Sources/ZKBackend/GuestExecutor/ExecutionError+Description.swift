extension ExecutionError: CustomStringConvertible {
    /// Why there is no result.
    public var description: String {
        switch self {
        case .inputTooLong(let byteCount, let limit): "the input has \(byteCount) bytes, the machine takes \(limit)"
        case .outOfHostMemory: "the host has no address space left for the machine's memory"
        case .cycleLimitTooGreat(let limit, let greatest):
            "a trace numbers at most \(greatest) cycles, the limit is \(limit)"
        case .stopped(let stop): stop.description
        }
    }
}

extension MachineStop: CustomStringConvertible {
    /// Reason and place.
    public var description: String {
        "\(reason) at pc \(hexadecimal(programCounter)) in \(function ?? "unnamed code"), cycle \(cycle)"
    }
}

extension MachineStop.Reason: CustomStringConvertible {
    /// The rule that was broken.
    public var description: String {
        switch self {
        case .misalignedLoad(let address, let count): "misaligned load of \(count) bytes from \(hexadecimal(address))"
        case .misalignedStore(let address, let count): "misaligned store of \(count) bytes to \(hexadecimal(address))"
        case .misalignedFetch(let address): "jump to \(hexadecimal(address)), which is no multiple of four,"
        case .loadOutOfRange(let address, let count):
            "load of \(count) bytes from \(hexadecimal(address)), outside data memory,"
        case .storeOutOfRange(let address, let count):
            "store of \(count) bytes to \(hexadecimal(address)), outside data memory,"
        case .fetchOutOfRange(let address): "execution left the text for \(hexadecimal(address))"
        case .storeIntoText(let address): "store into text at \(hexadecimal(address))"
        case .storeIntoInput(let address): "store into the input at \(hexadecimal(address))"
        case .illegalInstruction(let word): "illegal instruction \(hexadecimal(UInt64(word)))"
        case .unknownCall(let number): "unknown call \(number)"
        case .misalignedOperand(let call, let address): "\(call) on misaligned \(hexadecimal(address))"
        case .operandOutOfRange(let call, let address, let count):
            "\(call) on \(count) words at \(hexadecimal(address)), which are not all in writable memory,"
        case .callRefused(let call): "\(call) on operands for which it is not defined"
        case .breakpoint: "breakpoint"
        case .cycleLimit(let limit): "the limit of \(limit) cycles is reached"
        case .exitCode(let code): "exit code \(code)"
        case .nonZeroOutputPadding: "bytes behind the output that are not zero"
        }
    }
}
