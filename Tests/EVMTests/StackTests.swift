import EVM
import Primitives
import Testing

@Suite
struct StackTests {
    /// Operands that each opcode takes, and results that it leaves (Yellow Paper, appendix H.2).
    static let effects: [(opcode: Opcode, pops: Int, pushes: Int)] = {
        let ternary: [Opcode] = [.addmod, .mulmod]
        let binary: [Opcode] = [
            .add, .mul, .sub, .div, .sdiv, .mod, .smod, .exp, .signextend, .lt, .gt, .slt, .sgt, .eq, .and, .or, .xor,
            .byte, .shl, .shr, .sar, .keccak256,
        ]
        let unary: [Opcode] = [
            .iszero, .not, .clz, .balance, .calldataload, .extcodesize, .extcodehash, .blockhash, .blobhash, .mload,
            .sload, .tload,
        ]
        let reads: [Opcode] = [
            .address, .origin, .caller, .callvalue, .calldatasize, .codesize, .gasprice, .returndatasize, .coinbase,
            .timestamp, .number, .prevrandao, .gaslimit, .chainid, .selfbalance, .basefee, .blobbasefee, .pc, .msize,
            .gas, .push0, .push1, .push32,
        ]
        let sinks: [(Opcode, Int)] = [
            (.pop, 1), (.mstore, 2), (.mstore8, 2), (.sstore, 2), (.tstore, 2), (.jump, 1), (.jumpi, 2), (.mcopy, 3),
            (.calldatacopy, 3), (.codecopy, 3), (.extcodecopy, 4), (.returndatacopy, 3), (.log0, 2), (.log1, 3),
            (.log2, 4), (.log3, 5), (.log4, 6), (.return, 2), (.revert, 2), (.selfdestruct, 1),
        ]
        let calls: [(Opcode, Int)] = [
            (.create, 3), (.create2, 4), (.call, 7), (.callcode, 7), (.delegatecall, 6), (.staticcall, 6),
        ]
        return ternary.map { ($0, 3, 1) } + binary.map { ($0, 2, 1) } + unary.map { ($0, 1, 1) }
            + reads.map { ($0, 0, 1) } + sinks.map { ($0.0, $0.1, 0) } + calls.map { ($0.0, $0.1, 1) }
    }()

    @Test
    func everyOpcodeChecksItsOperands() throws {
        for (opcode, pops, _) in StackTests.effects where pops > 0 {
            let result = try run(push(0) * (pops - 1) + opcode)
            #expect(result.status == .halt(.stackUnderflow), "\(opcode.name)")
            #expect(result.gasLeft == 0, "\(opcode.name)")
        }
    }

    @Test
    func everyOpcodeRunsWithJustItsOperands() throws {
        for (opcode, pops, _) in StackTests.effects {
            let result = try run(push(0) * pops + opcode)
            #expect(result.status != .halt(.stackUnderflow), "\(opcode.name)")
        }
    }

    @Test
    func everyOpcodeChecksForRoom() throws {
        for (opcode, pops, pushes) in StackTests.effects where pushes > pops {
            let result = try run(push(0) * 1024 + opcode)
            #expect(result.status == .halt(.stackOverflow), "\(opcode.name)")
            let fitting = try run(push(0) * 1023 + opcode)
            #expect(fitting.status == .success, "\(opcode.name)")
        }
    }

    @Test(arguments: 1...16)
    func dupCopiesTheNthItem(_ position: Int) throws {
        let dup = try #require(Opcode(rawValue: Opcode.dup1.rawValue + UInt8(position - 1)))
        var program = Program([])
        for item in 1...position { program = program + push(UInt256(UInt64(item))) }
        #expect(try run(program + dup + returnTop).word == 1)
        let short = try run(push(7) * (position - 1) + dup)
        #expect(short.status == .halt(.stackUnderflow))
        let full = try run(push(7) * 1024 + dup)
        #expect(full.status == .halt(.stackOverflow))
    }

    @Test(arguments: 1...16)
    func swapExchangesTheTopWithTheNthBelow(_ position: Int) throws {
        let swap = try #require(Opcode(rawValue: Opcode.swap1.rawValue + UInt8(position - 1)))
        var program = Program([])
        for item in 0...position { program = program + push(UInt256(UInt64(item + 1))) }
        #expect(try run(program + swap + returnTop).word == 1)
        let buried = try run(program + swap + Program(.pop) * position + returnTop)
        #expect(buried.word == UInt256(UInt64(position + 1)))
        let short = try run(push(7) * position + swap)
        #expect(short.status == .halt(.stackUnderflow))
    }

    @Test(arguments: 1...32)
    func pushReadsItsImmediate(_ size: Int) throws {
        let bytes = (0..<size).map { UInt8($0 + 1) }
        let program = Program([Opcode.push0.rawValue + UInt8(size)] + bytes)
        #expect(try run(program + returnTop).word == UInt256(truncatingBigEndian: bytes))
    }

    @Test(arguments: 1...32)
    func pushAtTheEndOfCodeIsFilledWithZeros(_ size: Int) throws {
        // A frame that ends after the truncated PUSH stops normally.
        let result = try run(push(1) + .pop + Program([Opcode.push0.rawValue + UInt8(size)]))
        #expect(result.status == .success)
        let partly = try run(Program([Opcode.push0.rawValue + UInt8(size)] + [UInt8](repeating: 1, count: size - 1)))
        #expect(partly.status == .success)
    }

    @Test
    func everyByteThatIsNoOpcodeHalts() throws {
        for byte in UInt8.min...UInt8.max where Opcode(rawValue: byte) == nil {
            #expect(try run(Program([byte])).status == .halt(.undefinedOpcode(byte)))
        }
        #expect(try run(Program([0xfe])).status == .halt(.invalidOpcode))
    }
}
