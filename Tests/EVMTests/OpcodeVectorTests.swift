import EVM
import Foundation
import Primitives
import TestSupport
import Testing

/// Two-operand vectors of another client, with operands in the order of their pushing.
@Suite(.requires(.smallVectors))
struct OpcodeVectorTests {
    struct Vector: Decodable {
        let X: String
        let Y: String
        let Expected: String
    }

    static let opcodes: [(file: String, opcode: Opcode)] = [
        ("add", .add), ("sub", .sub), ("mul", .mul), ("div", .div), ("sdiv", .sdiv), ("mod", .mod), ("smod", .smod),
        ("exp", .exp), ("signext", .signextend), ("lt", .lt), ("gt", .gt), ("slt", .slt), ("sgt", .sgt), ("eq", .eq),
        ("and", .and), ("or", .or), ("xor", .xor), ("byte", .byte), ("shl", .shl), ("shr", .shr), ("sar", .sar),
    ]

    @Test
    func everyVectorGivesTheExpectedWord() throws {
        let folder = try Fixtures.path(.smallVectors) + "/evm_opcode_vectors/geth"
        var count = 0
        for (file, opcode) in OpcodeVectorTests.opcodes {
            let data = Data(try Fixtures.read("\(folder)/testcases_\(file).json"))
            for vector in try JSONDecoder().decode([Vector].self, from: data) {
                let x = try #require(UInt256(hex: vector.X))
                let y = try #require(UInt256(hex: vector.Y))
                let result = try run(push(x) + push(y) + opcode + returnTop)
                #expect(result.word == UInt256(hex: vector.Expected), "\(opcode.name) \(vector.X) \(vector.Y)")
                count += 1
            }
        }
        #expect(count == 1052)
    }
}
