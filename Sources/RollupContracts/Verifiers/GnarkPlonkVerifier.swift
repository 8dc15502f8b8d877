public import Primitives

/// `GnarkPlonkVerifier.vy`: verifies PLONK proofs over BN254 as gnark makes them with one commitment to wires, for the
/// key that it is deployed with.
public enum GnarkPlonkVerifier {
    /// Most public inputs of a key.
    public static let maxInputCount = 16

    /// Verifying key of a circuit and its set-up.
    public struct VerifyingKey: Hashable, Sendable {
        /// Rows of the circuit: a power of two.
        public var size: UInt64
        /// A root of unity of that order.
        public var omega: UInt256
        /// The second column's coset; the third's is its square.
        public var coset: UInt256
        /// Number of public inputs.
        public var inputCount: Int
        /// Row of the committed wires' hash, counted behind the public inputs.
        public var commitmentRow: UInt64
        /// Commitments to the permutation and the selectors, in the order of gnark's transcript: s1, s2, s3, ql, qr,
        /// qm, qo, qk, and the selector of the committed wires.
        public var commitments: [BN254G1Words]
        /// Generator of the first group in the KZG set-up.
        public var g1: BN254G1Words
        /// Generator of the second group in the KZG set-up.
        public var g2: BN254G2Words
        /// The second generator times the set-up's secret.
        public var g2Tau: BN254G2Words

        /// How many commitments a key has.
        public static let commitmentCount = 9

        /// Takes the values as they are; nil unless there are nine commitments.
        ///
        /// The contract's constructor refuses what no proof could be for.
        public init?(
            size: UInt64,
            omega: UInt256,
            coset: UInt256,
            inputCount: Int,
            commitmentRow: UInt64,
            commitments: [BN254G1Words],
            g1: BN254G1Words,
            g2: BN254G2Words,
            g2Tau: BN254G2Words
        ) {
            guard commitments.count == Self.commitmentCount, inputCount >= 0 else { return nil }
            self.size = size
            self.omega = omega
            self.coset = coset
            self.inputCount = inputCount
            self.commitmentRow = commitmentRow
            self.commitments = commitments
            self.g1 = g1
            self.g2 = g2
            self.g2Tau = g2Tau
        }

        var abiValue: ABIValue {
            let numbers = [UInt256(size), omega, coset, UInt256(UInt64(inputCount)), UInt256(commitmentRow)]
            let points = commitments.map(\.words) + [g1.words, g2.words, g2Tau.words]
            return .tuple(numbers.map { .uint($0) } + points.map { .words($0) })
        }

        /// What the contract's `keyHash()` returns: which circuit and set-up it stands for.
        public var hash: Bytes32 { Keccak256.hash(ABI.encode([abiValue])) }
    }

    /// Words of a proof, in the order that stands at the head of the Vyper source.
    public static let proofWordCount = 27

    /// Init code of a verifier for a key.
    public static func initCode(_ key: VerifyingKey) -> [UInt8] { artifact.initCode([key.abiValue]) }

    /// Calldata that has a proof verified.
    ///
    /// - Parameters:
    ///   - proof: gnark's encoding for contracts: 864 bytes.
    ///   - inputs: The public inputs, as many as the key says.
    /// - Returns: Calldata of `verify`, which returns true or reverts; nil for a proof of another length.
    public static func verify(_ proof: [UInt8], inputs: [UInt256]) -> [UInt8]? {
        guard let words = UInt256.words(proof, count: proofWordCount) else { return nil }
        return Function.verify.encodeCall([.words(words), .array(inputs.map { .uint($0) })])
    }

    /// Reason for which the contract reverts.
    public enum Revert: String, CaseIterable, Hashable, Sendable {
        /// There are more or fewer inputs than the key has.
        case inputCount = "InputCount"
        /// Calldata stand behind the arguments.
        case length = "Length"
        /// An input is not below the group's order.
        case inputAboveField = "InputAboveField"
        /// An opened value is not below the group's order.
        case valueAboveField = "ValueAboveField"
        /// The key's rows are no domain.
        case domain = "Domain"
        /// A point of the key's set-up is at infinity.
        case infinity = "Infinity"
        /// Points and values are such, and prove nothing.
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
