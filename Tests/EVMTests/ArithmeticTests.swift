import EVM
import Primitives
import Testing

@Suite
struct ArithmeticTests {
    @Test(
        arguments: [
            // EIP-7939's examples and the powers' neighbours.
            (UInt256(0), UInt256(256)), (1, 255), (2, 254), (0xff, 248), (UInt256(1) << 255, 0),
            ((UInt256(1) << 255) &- 1, 1), (UInt256.max, 0), (UInt256(1) << 64, 191), (UInt256(1) << 128, 127),
        ] as [(UInt256, UInt256)]
    )
    func clzCountsLeadingZeros(_ operand: UInt256, _ expected: UInt256) throws {
        #expect(try run(push(operand) + .clz + returnTop).word == expected)
    }

    @Test
    func clzCostsFive() throws {
        let empty = try #require(try gasUsed(by: push(1) + .pop))
        #expect(try gasUsed(by: push(1) + .clz + .pop) == empty + 5)
    }

    @Test(arguments: [Fork.cancun, .prague])
    func clzIsUndefinedBeforeOsaka(_ fork: Fork) throws {
        let result = try run(push(1) + .clz, fork: fork)
        #expect(result.status == .halt(.undefinedOpcode(0x1e)))
        #expect(result.gasLeft == 0)
    }

    @Test(
        arguments: [
            // 2^256 - 1 ends in ...935, so twice it leaves 0 modulo 10.
            (UInt256.max, UInt256.max, UInt256(10), UInt256(0)),
            (10, 10, 8, 4), (1, 2, 0, 0), (UInt256.max, 1, UInt256.max, 1),
        ] as [(UInt256, UInt256, UInt256, UInt256)]
    )
    func addmodAddsWithoutWrapping(_ a: UInt256, _ b: UInt256, _ n: UInt256, _ expected: UInt256) throws {
        #expect(try run(push(n) + push(b) + push(a) + .addmod + returnTop).word == expected)
    }

    @Test(
        arguments: [(UInt256.max, UInt256.max, UInt256(12), UInt256(9)), (10, 10, 8, 4), (3, 4, 0, 0)]
            as [(UInt256, UInt256, UInt256, UInt256)]
    )
    func mulmodMultipliesWithoutWrapping(_ a: UInt256, _ b: UInt256, _ n: UInt256, _ expected: UInt256) throws {
        #expect(try run(push(n) + push(b) + push(a) + .mulmod + returnTop).word == expected)
    }

    @Test(
        arguments: [
            (UInt256(0), UInt64(10)), (1, 60), (255, 60), (256, 110), (UInt256.max, 10 + 50 * 32),
        ] as [(UInt256, UInt64)]
    )
    func expIsPricedByTheBytesOfItsExponent(_ exponent: UInt256, _ expected: UInt64) throws {
        let pushes = try #require(try gasUsed(by: push(exponent) + push(2) + .pop + .pop))
        #expect(try gasUsed(by: push(exponent) + push(2) + .exp + .pop) == pushes - 2 + expected)
    }

    @Test
    func keccakHashesMemoryAndPaysForWords() throws {
        let result = try run(push(33) + push(0) + .keccak256 + returnTop)
        #expect(result.word == Keccak256.hash([UInt8](repeating: 0, count: 33)).uint256)
        // Two words: 30 + 2 * 6, and 2 * 3 for memory.
        let pushes = try #require(try gasUsed(by: push(33) + push(0) + .pop + .pop))
        #expect(try gasUsed(by: push(33) + push(0) + .keccak256 + .pop) == pushes - 2 + 30 + 12 + 6)
    }

    @Test
    func keccakOfNothingIsCheapWhereverItLies() throws {
        let result = try run(push(0) + push(.max) + .keccak256 + returnTop)
        #expect(result.word == Keccak256.empty.uint256)
    }
}
