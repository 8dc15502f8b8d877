import EVM

/// Items that an instruction takes from the stack and puts there (Yellow Paper, appendix H.2).
struct StackEffect {
    var popped: Int
    var pushed: Int

    static func of(_ opcode: Opcode) -> StackEffect {
        let byte = opcode.rawValue
        switch byte {
        case Opcode.push0.rawValue...Opcode.push32.rawValue: return StackEffect(popped: 0, pushed: 1)
        case Opcode.dup1.rawValue...Opcode.dup16.rawValue:
            let depth = Int(byte &- Opcode.dup1.rawValue) &+ 1
            return StackEffect(popped: depth, pushed: depth &+ 1)
        case Opcode.swap1.rawValue...Opcode.swap16.rawValue:
            let depth = Int(byte &- Opcode.swap1.rawValue) &+ 2
            return StackEffect(popped: depth, pushed: depth)
        case Opcode.log0.rawValue...Opcode.log4.rawValue:
            return StackEffect(popped: Int(byte &- Opcode.log0.rawValue) &+ 2, pushed: 0)
        default: return ofOther(opcode)
        }
    }

    private static func ofOther(_ opcode: Opcode) -> StackEffect {
        switch opcode {
        case .stop, .jumpdest, .invalid: StackEffect(popped: 0, pushed: 0)
        case .addmod, .mulmod: StackEffect(popped: 3, pushed: 1)
        case .iszero, .not, .clz, .balance, .calldataload, .extcodesize, .extcodehash, .blockhash, .blobhash, .mload,
            .sload, .tload:
            StackEffect(popped: 1, pushed: 1)
        case .address, .origin, .caller, .callvalue, .calldatasize, .codesize, .gasprice, .returndatasize, .coinbase,
            .timestamp, .number, .prevrandao, .gaslimit, .chainid, .selfbalance, .basefee, .blobbasefee, .pc, .msize,
            .gas:
            StackEffect(popped: 0, pushed: 1)
        case .calldatacopy, .codecopy, .returndatacopy, .mcopy: StackEffect(popped: 3, pushed: 0)
        case .extcodecopy: StackEffect(popped: 4, pushed: 0)
        case .pop, .jump, .selfdestruct: StackEffect(popped: 1, pushed: 0)
        case .mstore, .mstore8, .sstore, .tstore, .jumpi, .return, .revert: StackEffect(popped: 2, pushed: 0)
        case .create: StackEffect(popped: 3, pushed: 1)
        case .create2: StackEffect(popped: 4, pushed: 1)
        case .call, .callcode: StackEffect(popped: 7, pushed: 1)
        case .delegatecall, .staticcall: StackEffect(popped: 6, pushed: 1)
        // Arithmetic, comparisons, shifts and KECCAK256.
        default: StackEffect(popped: 2, pushed: 1)
        }
    }
}
