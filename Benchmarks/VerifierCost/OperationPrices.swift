#if COUNT_OPERATIONS
import Conformance
import EVM
import Primitives
import ProofVerifier
import RollupContracts

/// Gas of the operations that a verifier of ours is made of.
struct OperationPrices {
    var baseProduct: Int
    var mixedProduct: Int
    var cubicProduct: Int
    var cubicSum: Int
    /// Reading an element: eight bytes of the calldata, shifted, compared with the order.
    var element: Int
    /// A call of KECCAK256 without its words.
    var hash: Int
    /// A word to hash: brought to memory, and hashed.
    var hashedWord: Int

    /// What no contract can be cheaper than: the instructions themselves, each operand pushed once, nothing moved,
    /// looped or stored (Yellow Paper, appendix H).
    static let instructionsAlone = OperationPrices(
        // MUL, MOD, the order, two operands.
        baseProduct: 5 + 5 + 3 + 6,
        // Three MUL and ADD, and their operands.
        mixedProduct: 3 * (5 + 3) + 6 * 3,
        // Nine MUL, eight ADD, three MOD by a pushed order, eighteen operands.
        cubicProduct: 9 * 5 + 8 * 3 + 3 * (5 + 3) + 18 * 3,
        cubicSum: 3 * 3 + 6 * 3,
        // CALLDATALOAD, SHR, LT with their operands.
        element: 3 * 3 + 4 * 3,
        hash: 30 + 2 * 3,
        // CALLDATACOPY or MSTORE, and the hash.
        hashedWord: 3 + 6
    )

    /// What Vyper makes of them, from `FieldOperations.vy`.
    static func measured() throws -> OperationPrices {
        let meter = try Meter()
        let element = UInt256(0x8000_0000_0000_3039)
        let cubic = ABIValue.fixedArray((0..<3).map { .uint(element &+ UInt256($0)) })
        let word = ABIValue.bytes32(Bytes32(element))
        let node = try meter.gas(FieldOperations.Function.merkleNodes, [word, word])
        return OperationPrices(
            baseProduct: try meter.gas(FieldOperations.Function.baseProducts, [.uint(element), .uint(element)]),
            mixedProduct: try meter.gas(FieldOperations.Function.mixedProducts, [cubic, .uint(element)]),
            cubicProduct: try meter.gas(FieldOperations.Function.cubicProducts, [cubic, cubic]),
            cubicSum: try meter.gas(FieldOperations.Function.cubicSums, [cubic, cubic]),
            element: instructionsAlone.element,
            // A node has two words and a byte, three words to the hash.
            hash: node - 3 * instructionsAlone.hashedWord,
            hashedWord: instructionsAlone.hashedWord
        )
    }

    /// Gas of some operations.
    func gas(_ counts: OperationCounts) -> Int {
        counts.baseProducts * baseProduct + counts.mixedProducts * mixedProduct
            + counts.cubicProducts * cubicProduct + counts.cubicSums * cubicSum + counts.elements * element
            + counts.hashes * hash + counts.hashedWords * hashedWord
    }
}

/// Runs loops of the contract.
private struct Meter {
    private let code: [UInt8]
    private static let gasLimit: UInt64 = 10_000_000

    init() throws {
        var creation = CodeRun(fork: .osaka, code: FieldOperations.artifact.creationCode, gas: Self.gasLimit)
        creation.isCreation = true
        code = try creation.run().result.output
    }

    /// Gas of one pass of a function's loop, less that of an empty loop.
    func gas(_ function: ABIFunction, _ operands: [ABIValue]) throws -> Int {
        try gasOfPass(function, operands) - gasOfPass(FieldOperations.Function.nothing, [])
    }

    private func gasOfPass(_ function: ABIFunction, _ operands: [ABIValue]) throws -> Int {
        let passes = 100
        let gas = try [passes, 2 * passes].map { count in
            let input = function.encodeCall([.uint(UInt256(UInt64(count)))] + operands)
            let outcome = try CodeRun(fork: .osaka, code: code, input: input, gas: Self.gasLimit).run()
            guard outcome.result.isSuccess else { throw Failure(function: function.name) }
            return Int(outcome.gasUsed)
        }
        return (gas[1] - gas[0]) / passes
    }

    struct Failure: Error {
        var function: String
    }
}
#endif
