public import Primitives

/// What a batch of payments leads to, as the games of a ledger claim it.
public struct BatchHeader: Hashable, Sendable {
    /// Root after the batch.
    public var root: UInt256
    /// Root of the batch's withdrawals.
    public var withdrawalsRoot: UInt256
    /// Hash of the batch's data, as the ledger's contract commits to it.
    public var dataHash: UInt256
    /// Deposits that the batches up to this one have taken.
    public var depositEnd: UInt64

    /// A header as it is to be claimed.
    public init(root: UInt256, withdrawalsRoot: UInt256, dataHash: UInt256, depositEnd: UInt64) {
        self.root = root
        self.withdrawalsRoot = withdrawalsRoot
        self.dataHash = dataHash
        self.depositEnd = depositEnd
    }

    /// What stands before the first batch of a ledger that begins with a root.
    public init(genesisRoot: UInt256) {
        self.init(root: genesisRoot, withdrawalsRoot: .zero, dataHash: .zero, depositEnd: 0)
    }

    /// Hash of the header, which stands where claims about an EVM chain have a block's.
    public var hash: Bytes32 {
        Keccak256.hash(
            ABI.encode([.uint(root), .uint(withdrawalsRoot), .uint(dataHash), .uint(UInt256(depositEnd))])
        )
    }
}

/// `BatchClaimVerifier.vy` on L1: accepts a claim when a Groth16 proof shows what its batch does to the ledger.
public enum BatchClaimVerifier {
    /// Init code of the verifier of one ledger, which has been deployed.
    ///
    /// - Parameters:
    ///   - ledger: The ledger's contract.
    ///   - groth16: Verifier of the circuit.
    ///   - keyHash: Hash of the verifying key that the verifier must have.
    /// - Returns: The init code.
    public static func initCode(ledger: Address, groth16: Address, keyHash: Bytes32) -> [UInt8] {
        artifact.initCode([.address(ledger), .address(groth16), .bytes32(keyHash)])
    }

    /// What a game is shown of a batch.
    public struct Payload: Hashable, Sendable {
        /// Eight words in the order of EIP-197.
        public var proof: [UInt256]
        /// What the batch before it led to.
        public var before: BatchHeader
        /// Root after the batch, which the proof is of.
        public var root: UInt256
        /// Root of the batch's withdrawals, which the proof is of.
        public var withdrawalsRoot: UInt256
        /// How many deposits the batch takes.
        public var depositCount: UInt64
        /// The batch's public data.
        public var data: [UInt8]

        /// A payload as it is to be shown; the contract checks it.
        public init(
            proof: [UInt256],
            before: BatchHeader,
            root: UInt256,
            withdrawalsRoot: UInt256,
            depositCount: UInt64,
            data: [UInt8]
        ) {
            self.proof = proof
            self.before = before
            self.root = root
            self.withdrawalsRoot = withdrawalsRoot
            self.depositCount = depositCount
            self.data = data
        }

        /// The bytes that the contract takes.
        public var encoded: [UInt8] {
            let header = [
                before.root, before.withdrawalsRoot, before.dataHash, UInt256(before.depositEnd), root,
                withdrawalsRoot, UInt256(depositCount),
            ]
            return (proof + header).flatMap(\.bigEndianBytes) + data
        }
    }
}

/// `GameVerdictVerifier.vy` on L1: stands where a ledger has its Groth16 verifier, and believes what a game decided.
public enum GameVerdictVerifier {
    /// Init code of the verifier.
    ///
    /// - Parameters:
    ///   - registry: The `HybridRollup` that knows which games it has adopted.
    ///   - keyHash: Hash of the verifying key that decides a dispute.
    /// - Returns: The init code.
    public static func initCode(registry: Address, keyHash: Bytes32) -> [UInt8] {
        artifact.initCode([.address(registry), .bytes32(keyHash)])
    }

    /// What the ledger's contract is shown in the place of a proof.
    ///
    /// - Parameters:
    ///   - game: The game about the batch.
    ///   - before: What the batch before it led to.
    ///   - depositEnd: Deposits that the batches up to this one have taken.
    /// - Returns: Eight words.
    public static func verdict(of game: Address, before: BatchHeader, depositEnd: UInt64) -> [UInt256] {
        [
            game.uint256, before.withdrawalsRoot, before.dataHash, UInt256(before.depositEnd), UInt256(depositEnd),
            .zero, .zero, .zero,
        ]
    }
}
