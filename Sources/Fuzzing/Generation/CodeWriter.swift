import EVM
import Primitives

/// Writes bytecode, and knows how high the stack is where it writes.
struct CodeWriter {
    /// The instructions so far.
    private(set) var bytes: [UInt8] = []
    /// Bytes that stand behind the instructions.
    private(set) var data: [UInt8] = []
    /// Items that the stack holds at this point, as far as the writer can tell.
    var height = 0
    /// Places of two-byte operands that wait for where the data will be.
    private var dataReferences: [(position: Int, offset: Int)] = []

    /// Writes an instruction without operand.
    mutating func op(_ opcode: Opcode) {
        bytes.append(opcode.rawValue)
        let effect = StackEffect.of(opcode)
        height = max(0, height &- effect.popped) &+ effect.pushed
    }

    /// Writes the shortest PUSH of a value.
    mutating func push(_ value: UInt256) {
        let digits = value.minimalBigEndianBytes
        bytes.append(Opcode.push0.rawValue &+ UInt8(truncatingIfNeeded: digits.count))
        bytes += digits
        height &+= 1
    }

    /// Writes the shortest PUSH of a small value.
    mutating func push(_ value: Int) {
        push(UInt256(UInt64(max(0, value))))
    }

    /// Writes a PUSH of an address.
    mutating func push(_ address: Address) {
        push(address.uint256)
    }

    /// Writes a PUSH with more digits than it needs.
    mutating func push(_ value: UInt256, width: Int) {
        bytes.append(Opcode.push0.rawValue &+ UInt8(truncatingIfNeeded: width))
        bytes += value.bigEndianBytes.suffix(width)
        height &+= 1
    }

    /// Writes a PUSH of where bytes behind the code will start.
    mutating func pushOffset(ofData content: [UInt8]) {
        bytes.append(Opcode.push2.rawValue)
        dataReferences.append((bytes.count, data.count))
        bytes += [0, 0]
        data += content
        height &+= 1
    }

    /// Writes a PUSH of a destination that is not known yet.
    mutating func pushLabel() -> Int {
        bytes.append(Opcode.push2.rawValue)
        bytes += [0, 0]
        height &+= 1
        return bytes.count &- 2
    }

    /// Lets a pushed label point here, and writes the JUMPDEST.
    mutating func place(_ label: Int) {
        patch(label, with: bytes.count)
        op(.jumpdest)
    }

    /// Writes bytes as they are; the height is then anybody's guess.
    mutating func raw(_ content: [UInt8]) {
        bytes += content
    }

    /// The code with its data behind it.
    func finished() -> [UInt8] {
        var copy = self
        for reference in dataReferences {
            copy.patch(reference.position, with: bytes.count &+ reference.offset)
        }
        return copy.bytes + data
    }

    private mutating func patch(_ position: Int, with value: Int) {
        bytes[position] = UInt8(truncatingIfNeeded: value >> 8)
        bytes[position &+ 1] = UInt8(truncatingIfNeeded: value)
    }
}
