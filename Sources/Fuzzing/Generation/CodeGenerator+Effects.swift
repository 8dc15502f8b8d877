import EVM
import Primitives

extension CodeGenerator {
    /// Reads or writes of storage; bursts on one slot go through the refund rules (EIP-3529).
    mutating func storageAccess() {
        let slot = random.slot()
        guard changesState, random.chance(70) else {
            writer.push(slot)
            writer.op(.sload)
            return
        }
        for _ in 0..<random.pick(weighted: [(70, 1), (20, 2), (10, 3)]) {
            if random.chance(30), writer.height > 0 {
                writer.op(.dup1)
            } else {
                writer.push(random.slotValue())
            }
            writer.push(slot)
            writer.op(.sstore)
        }
    }

    /// Reads or writes of transient storage (EIP-1153).
    mutating func transientAccess() {
        let slot = random.slot()
        if changesState, random.chance(55) {
            writer.push(random.slotValue())
            writer.push(slot)
            writer.op(.tstore)
        } else {
            writer.push(slot)
            writer.op(.tload)
        }
    }

    /// LOG0 to LOG4 of a range of memory; GAS where the code may not change state.
    mutating func log() {
        guard changesState else { return gasProbe() }
        let topicCount = random.below(5)
        for _ in 0..<topicCount { pushWord() }
        pushRange()
        writer.op(.log(topicCount: topicCount))
    }

    /// Repeats phrases a few times; the counter lies below what they push, which is dropped at the end of each round.
    mutating func loop(depth: Int) {
        let rounds = random.chance(96) ? random.within(1...4) : random.within(5...100)
        writer.push(rounds)
        let start = writer.bytes.count
        writer.op(.jumpdest)
        nested(phraseCount: random.within(1...3), depth: depth)
        writer.push(1)
        writer.op(.swap1)
        writer.op(.sub)
        writer.op(.dup1)
        writer.push(start)
        writer.op(.jumpi)
        writer.op(.pop)
    }

    /// Passes over phrases when a condition holds.
    mutating func branch(depth: Int) {
        if random.chance(50) { writer.push(random.below(2)) } else { ensure(1) }
        let label = writer.pushLabel()
        writer.op(.jumpi)
        nested(phraseCount: random.within(1...2), depth: depth)
        writer.place(label)
    }

    /// Phrases that see an empty stack, and leave it as it was: what lies below is a counter, or differs by the way
    /// taken.
    private mutating func nested(phraseCount: Int, depth: Int) {
        let height = writer.height
        writer.height = 0
        for _ in 0..<phraseCount { phrase(depth: depth &+ 1) }
        while writer.height > 0 { writer.op(.pop) }
        writer.height = height
    }

    /// What seldom ends well: wild jumps, too high or too low a stack, bytes that are no code, the end of the contract.
    mutating func rarity() {
        switch random.below(9) {
        case 0:
            writer.push(random.word())
            writer.op(.jump)
        case 1:
            // A JUMPDEST that is a PUSH's operand.
            writer.push(writer.bytes.count &+ 5)
            writer.op(.jump)
            writer.push(UInt256(UInt64(Opcode.jumpdest.rawValue)))
        case 2:
            // A valid jump over something that would halt.
            let label = writer.pushLabel()
            writer.op(.jump)
            writer.op(.invalid)
            writer.place(label)
        case 3: writer.raw(arbitraryBytes())
        case 4: for _ in 0..<random.within(1...4) { writer.op(random.pick([.pop, .add, .swap(16), .dup(16)])) }
        case 5: fillStack()
        case 6 where changesState:
            writer.push(world.address(&random))
            writer.op(.selfdestruct)
        case 7:
            pushRange()
            writer.op(.revert)
        default: writer.op(.pc)
        }
    }

    /// Pushes in a loop until the stack is nearly full, full, or too full.
    private mutating func fillStack() {
        let rounds = 1024 &- writer.height &- random.within(0...6)
        writer.push(rounds)
        let start = writer.bytes.count
        writer.op(.jumpdest)
        // Each round leaves one item below the counter.
        writer.op(.dup1)
        writer.push(1)
        writer.op(.swap1)
        writer.op(.sub)
        writer.op(.dup1)
        writer.push(start)
        writer.op(.jumpi)
    }
}
