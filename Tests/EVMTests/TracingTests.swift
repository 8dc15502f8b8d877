import EVM
import Foundation
import Primitives
import Testing

@Suite
struct TracingTests {
    @Test
    func callTracerGrowsTheTreeOfMessages() throws {
        var world = World()
        world.deploy(store(0xbad, at: 0) + revertMemory(0, 32), at: Accounts.third)
        world.deploy(call(Accounts.third, gas: 10_000) + .invalid, at: Accounts.other)
        world.deploy(
            call(Accounts.other, value: 1, gas: 30_000) + .pop + call(.staticcall, Address(4), gas: 100),
            balance: 5
        )
        var tracer = CallTracer()
        let message = Message.call(from: Accounts.sender, to: Accounts.contract, input: [1, 2, 3, 4, 5], gas: 100_000)
        let result = try world.execute(message, tracer: &tracer)
        let root = try #require(tracer.root)
        #expect(root.from == Accounts.sender)
        #expect(root.to == Accounts.contract)
        #expect(root.selector == 0x0102_0304)
        #expect(root.status == .success)
        #expect(root.gas == 100_000)
        #expect(root.gasUsed == 100_000 - result.gasLeft)
        #expect(root.children.count == 2)
        let middle = root.children[0]
        #expect(middle.kind == .call && middle.value == 1 && middle.gas == 32_300 && middle.gasUsed == 32_300)
        #expect(middle.status == .halt(.invalidOpcode))
        let inner = try #require(middle.children.first)
        #expect(inner.status == .revert)
        #expect(UInt256(truncatingBigEndian: inner.output) == 0xbad)
        #expect(middle.innermostFailure == inner)
        #expect(root.innermostFailure == nil)
        let precompile = root.children[1]
        #expect(precompile.kind == .staticCall && precompile.to == Address(4) && precompile.gasUsed == 15)
    }

    @Test
    func callTracerShowsRefusedMessagesAndCreations() throws {
        var world = World()
        world.deploy(call(Accounts.other, value: 6, gas: 0) + .pop + push(0) * 3 + .create, balance: 5)
        var tracer = CallTracer(maximumDataBytes: 2)
        let message = Message.call(from: Accounts.sender, to: Accounts.contract, input: [1, 2, 3], gas: 100_000)
        _ = try world.execute(message, tracer: &tracer)
        let root = try #require(tracer.root)
        #expect(root.input == [1, 2] && root.inputSize == 3)
        #expect(root.children.map(\.status) == [.halt(.insufficientBalance), .success])
        #expect(root.children[1].kind == .create)
        #expect(root.children[1].to == Address.created(by: Accounts.contract, nonce: 1))
    }

    @Test
    func stepTracerWritesALineForEachInstruction() throws {
        var world = World()
        world.deploy(push(3) + push(5) + .add + .pop + .invalid)
        var tracer = EIP3155Tracer()
        let message = Message.call(from: Accounts.sender, to: Accounts.contract, gas: 1000)
        let result = try world.execute(message, tracer: &tracer)
        tracer.appendSummary(
            stateRoot: nil,
            output: result.output,
            gasUsed: 1000 - result.gasLeft,
            isPass: result.isSuccess,
            fork: .osaka
        )
        let lines = String(decoding: tracer.lines, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 6)
        #expect(
            lines[2] == """
                {"pc":4,"op":1,"gas":"0x3e2","gasCost":"0x3","memSize":0,"stack":["0x3","0x5"],"depth":1,\
                "returnData":"0x","refund":0,"opName":"ADD"}
                """
        )
        #expect(lines[4].contains("\"opName\":\"INVALID\",\"error\":\"invalid opcode\""))
        #expect(lines[5] == #"{"output":"0x","gasUsed":"0x3e8","pass":false,"fork":"osaka"}"#)
        for line in lines {
            #expect((try? JSONSerialization.jsonObject(with: Data(line.utf8))) != nil, "\(line)")
        }
    }

    @Test
    func tracingChangesNothing() throws {
        var plain = World()
        plain.deploy(push(1) + push(0) + .sstore + returnMemory(0, 32), at: Accounts.other)
        plain.deploy(call(Accounts.other) + push(0) * 3 + .create + .pop + returnTop)
        var traced = plain
        var tracer = EIP3155Tracer()
        let message = Message.call(from: Accounts.sender, to: Accounts.contract, gas: 1_000_000)
        #expect(try plain.execute(message) == traced.execute(message, tracer: &tracer))
        #expect(plain.host.state == traced.host.state)
        // The callee's lines are one deeper, between the caller's.
        let text = String(decoding: tracer.takeLines(), as: UTF8.self)
        #expect(text.contains("\"depth\":2"))
        #expect(tracer.lines.isEmpty)
    }
}
