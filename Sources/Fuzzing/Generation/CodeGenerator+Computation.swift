import EVM
import Primitives

extension CodeGenerator {
    /// An operation on words, its operands mostly fresh and on an edge.
    mutating func arithmetic() {
        var choices: [Opcode] = [
            .add, .mul, .sub, .div, .sdiv, .mod, .smod, .addmod, .mulmod, .exp, .signextend, .lt, .gt, .slt, .sgt, .eq,
            .iszero, .and, .or, .xor, .not, .byte, .shl, .shr, .sar,
        ]
        if world.fork.hasCountLeadingZeros { choices += [.clz, .clz] }
        let opcode = random.pick(choices)
        let needed = StackEffect.of(opcode).popped
        if random.chance(75) {
            for _ in 0..<needed { pushWord() }
        } else {
            ensure(needed)
        }
        switch opcode {
        case .signextend, .byte:
            if random.chance(70) { writer.push(random.chance(40) ? random.within(28...33) : random.below(34)) }
        case .shl, .shr, .sar: if random.chance(70) { writer.push(random.below(260)) }
        case .exp: if random.chance(60) { writer.push(random.below(300)) }
        default: break
        }
        writer.op(opcode)
    }

    /// Something that the surroundings tell.
    mutating func environmentRead() {
        let opcode = random.pick([
            Opcode.address, .origin, .caller, .callvalue, .calldatasize, .codesize, .gasprice, .coinbase, .timestamp,
            .number, .prevrandao, .gaslimit, .chainid, .selfbalance, .basefee, .blobbasefee, .pc, .msize,
            .balance, .balance, .extcodesize, .extcodehash, .extcodehash, .blockhash, .blobhash, .calldataload,
        ])
        switch opcode {
        case .balance, .extcodesize, .extcodehash:
            // Bits above the address count for nothing.
            let address = world.address(&random).uint256
            writer.push(random.chance(10) ? address | random.uniformWord() << 160 : address)
        case .blockhash:
            writer.push(random.pick([0, 1, 2, 255, 256, 257]))
            writer.op(.number)
            writer.op(.sub)
        case .blobhash: writer.push(random.chance(90) ? UInt256(UInt64(random.below(8))) : random.word())
        case .calldataload: writer.push(random.chance(90) ? UInt256(UInt64(random.below(120))) : random.word())
        default: break
        }
        writer.op(opcode)
    }

    /// A load, a store or a copy within memory.
    mutating func memoryAccess() {
        switch random.below(10) {
        case 0...2:
            writer.push(random.memoryOffset())
            writer.op(.mload)
        case 3...5:
            ensure(1)
            writer.push(random.memoryOffset())
            writer.op(.mstore)
        case 6, 7:
            ensure(1)
            writer.push(random.memoryOffset())
            writer.op(.mstore8)
        default:
            writer.push(random.memorySize())
            writer.push(random.memoryOffset())
            writer.push(random.memoryOffset())
            writer.op(.mcopy)
        }
    }

    /// A copy into memory from elsewhere.
    mutating func copying() {
        let opcode = random.pick([Opcode.calldatacopy, .codecopy, .extcodecopy, .extcodecopy])
        writer.push(random.memorySize())
        writer.push(random.chance(90) ? UInt256(UInt64(random.below(200))) : random.word())
        writer.push(random.memoryOffset())
        if opcode == .extcodecopy { writer.push(world.address(&random)) }
        writer.op(opcode)
    }

    /// Keccak-256 of a range of memory.
    mutating func hash() {
        pushRange()
        writer.op(.keccak256)
    }

    /// DUP, SWAP and POP, at all depths.
    mutating func stackShuffle() {
        let depth = random.chance(80) ? random.within(1...6) : random.within(1...16)
        switch random.below(5) {
        case 0, 1:
            ensure(depth)
            writer.op(Opcode.dup(depth))
        case 2, 3:
            ensure(depth &+ 1)
            writer.op(Opcode.swap(depth))
        default:
            ensure(1)
            writer.op(.pop)
        }
    }

    /// The size or a part of the last call's output.
    mutating func returnDataAccess() {
        writer.op(.returndatasize)
        guard random.chance(60) else { return }
        // All of it, or a fixed part that may not be there.
        if random.chance(70) {
            writer.push(0)
            writer.push(random.memoryOffset())
        } else {
            writer.op(.pop)
            writer.push(random.memorySize())
            writer.push(random.below(70))
            writer.push(random.memoryOffset())
        }
        writer.op(.returndatacopy)
    }

    /// Makes the gas that is left a part of the result.
    mutating func gasProbe() {
        writer.op(.gas)
    }
}

extension Opcode {
    /// DUP1 to DUP16, for a depth of 1 to 16.
    static func dup(_ depth: Int) -> Opcode {
        Opcode(rawValue: Opcode.dup1.rawValue &+ UInt8(truncatingIfNeeded: depth &- 1)) ?? .dup1
    }

    /// SWAP1 to SWAP16, for a depth of 1 to 16.
    static func swap(_ depth: Int) -> Opcode {
        Opcode(rawValue: Opcode.swap1.rawValue &+ UInt8(truncatingIfNeeded: depth &- 1)) ?? .swap1
    }

    /// LOG0 to LOG4, for 0 to 4 topics.
    static func log(topicCount: Int) -> Opcode {
        Opcode(rawValue: Opcode.log0.rawValue &+ UInt8(truncatingIfNeeded: topicCount)) ?? .log0
    }
}
