public import Primitives

/// `SequencerBond.vy` on L1: stands behind the L2 headers that a sequencer has signed before L1 has them.
public enum SequencerBond {
    /// Seconds between asking for the bond and having it.
    public static let withdrawalDelay: UInt64 = 86_400
    /// Bytes of the longest header that counts.
    public static let maxHeaderByteCount = 1024
    /// L2 blocks after its own in whose state a block's hash can be looked up (EIP-2935); and L1 blocks after its
    /// anchor as long as a header proves anything.
    public static let historyLength: UInt64 = 8191
    /// L2 blocks below the settled head of which a broken promise can be shown: the oldest state root that the rollup
    /// keeps is `historyLength - 1` blocks old, and has the hashes of `historyLength` more.
    public static let evidenceLength: UInt64 = 2 * historyLength - 1

    /// A header with the sequencer's signature.
    public struct SignedHeader: Hashable, Sendable {
        /// The encoded header (RLP).
        public var header: [UInt8]
        /// 27 or 28, by the parity of the signature's point.
        public var v: UInt8
        /// The signature's x coordinate.
        public var r: UInt256
        /// The signature's second number.
        public var s: UInt256

        /// A header with a signature, good or not.
        public init(header: [UInt8], v: UInt8, r: UInt256, s: UInt256) {
            self.header = header
            self.v = v
            self.r = r
            self.s = s
        }

        fileprivate var abiValues: [ABIValue] {
            [.bytes(header), .tuple([.uint(UInt256(UInt64(v))), .uint(r), .uint(s)])]
        }
    }

    /// Init code of a deployment, whose value is the first deposit.
    ///
    /// - Parameters:
    ///   - rollup: The `SequencedNativeRollup`.
    ///   - sequencer: Who signs headers.
    ///   - l2ChainID: Chain id of the L2.
    ///   - leastBond: Least bond in wei with which the sequencer has the first word; the deployment's value is no less.
    /// - Returns: The init code.
    public static func initCode(
        rollup: Address,
        sequencer: Address,
        l2ChainID: UInt64,
        leastBond: UInt256
    ) -> [UInt8] {
        artifact.initCode([.address(rollup), .address(sequencer), .uint(UInt256(l2ChainID)), .uint(leastBond)])
    }

    /// What a sequencer signs to promise a header: bound to this L1, this rollup and this bond.
    ///
    /// - Parameters:
    ///   - headerHash: Keccak-256 of the encoded header.
    ///   - l1ChainID: Chain id of L1.
    ///   - bond: The contract of the bond.
    ///   - rollup: The rollup's contract.
    ///   - l2ChainID: Chain id of the L2.
    /// - Returns: The hash to be signed.
    public static func digest(
        headerHash: Bytes32,
        l1ChainID: UInt64,
        bond: Address,
        rollup: Address,
        l2ChainID: UInt64
    ) -> Bytes32 {
        let label = Keccak256.hash(Array("Preconfirmation of an L2 header".utf8))
        let domain = Keccak256.hash(
            ABI.encode([
                .bytes32(label), .uint(UInt256(l1ChainID)), .address(bond), .address(rollup),
                .uint(UInt256(l2ChainID)),
            ])
        )
        return Keccak256.hash(concatenating: domain, headerHash)
    }

    /// Calldata that adds the value to the bond.
    public static func deposit() -> [UInt8] { Function.deposit.encodeCall([]) }

    /// Calldata by which the sequencer asks for the bond back.
    public static func requestWithdrawal() -> [UInt8] { Function.requestWithdrawal.encodeCall([]) }

    /// Calldata by which the sequencer takes the bond.
    public static func withdraw() -> [UInt8] { Function.withdraw.encodeCall([]) }

    /// Calldata that asks whether enough stands behind the sequencer, and stays there.
    public static func isBonded() -> [UInt8] { Function.isBonded.encodeCall([]) }

    /// Calldata that shows two signed headers of one height.
    public static func slashEquivocation(_ first: SignedHeader, _ second: SignedHeader) -> [UInt8] {
        Function.slashEquivocation.encodeCall(first.abiValues + second.abiValues)
    }

