public import Primitives

/// `Groth16Verifier.vy`: verifies Groth16 proofs over BN254 for the key that it is deployed with.
///
/// Why the key stands in the contract's code: docs/decisions/0056-keys-of-verifier-contracts.md.
public enum Groth16Verifier {
    /// Most public inputs of a key.
    public static let maxInputCount = 16

    /// Order of the group: public inputs are below it.
    public static let scalarOrder = UInt256(
        l0: 0x43e1_f593_f000_0001,
        l1: 0x2833_e848_79b9_7091,
        l2: 0xb850_45b6_8181_585d,
        l3: 0x3064_4e72_e131_a029
    )

    /// Verifying key of a circuit and its set-up.
    public struct VerifyingKey: Hashable, Sendable {
        /// alpha, in the first group.
        public var alpha: BN254G1Words
        /// beta, in the second group.
        public var beta: BN254G2Words
        /// gamma, in the second group: what public inputs are divided by.
        public var gamma: BN254G2Words
        /// delta, in the second group: what the private part is divided by.
        public var delta: BN254G2Words
        /// A point for the constant, and one for each public input.
        public var inputPoints: [BN254G1Words]

        /// Takes the points as they are; the contract's constructor refuses those that are none.
        public init(
            alpha: BN254G1Words,
            beta: BN254G2Words,
            gamma: BN254G2Words,
            delta: BN254G2Words,
            inputPoints: [BN254G1Words]
        ) {
            self.alpha = alpha
            self.beta = beta
            self.gamma = gamma
            self.delta = delta
            self.inputPoints = inputPoints
        }

        /// Reads alpha, beta, gamma, delta and the inputs' points, without a gap, in the order of EIP-197.
        ///
        /// - Parameter bytes: 448 bytes and 64 for each of at least one point, the constant's.
        public init?(_ bytes: [UInt8]) {
            let fixed = BN254G1Words.byteCount + 3 * BN254G2Words.byteCount
            guard bytes.count > fixed, (bytes.count - fixed) % BN254G1Words.byteCount == 0 else { return nil }
            var offset = 0
            func next(_ count: Int) -> ArraySlice<UInt8> {
                defer { offset += count }
                return bytes[offset..<offset + count]
            }
            guard let alpha = BN254G1Words(next(BN254G1Words.byteCount)),
                let beta = BN254G2Words(next(BN254G2Words.byteCount)),
                let gamma = BN254G2Words(next(BN254G2Words.byteCount)),
                let delta = BN254G2Words(next(BN254G2Words.byteCount))
            else { return nil }
            var points: [BN254G1Words] = []
            while offset < bytes.count {
                guard let point = BN254G1Words(next(BN254G1Words.byteCount)) else { return nil }
                points.append(point)
            }
            self.init(alpha: alpha, beta: beta, gamma: gamma, delta: delta, inputPoints: points)
        }

        var abiValues: [ABIValue] {
            [
                .words(alpha.words), .words(beta.words), .words(gamma.words), .words(delta.words),
                .array(inputPoints.map { .words($0.words) }),
            ]
        }

        /// What the contract's `keyHash()` returns: which circuit and set-up it stands for.
        public var hash: Bytes32 { Keccak256.hash(ABI.encode(abiValues)) }
    }

    /// A proof: three points.
    public struct Proof: Hashable, Sendable {
        /// A, in the first group.
        public var a: BN254G1Words
        /// B, in the second group.
        public var b: BN254G2Words
        /// C, in the first group.
        public var c: BN254G1Words

        /// Takes the points as they are; the contract refuses those that are none.
        public init(a: BN254G1Words, b: BN254G2Words, c: BN254G1Words) {
            self.a = a
            self.b = b
            self.c = c
        }

        /// Reads A, B and C, without a gap, in the order of EIP-197: 256 bytes; nil for another number.
        public init?(_ bytes: [UInt8]) {
            guard bytes.count == 2 * BN254G1Words.byteCount + BN254G2Words.byteCount,
                let a = BN254G1Words(bytes[..<64]), let b = BN254G2Words(bytes[64..<192]),
                let c = BN254G1Words(bytes[192...])
            else { return nil }
            self.init(a: a, b: b, c: c)
        }

        /// The eight words in the contract's order.
        public var words: [UInt256] { a.words + b.words + c.words }
    }

    /// Init code of a verifier for a key.
    public static func initCode(_ key: VerifyingKey) -> [UInt8] { artifact.initCode(key.abiValues) }

    /// Calldata that has a proof verified.
    ///
    /// - Parameters:
    ///   - proof: The proof.
    ///   - inputs: The public inputs, as many as the key has points beside the constant's.
    /// - Returns: Calldata of `verify`, which returns true or reverts.
    public static func verify(_ proof: Proof, inputs: [UInt256]) -> [UInt8] {
        Function.verify.encodeCall([.words(proof.words), .array(inputs.map { .uint($0) })])
    }

    /// Reason for which the contract reverts.
    public enum Revert: String, CaseIterable, Hashable, Sendable {
        /// There are more or fewer inputs than the key has.
        case inputCount = "InputCount"
        /// Calldata stand behind the arguments.
        case length = "Length"
        /// A point of the proof, or of the key, is at infinity.
        case infinity = "Infinity"
        /// An input is not below the group's order.
        case inputAboveField = "InputAboveField"
        /// A key without the constant's point.
        case noConstant = "NoConstant"
        /// The points are points, and prove nothing.
        case noProof = "NoProof"

        /// The reason in a revert's output; nil for another one.
        ///
        /// Calldata that are not what the ABI says, and points that are none, revert without a reason.
        public init?(_ reason: RevertReason) {
            guard case .message(let text) = reason else { return nil }
            self.init(rawValue: text)
        }
    }
}
