import Primitives
import RollupContracts

/// Points that tests make hostile proofs and degenerate keys of.
enum BN254Points {
    /// Order of the coordinates' field (EIP-196).
    static let fieldOrder = UInt256(
        l0: 0x3c20_8c16_d87c_fd47,
        l1: 0x9781_6a91_6871_ca8d,
        l2: 0xb850_45b6_8181_585d,
        l3: 0x3064_4e72_e131_a029
    )

    static let infinity1 = BN254G1Words(x: 0, y: 0)
    static let infinity2 = BN254G2Words(xImaginary: 0, xReal: 0, yImaginary: 0, yReal: 0)

    /// The generator of the first group.
    static let one = BN254G1Words(x: 1, y: 2)
    static let minusOne = negated(one)
    /// Twice the generator.
    static let two = BN254G1Words(
        x: UInt256(hex: "030644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd3") ?? 0,
        y: UInt256(hex: "15ed738c0e0a7c92e7845f96b2ae9c0a68a6a449e3538fc7ff3ebf7a5a18a2c4") ?? 0
    )
    /// No point of the curve.
    static let offCurve = BN254G1Words(x: 1, y: 3)

    /// The generator of the second group (EIP-197).
    static let generator2 = BN254G2Words(
        xImaginary: UInt256(hex: "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2") ?? 0,
        xReal: UInt256(hex: "1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed") ?? 0,
        yImaginary: UInt256(hex: "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b") ?? 0,
        yReal: UInt256(hex: "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa") ?? 0
    )

    /// On the second curve and not in the group: the point with the least first coordinate.
    static let outsideSubgroup = BN254G2Words(
        xImaginary: 0,
        xReal: 1,
        yImaginary: UInt256(hex: "0d1271953ed9ea0836846e70a1934187998c7f790cb4d7511b7f8da82de048a4") ?? 0,
        yReal: UInt256(hex: "2869111d5381f072f8e2728fdb825a51aadd70e52c9830e9ab4b871c0531f1bb") ?? 0
    )

    static func negated(_ point: BN254G1Words) -> BN254G1Words {
        BN254G1Words(x: point.x, y: fieldOrder &- point.y)
    }
}
