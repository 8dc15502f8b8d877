import EVM
import Primitives
import Testing

@Suite
struct ControlTests {
    @Test
    func jumpGoesToAJumpdest() throws {
        // 0: PUSH1 4, 2: JUMP, 3: INVALID, 4: JUMPDEST
        let result = try run(push(4) + .jump + .invalid + .jumpdest + push(9) + returnTop)
        #expect(result.word == 9)
    }

    @Test(arguments: [UInt256(3), 4, 6, 1000, UInt256(1) << 64 | 4, UInt256(1) << 255 | 4, .max] as [UInt256])
    func jumpElsewhereHalts(_ target: UInt256) throws {
        let program = push(target) + .jump
        #expect(try run(program + .stop + .stop + .jumpdest).status == .halt(.invalidJump))
    }

    @Test
    func jumpdestInsideAnImmediateIsNoTarget() throws {
        // 3: PUSH1 0x5b, the 0x5b at 4.
        #expect(try run(push(4) + .jump + Program([0x60, 0x5b]) + .stop).status == .halt(.invalidJump))
        // The same byte behind the immediate is one.
        #expect(try run(push(5) + .jump + Program([0x60, 0x5b, 0x5b]) + .stop).status == .success)
    }

    @Test(arguments: [63, 64, 65, 127, 128, 200])
    func jumpTargetsFarIntoTheCodeAreFound(_ offset: Int) throws {
        let head = push(UInt256(UInt64(offset))) + .jump
        let filler = Program([UInt8](repeating: 0, count: offset - head.bytes.count))
        #expect(try run(head + filler + .jumpdest + push(1) + returnTop).word == 1)
    }

    @Test
    func jumpiJumpsUnlessTheConditionIsZero() throws {
        let tail = push(1) + returnTop + .jumpdest + push(2) + returnTop
        // PUSH condition, PUSH1 target, JUMPI; returnTop is 6 bytes.
        let taken = push(UInt256(1) << 255) + push(44)
        #expect(try run(taken + .jumpi + tail).word == 2)
        let fallen = push(0) + push(12)
        #expect(try run(fallen + .jumpi + tail).word == 1)
        // The target of a jump that is not taken does not matter.
        #expect(try run(push(0) + push(.max) + .jumpi + tail).word == 1)
    }

    @Test
    func pcAndGasTellTheirOwnPlace() throws {
        #expect(try run(push(0) + .pop + .pc + returnTop).word == 2)
        let result = try run(Program(.gas) + returnTop, gas: 100_000)
        #expect(result.word == 99_998)
    }

    @Test
    func stopReturnsNothingAndKeepsGas() throws {
        let result = try run(Program(.stop), gas: 50_000)
        #expect(result.status == .success)
        #expect(result.output.isEmpty)
        #expect(result.gasLeft == 50_000)
    }

    @Test
    func codeThatEndsStops() throws {
        #expect(try run(push(1)).status == .success)
    }

    @Test
    func revertKeepsGasAndGivesItsReason() throws {
        let result = try run(store(0x99, at: 0) + revertMemory(0, 32), gas: 50_000)
        #expect(result.status == .revert)
        #expect(result.word == 0x99)
        // 3 * PUSH1/PUSH0 and so on: PUSH1 3, PUSH0 2, MSTORE 3 + 3, PUSH1 3, PUSH0 2.
        #expect(result.gasLeft == 50_000 - 16)
    }

    @Test
    func returnBeyondPayableMemoryIsOutOfGas() throws {
        #expect(try run(returnMemory(0, .max)).status == .halt(.outOfGas))
        #expect(try run(returnMemory(.max, 1)).status == .halt(.outOfGas))
        #expect(try run(returnMemory(.max, 0)).status == .success)
    }
}
