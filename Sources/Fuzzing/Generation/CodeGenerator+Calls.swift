import EVM
import Primitives

extension CodeGenerator {
    /// A call of any kind to anybody, and what came of it.
    mutating func call() {
        let opcode = random.pick(weighted: [
            (8, Opcode.call), (3, .callcode), (4, .delegatecall), (changesState ? 4 : 8, .staticcall),
        ])
        writer.push(random.memorySize())
        writer.push(random.memoryOffset())
        writer.push(random.memorySize())
        writer.push(random.memoryOffset())
        if opcode == .call || opcode == .callcode { pushValue() }
        writer.push(world.callee(of: contractIndex, isStatic: opcode == .staticcall, &random))
        pushGas()
        writer.op(opcode)
        if opcode == .delegatecall || opcode == .callcode, random.chance(50) {
            // The callee has worked on this account's storage, or has been undone.
            writer.push(random.below(4))
            writer.op(random.chance(60) ? .tload : .sload)
        }
    }

    /// Pushes the wei of a call: mostly none, now and then more than there is.
    private mutating func pushValue() {
        guard changesState else { return writer.push(0) }
        switch random.below(12) {
        case 0, 1: writer.push(1)
        case 2: writer.push(random.below(2000))
        case 3: writer.op(.selfbalance)
        case 4: writer.push(random.word())
        default: writer.push(0)
        }
    }

    /// Pushes the gas of a call: all, some, or about as much as a stipend.
    private mutating func pushGas() {
        switch random.below(30) {
        case 0...8: writer.op(.gas)
        case 9: writer.push(random.below(100))
        case 10: writer.push(random.within(2200...2400))
        case 11...14: writer.push(random.below(60_000))
        case 15: writer.push(random.word())
        case 16...20:
            // A part of what is left.
            writer.push(random.within(2...4))
            writer.op(.gas)
            writer.op(.div)
        default: writer.push(30_000)
        }
    }

    /// A call of a precompile, with an input and a price near an edge of its rules.
    mutating func precompileCall() {
        let sample = PrecompileSample.random(&random, fork: world.fork)
        let inputOffset = random.below(4) &* 32
        if !sample.input.isEmpty {
            writer.push(sample.input.count)
            writer.pushOffset(ofData: sample.input)
            writer.push(inputOffset)
            writer.op(.codecopy)
        }
        let opcode = random.pick(weighted: [(6, Opcode.staticcall), (2, .call), (1, .delegatecall), (1, .callcode)])
        writer.push(random.pick([0, 32, 64, 128, 256]))
        writer.push(random.below(5) &* 32)
        writer.push(sample.input.count)
        writer.push(inputOffset)
        if opcode == .call || opcode == .callcode { writer.push(changesState ? random.pick([0, 0, 0, 1]) : 0) }
        writer.push(sample.address)
        if let gas = sample.gas, random.chance(40) {
            writer.push(Int(gas) &+ random.within(-1...1))
        } else {
            writer.op(.gas)
        }
        writer.op(opcode)
        if random.chance(60) { writer.op(.returndatasize) }
        if random.chance(60) {
            writer.push(0)
            writer.op(.mload)
        }
    }

    /// CREATE or CREATE2, and perhaps a call of the new contract.
    mutating func creation() {
        guard changesState, nesting < 2 else { return arithmetic() }
        let initCode = initCode()
        writer.push(initCode.count)
        writer.pushOffset(ofData: initCode)
        writer.push(0)
        writer.op(.codecopy)
        let isSalted = random.chance(45)
        if isSalted { writer.push(random.chance(70) ? UInt256(UInt64(random.below(3))) : random.word()) }
        let size = random.chance(95) ? UInt256(UInt64(initCode.count)) : random.memorySize()
        writer.push(size)
        writer.push(random.chance(95) ? UInt256.zero : random.memoryOffset())
        writer.push(random.pick(weighted: [(8, 0), (2, 1), (1, 1 << 40)]))
        writer.op(isSalted ? .create2 : .create)
        if random.chance(50) {
            // The new contract's address is on the stack, below what the call takes.
            writer.op(.dup1)
            for _ in 0..<5 { writer.push(0) }
            writer.op(.dup(6))
            writer.op(.gas)
            writer.op(.call)
            writer.op(.swap1)
            writer.op(.pop)
        }
    }

    /// Init code: does something, and returns a code that does something, or what must not be deposited.
    mutating func initCode() -> [UInt8] {
        if random.chance(6) { return arbitraryBytes() }
        var constructor = child()
        for _ in 0..<random.below(4) { constructor.phrase(depth: 1) }
        var code: [UInt8]
        switch random.below(12) {
        case 0: code = []
        case 1: code = [0xef] + random.bytes(random.below(3))
        case 2: code = random.bytes(random.below(40))
        default:
            var runtime = child()
            code = runtime.contract(phraseCount: random.below(5))
        }
        constructor.writer.push(code.count)
        constructor.writer.pushOffset(ofData: code)
        constructor.writer.push(0)
        constructor.writer.op(.codecopy)
        switch random.below(25) {
        case 0: constructor.writer.push(24_576 &+ random.within(0...1))
        case 1: constructor.writer.push(random.memorySize())
        default: constructor.writer.push(code.count)
        }
        constructor.writer.push(0)
        constructor.writer.op(random.chance(94) ? .return : .revert)
        return constructor.writer.finished()
    }

    /// A generator for a code within this one; it draws from a branch of the same source.
    private mutating func child() -> CodeGenerator {
        CodeGenerator(
            random: FuzzRandom(seed: random.next()),
            world: world,
            contractIndex: contractIndex,
            nesting: nesting &+ 1
        )
    }
}
