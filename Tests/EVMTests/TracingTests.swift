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
        #expect(root.input == [1, 2, 3, 4, 5])
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
        #expect(inner.to == Accounts.third && inner.children.isEmpty)
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

    /// The gas that a run was given.
    private final class RunNote: PrecompileNote {
        let gas: UInt64
        init(gas: UInt64) { self.gas = gas }
    }

    @Test
    func noteOfAPrecompileTravelsWithItsCall() throws {
        let address = Address(0x0101)
        var world = World()
        world.precompiles = PrecompileTable(fork: .osaka).adding(address) { call in
            let note = call.isTraced ? RunNote(gas: call.gas) : nil
            guard call.gas >= 500 else { return PrecompileAnswer(.failure(.outOfGas), note: note) }
            return PrecompileAnswer(.success(output: [], gasUsed: call.gas == 501 ? 502 : 500), note: note)
        }
        // Run, refused for want of value, halted by itself, halted for charging too much; then one of the standard
        // ones.
        world.deploy(
            call(address, gas: 500) + .pop + call(address, value: 1, gas: 600) + .pop + call(address, gas: 499) + .pop
                + call(address, gas: 501) + .pop + call(.staticcall, Address(4), gas: 100) + returnTop
        )
        var tracer = CallTracer()
        let message = Message.call(from: Accounts.sender, to: Accounts.contract, gas: 100_000)
        #expect(try world.execute(message, tracer: &tracer).isSuccess)
        let root = try #require(tracer.root)
        #expect(root.note == nil)
        #expect(root.children.map { ($0.note as? RunNote)?.gas } == [500, nil, 499, 501, nil])
        #expect(
            root.children.map(\.status) == [
                .success, .halt(.insufficientBalance), .halt(.precompile(.outOfGas)), .halt(.precompile(.outOfGas)),
                .success,
            ]
        )
    }

    @Test
    func noteIsAskedForOnlyByATracerOfCalls() throws {
        let address = Address(0x0101)
        var world = World()
        world.precompiles = PrecompileTable(fork: .osaka).adding(address) { call in
            .success(output: [call.isTraced ? 1 : 0], gasUsed: 0)
        }
        let message = Message.call(from: Accounts.sender, to: address, gas: 600)
        #expect(try world.execute(message).output == [0])
        var steps = EIP3155Tracer()
        #expect(try world.execute(message, tracer: &steps).output == [0])
        var calls = CallTracer()
        #expect(try world.execute(message, tracer: &calls).output == [1])
        #expect(calls.root?.to == address)
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