    /// Calldata that shows a signed header of a height at which the sequencer has handed in another block.
    ///
    /// - Parameters:
    ///   - signed: The signed header.
    ///   - settledHeader: The encoded header of the block that L1 has settled at that height.
    ///   - l2BlockNumber: The header's own number while that is the height of the rollup's head, or a later settled
    ///     block.
    ///   - proof: Proof of the header's slot in the history of block hashes (EIP-2935) in that later block's state; nil
    ///     at the head.
    /// - Returns: Calldata of `slashDivergence`.
    public static func slashDivergence(
        _ signed: SignedHeader,
        settledHeader: [UInt8],
        l2BlockNumber: UInt64,
        proof: AccountAndStorageProof?
    ) -> [UInt8] {
        let proof = proof ?? AccountAndStorageProof(accountProof: [], storageProof: [])
        return Function.slashDivergence.encodeCall(
            signed.abiValues + [.bytes(settledHeader), .uint(UInt256(l2BlockNumber))] + proof.abiValues
        )
    }

    /// Storage slots of the contract: what came in equals what it holds, has paid and has burned.
    public enum Slot {
        /// Whether the sequencer was slashed.
        public static var isSlashed: UInt256 { Layout.isSlashed }
        /// Time from which the sequencer can take the bond, in seconds; 0 as long as he has not asked for it.
        public static var availableAt: UInt256 { Layout.availableAt }
        /// Wei behind the sequencer.
        public static var amount: UInt256 { Layout.amount }
        /// Wei that came in.
        public static var totalDeposited: UInt256 { Layout.totalDeposited }
        /// Wei that were paid.
        public static var totalPaid: UInt256 { Layout.totalPaid }
        /// Wei that were burned.
        public static var totalBurned: UInt256 { Layout.totalBurned }
    }

    /// Account that keeps the hashes of a chain's newest blocks, on L1 and on an L2 (EIP-2935).
    public static let historyStorage = Address(
        w0: 0x0000_f908,
        w1: 0x27f1_c53a_10cb_7a02,
        w2: 0x335b_1753_2000_2935
    )

    /// Slot in which that account keeps the hash of a block.
    public static func historySlot(of number: UInt64) -> UInt256 { UInt256(number % historyLength) }

    /// Reason of a revert of the contract.
    public enum Revert: String, Error, CaseIterable, Hashable, Sendable {
        /// The deployment names no sequencer.
        case noSequencer = "no sequencer"
        /// The deployment has no bond behind the sequencer, or asks for none.
        case noBond = "no bond"
        /// Only the sequencer can ask for the bond, and take it.
        case notSequencer = "not sequencer"
        /// The bond is gone, and the sequencer with it.
        case slashed
        /// The sequencer has asked for the bond back.
        case withdrawalPending = "withdrawal pending"
        /// The sequencer has not asked for the bond back.
        case noWithdrawal = "no withdrawal"
        /// The sequencer has asked for the bond less than a day ago.
        case delayNotOver = "delay not over"
        /// The sequencer's account does not take the bond.
        case paymentFailed = "payment failed"
        /// What was signed is no header of an L2 block with an anchor.
        case wrongHeader = "wrong header"
        /// The signature is not the sequencer's over this header, for this rollup.
        case notSignedBySequencer = "not signed by sequencer"
        /// Both headers are the same.
        case sameHeader = "same header"
        /// The headers are of two heights.
        case otherHeight = "other height"
        /// The headers have two parents: the sequencer may have had to go on from somebody else's block.
        case otherParent = "other parent"
        /// Somebody else has handed in what stands in the place of the promised block.
        case othersBlock = "handed in by another"
        /// L1 has not settled a block of the header's height, or the block named is no later one.
        case notSettled = "not settled"
        /// The proof does not show which block L1 has settled.
        case invalidProof = "invalid proof"
        /// L1 has settled the block that was promised.
        case asPromised = "as promised"
        /// L1 has no hash of the header's anchor any more.
        case anchorNotAvailable = "anchor not available"
        /// L1 has lost the header's anchor, or never had it: the sequencer cannot be blamed.
        case anchorReorged = "anchor reorged"
        /// The L2 block that the proof is about is not settled, or fell out of the ring.
        case stateRootNotAvailable = "state root not available"
    }
}
