import Primitives
import Testing

@Suite("Descriptions of codec errors")
struct ErrorDescriptionTests {
    @Test("Each codec says what is wrong in one line")
    func texts() {
        #expect(
            RLPError.wrongLength(expected: 32, got: 31).description
                == "wrong length of RLP string: expected 32 bytes, got 31"
        )
        #expect(
            SSZError.offsetNotAligned(6).description
                == "first SSZ offset of a list must be a positive multiple of 4, got 6"
        )
        #expect(
            SSZError.tooManyBytes(limit: 32, got: 33).description
                == "SSZ byte list of 33 bytes is above the limit of 32"
        )
        #expect(
            ABIError.wrongSelector(expected: 0x0a2b_3c4d).description == "wrong function selector: expected 0x0a2b3c4d"
        )
    }

    @Test("Interpolation gives the text, not the case")
    func interpolation() {
        #expect("\(RLPError.expectedList)" == "RLP string stands where a list must be")
    }
}
