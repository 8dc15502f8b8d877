import EVM
import Primitives
import StrictJSON

/// go-ethereum's vectors of instructions with two operands, `X` pushed before `Y`; the file's name tells the
/// instruction.
enum OpcodeVectors {
    private static let gas: UInt64 = 100_000

    /// Reads the cases of a file.
    static func cases(_ file: JSONValue, fileName: String) throws(SpecTestError) -> [SpecTestCase] {
        guard let opcode = opcode(fileName) else { throw .unknownInstruction }
        do throws(JSONError) {
            var cases: [SpecTestCase] = []
            for test in try file.elements {
                let (x, y, expected) = (try test["X"].hexWord, try test["Y"].hexWord, try test["Expected"].hexWord)
                cases.append(
                    SpecTestCase(kind: .opcode, name: "\(opcode.name) \(x.hexQuantity) \(y.hexQuantity)") {
                        run(opcode, x, y, expected: expected)
                    }
                )
            }
            return cases
        } catch {
            throw .malformed(error)
        }
    }

    private static func opcode(_ fileName: String) -> Opcode? {
        let prefix = "testcases_"
        guard fileName.hasPrefix(prefix), fileName.hasSuffix(".json") else { return nil }
        let name = fileName.dropFirst(prefix.count).dropLast(5)
        switch name {
        case "add": return .add
        case "sub": return .sub
        case "mul": return .mul
        case "div": return .div
        case "sdiv": return .sdiv
        case "mod": return .mod
        case "smod": return .smod
        case "exp": return .exp
        case "signext": return .signextend
        case "lt": return .lt
        case "gt": return .gt
        case "slt": return .slt
        case "sgt": return .sgt
        case "eq": return .eq
        case "and": return .and
        case "or": return .or
        case "xor": return .xor
        case "byte": return .byte
        case "shl": return .shl
        case "shr": return .shr
        case "sar": return .sar
        default: return nil
        }
    }

    private static func run(_ opcode: Opcode, _ x: UInt256, _ y: UInt256, expected: UInt256) -> VectorVerdict {
        // PUSH32 x, PUSH32 y, the instruction, and the result as the output: PUSH0, MSTORE, PUSH1 32, PUSH0, RETURN.
        let code =
            [0x7f] + x.bigEndianBytes + [0x7f] + y.bigEndianBytes + [
                opcode.rawValue, 0x5f, 0x52, 0x60, 0x20, 0x5f, 0xf3,
            ]
        do {
            let result = try VectorMachine(fork: .osaka).run(code, gas: gas)
            guard result.status == .success else {
                return .failed("expected \(expected.hexQuantity), got \(result.status)")
            }
            let word = UInt256(truncatingBigEndian: result.output)
            return word == expected ? .passed : .failed("expected \(expected.hexQuantity), got \(word.hexQuantity)")
        } catch {
            return .failed("expected \(expected.hexQuantity), got: \(error)")
        }
    }
}
