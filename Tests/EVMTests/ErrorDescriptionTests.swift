import EVM
import Primitives
import Testing

@Suite("Descriptions of faults and halts")
struct ErrorDescriptionTests {
    private struct HostFailure: Error, CustomStringConvertible {
        let description = "the host's own words"
    }

    @Test("A fault of the host passes the host's words through; the others name what is missing")
    func faults() {
        #expect(EVMFault.host(HostFailure()).description == "the host's own words")
        #expect(EVMFault<HostFailure>.ancestorHashMissing(number: 7).description == "missing hash of ancestor block 7")
        #expect(
            EVMFault<HostFailure>.precompileUnavailable(Address(10)).description
                == "precompile 0x000000000000000000000000000000000000000a is not available"
        )
    }

    @Test("Interpolating a halt gives its words")
    func halts() {
        #expect("\(HaltReason.undefinedOpcode(0x0c))" == "undefined opcode 0x0c")
        #expect("\(HaltReason.precompile(.extensionFailure(code: 2)))" == "precompile failed with code 2")
    }
}
