import EVM
import Primitives

/// Bytecode in the making: `push(1) + push(2) + .add + returnTop`.
struct Program: Equatable {
    var bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }
    init(_ opcode: Opcode) { bytes = [opcode.rawValue] }

    static func + (a: Program, b: Program) -> Program { Program(a.bytes + b.bytes) }
    static func + (a: Program, b: Opcode) -> Program { Program(a.bytes + [b.rawValue]) }
    static func * (program: Program, count: Int) -> Program {
        Program((0..<count).flatMap { _ in program.bytes })
    }
}

/// The shortest PUSH of a number.
func push(_ value: UInt256) -> Program {
    let bytes = value.minimalBigEndianBytes
    return Program([Opcode.push0.rawValue + UInt8(bytes.count)] + bytes)
}

func push(_ address: Address) -> Program { push(address.uint256) }

/// Writes a number to memory.
func store(_ value: UInt256, at offset: UInt256) -> Program { push(value) + push(offset) + .mstore }

/// Writes up to 32 bytes to the beginning of memory.
func storeBytes(_ bytes: [UInt8]) -> Program {
    store(UInt256(truncatingBigEndian: bytes) << (256 - 8 * bytes.count), at: 0)
}

/// Returns the top item as 32 bytes.
let returnTop = push(0) + .mstore + push(32) + push(0) + .return

/// Returns a part of memory.
func returnMemory(_ offset: UInt256, _ size: UInt256) -> Program { push(size) + push(offset) + .return }

/// Reverts with a part of memory.
func revertMemory(_ offset: UInt256, _ size: UInt256) -> Program { push(size) + push(offset) + .revert }

/// CALL or one of its kin, with calldata from and output to the beginning of memory.
func call(
    _ kind: Opcode,
    _ target: Address,
    value: UInt256 = 0,
    gas: UInt256? = nil,
    inputSize: UInt256 = 0,
    outputSize: UInt256 = 0
) -> Program {
    var program = push(outputSize) + push(0) + push(inputSize) + push(0)
    if kind == .call || kind == .callcode { program = program + push(value) }
    program = program + push(target)
    program = program + (gas.map { push($0) } ?? Program(.gas))
    return program + kind
}

/// CALL, as `call(_:_:)` makes it.
func call(
    _ target: Address,
    value: UInt256 = 0,
    gas: UInt256? = nil,
    inputSize: UInt256 = 0,
    outputSize: UInt256 = 0
) -> Program {
    call(.call, target, value: value, gas: gas, inputSize: inputSize, outputSize: outputSize)
}

/// Init code that deposits `code`.
func initCode(depositing code: [UInt8]) -> Program {
    let size = UInt256(UInt64(code.count))
    // PUSH2 size, PUSH1 offset, PUSH0, CODECOPY, PUSH2 size, PUSH0, RETURN are 12 bytes.
    let sizeBytes = Array(size.bigEndianBytes.suffix(2))
    let head: [UInt8] = [0x61] + sizeBytes + [0x60, 12, 0x5f, 0x39, 0x61] + sizeBytes + [0x5f, 0xf3]
    return Program(head + code)
}
