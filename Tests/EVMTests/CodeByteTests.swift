import EVM
import Testing

@Suite
struct CodeByteTests {
    @Test("Each case lies in memory as the byte it stands for")
    func memoryIsTheByte() {
        let bytes = [UInt8](0...255)
        bytes.withUnsafeBufferPointer { code in
            for index in code.indices {
                guard let place = code.baseAddress.map({ $0 + index }) else { continue }
                #expect(CodeByte(at: place).rawValue == code[index])
            }
        }
        #expect(CodeByte.allCases.count == 256)
    }

    @Test("Bytes have the names of their opcodes, and the others none")
    func names() {
        for byte in CodeByte.allCases {
            let isUndefined = "\(byte)" == "u" + (byte.rawValue < 16 ? "0" : "") + String(byte.rawValue, radix: 16)
            if let opcode = Opcode(rawValue: byte.rawValue) {
                #expect("\(byte)" == "\(opcode)")
            } else {
                #expect(isUndefined, "\(byte)")
            }
        }
    }
}
