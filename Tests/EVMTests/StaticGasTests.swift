import EVM
import Primitives
import Testing

/// Prices of operations that always cost the same (Yellow Paper, appendix G).
@Suite
struct StaticGasTests {
    struct Price: Sendable {
        let gas: UInt64
        let pops: Int
        let pushes: Int
        let opcodes: [Opcode]
    }

    static let prices: [Price] = [
        Price(
            gas: 2,
            pops: 0,
            pushes: 1,
            opcodes: [
                .address, .origin, .caller, .callvalue, .calldatasize, .codesize, .gasprice, .returndatasize, .coinbase,
                .timestamp, .number, .prevrandao, .gaslimit, .chainid, .basefee, .blobbasefee, .pc, .msize, .gas,
                .push0,
            ]
        ),
        Price(gas: 2, pops: 1, pushes: 0, opcodes: [.pop]),
        Price(
            gas: 3,
            pops: 2,
            pushes: 1,
            opcodes: [.add, .sub, .lt, .gt, .slt, .sgt, .eq, .and, .or, .xor, .byte, .shl, .shr, .sar]
        ),
        Price(gas: 3, pops: 1, pushes: 1, opcodes: [.iszero, .not, .calldataload, .blobhash]),
        Price(gas: 3, pops: 1, pushes: 2, opcodes: [.dup1]),
        Price(gas: 3, pops: 16, pushes: 17, opcodes: [.dup16]),
        Price(gas: 3, pops: 2, pushes: 2, opcodes: [.swap1]),
        Price(gas: 3, pops: 17, pushes: 17, opcodes: [.swap16]),
        Price(gas: 5, pops: 2, pushes: 1, opcodes: [.mul, .div, .sdiv, .mod, .smod, .signextend]),
        Price(gas: 5, pops: 0, pushes: 1, opcodes: [.selfbalance]),
        Price(gas: 5, pops: 1, pushes: 1, opcodes: [.clz]),
        Price(gas: 8, pops: 3, pushes: 1, opcodes: [.addmod, .mulmod]),
        Price(gas: 10, pops: 2, pushes: 1, opcodes: [.exp]),
        Price(gas: 20, pops: 1, pushes: 1, opcodes: [.blockhash]),
        Price(gas: 30, pops: 2, pushes: 1, opcodes: [.keccak256]),
        Price(gas: 1, pops: 0, pushes: 0, opcodes: [.jumpdest]),
        Price(gas: 10, pops: 2, pushes: 0, opcodes: [.jumpi]),
        Price(gas: 3, pops: 3, pushes: 0, opcodes: [.calldatacopy, .codecopy, .returndatacopy, .mcopy]),
        Price(gas: 100, pops: 1, pushes: 1, opcodes: [.tload]),
        Price(gas: 100, pops: 2, pushes: 0, opcodes: [.tstore]),
        Price(gas: 375, pops: 2, pushes: 0, opcodes: [.log0]),
        Price(gas: 5 * 375, pops: 6, pushes: 0, opcodes: [.log4]),
    ]

    @Test
    func operationsCostTheirTier() throws {
        for price in StaticGasTests.prices {
            for opcode in price.opcodes {
                let operands = push(0) * price.pops
                let used = try gasUsed(by: operands + opcode)
                #expect(used == UInt64(2 * price.pops) + price.gas, "\(opcode.name)")
            }
        }
    }

    @Test
    func operationsNeedTheirLastUnitOfGas() throws {
        for price in StaticGasTests.prices {
            for opcode in price.opcodes {
                let program = push(0) * price.pops + opcode
                let needed = UInt64(2 * price.pops) + price.gas
                #expect(try run(program, gas: needed).status == .success, "\(opcode.name)")
                #expect(try run(program, gas: needed - 1).status == .halt(.outOfGas), "\(opcode.name)")
            }
        }
    }

    @Test
    func pushesCostThree() throws {
        for size in 1...32 {
            let program = Program([Opcode.push0.rawValue + UInt8(size)] + [UInt8](repeating: 7, count: size))
            #expect(try gasUsed(by: program) == 3)
        }
    }

    @Test
    func jumpCostsEight() throws {
        #expect(try gasUsed(by: push(3) + .jump + .jumpdest) == 3 + 8 + 1)
    }
}
