import EVM
import Primitives
import Testing

/// What the precompiles of EIP-196 and EIP-197 refuse, and what only looks wrong.
///
/// The cases are those of the two texts and of the public state tests `stZeroKnowledge`. The arithmetic is tested where
/// it is.
@Suite("BN254 precompiles")
struct BN254PrecompileTests {
    private static let fieldOrder =
        UInt256(
            hex: "30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47"
        ) ?? 0
    private static let groupOrder =
        UInt256(
            hex: "30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001"
        ) ?? 0
    private static let generator1: [UInt256] = [1, 2]
    private static let infinity1: [UInt256] = [0, 0]
    private static let infinity2: [UInt256] = [0, 0, 0, 0]
    /// In the order of EIP-197: of each coordinate the imaginary part first.
    private static let generator2: [UInt256] = [
        "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2",
        "1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed",
        "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b",
        "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa",
    ].map { UInt256(hex: $0) ?? 0 }
    /// On the twist and not in the group: the point with the least first coordinate.
    private static let outsideSubgroup: [UInt256] = [
        0, 1, UInt256(hex: "0d1271953ed9ea0836846e70a1934187998c7f790cb4d7511b7f8da82de048a4") ?? 0,
        UInt256(hex: "2869111d5381f072f8e2728fdb825a51aadd70e52c9830e9ab4b871c0531f1bb") ?? 0,
    ]
    /// Of `ecpairing_one_point_not_in_subgroup`, which is off the twist too.
    private static let publicOutside: [UInt256] = [
        0, 8, UInt256(hex: "00d3270b7da683f988d3889abcdad9776ecd45abaca689f1118c3fd33404b439") ?? 0,
        UInt256(hex: "2588360d269af2cd3e0803839ea274c2b8f062a6308e8da85fd774c26f1bcb87") ?? 0,
    ]

    /// Words that are no point of the first group, each for its own reason.
    static let noPoints: [(reason: String, words: [UInt256])] = [
        ("off the curve", [1, 3]), ("off the curve, x alone", [1, 0]), ("off the curve, y alone", [0, 2]),
        ("off the curve, as in ecpairing_one_point_with_g2_zero_and_g1_invalid", [0x11, 2]),
        ("x = 1 + p", [fieldOrder &+ 1, 2]), ("y = 2 + p", [1, fieldOrder &+ 2]),
        ("x = p - 1 off the curve", [fieldOrder &- 1, 2]),
        ("infinity as (p, 0)", [fieldOrder, 0]), ("infinity as (0, p)", [0, fieldOrder]),
        ("infinity as (p, p)", [fieldOrder, fieldOrder]),
        ("infinity plus the group's order, as in ecpairing_perturb_zeropoint_by_curve_order", [groupOrder, 0]),
        ("all ones", [.max, .max]),
    ]

    private func execute(_ address: UInt64, _ input: [UInt8]) throws -> ExecutionResult {
        var world = World(fork: .osaka)
        return try world.execute(.call(from: Accounts.sender, to: Address(address), input: input, gas: 1_000_000))
    }

    private func execute(_ address: UInt64, _ words: [UInt256]) throws -> ExecutionResult {
        try execute(address, words.flatMap(\.bigEndianBytes))
    }

    /// Whether the call fails as a precompile has to: with all of its gas.
    private func isRefused(_ address: UInt64, _ words: [UInt256]) throws -> Bool {
        let result = try execute(address, words)
        return result.status == .halt(.precompile(.invalidInput)) && result.gasLeft == 0 && result.output.isEmpty
    }

    @Test("Addition, multiplication and pairing refuse what is no point of the first group", arguments: noPoints)
    func noPointOfTheFirstGroup(_ reason: String, _ words: [UInt256]) throws {
        #expect(try isRefused(6, words + Self.generator1))
        #expect(try isRefused(6, Self.generator1 + words))
        #expect(try isRefused(6, words))
        for scalar in [0, 1, Self.groupOrder] as [UInt256] { #expect(try isRefused(7, words + [scalar])) }
        #expect(try isRefused(8, words + Self.generator2))
        #expect(try isRefused(8, words + Self.infinity2))
        #expect(try isRefused(8, Self.generator1 + Self.generator2 + words + Self.generator2))
    }

    @Test("Pairing refuses what is no point of the second group, also beside infinity")
    func noPointOfTheSecondGroup() throws {
        var refused = [Self.outsideSubgroup, Self.publicOutside, [0, 0, 0, 1], [1, 0, 0, 0]]
        for place in 0..<4 {
            // One more is off the twist; the modulus more is the same residue; the group's order is no modulus here.
            for added in [1, Self.fieldOrder, Self.groupOrder] as [UInt256] {
                var words = Self.generator2
                words[place] = words[place] &+ added
                refused.append(words)
            }
            var infinity = Self.infinity2
            infinity[place] = Self.fieldOrder
            refused.append(infinity)
        }
        // The real part first, as some libraries have it.
        refused.append([1, 0, 3, 2].map { Self.generator2[$0] })
        for words in refused {
            #expect(try isRefused(8, Self.generator1 + words), "\(words)")
            #expect(try isRefused(8, Self.infinity1 + words), "\(words)")
        }
    }

    @Test("Points at infinity, scalars above the group's order and short inputs are none of them wrong")
    func onlyLooksWrong() throws {
        let one = UInt256.one.bigEndianBytes
        let zero = UInt256.zero.bigEndianBytes
        #expect(try execute(8, [UInt8]()).output == one)
        for words in [
            Self.infinity1 + Self.generator2, Self.generator1 + Self.infinity2, Self.infinity1 + Self.infinity2,
        ] {
            #expect(try execute(8, words).output == one)
        }
        #expect(try execute(8, Self.generator1 + Self.generator2).output == zero)
        #expect(try execute(6, Self.infinity1 + Self.generator1).output == Self.generator1.flatMap(\.bigEndianBytes))
        // A scalar counts modulo the order: EIP-196 bounds it by 2^256 alone, so that contracts have to bound it.
        let same = try [5, Self.groupOrder &+ 5].map { try execute(7, Self.generator1 + [$0]) }
        #expect(same[0] == same[1] && same[0].status == .success)
        #expect(try execute(7, Self.generator1 + [Self.groupOrder]).output == zero + zero)
        #expect(try execute(7, Self.generator1 + [.max]).status == .success)
        // What is missing at the end is zero: a scalar, then a point.
        #expect(try execute(7, Self.generator1).output == zero + zero)
        #expect(try execute(6, Self.generator1).output == Self.generator1.flatMap(\.bigEndianBytes))
        #expect(try execute(6, [UInt8]()).output == zero + zero)
        // A y that is cut off is zero too, which takes the point off the curve.
        #expect(try isRefused(6, [1]))
        #expect(try isRefused(7, [1]))
    }

    @Test("Pairing takes whole pairs alone", arguments: [1, 64, 128, 191, 193, 383, 385])
    func lengths(_ count: Int) throws {
        let pairs = (Self.generator1 + Self.generator2 + Self.generator1 + Self.generator2 + [0]).flatMap(
            \.bigEndianBytes
        )
        let result = try execute(8, Array(pairs.prefix(count)))
        #expect(result.status == .halt(.precompile(.invalidInput)) && result.gasLeft == 0)
    }
}
