public import Primitives

extension EscapableRollup {
    /// A member's signature of an availability claim.
    public struct Attestation: Hashable, Sendable {
        /// Who signs.
        public var signer: Address
        /// 27 or 28: the parity of the nonce's point.
        public var v: UInt8
        /// The nonce's point.
        public var r: UInt256
        /// The response.
        public var s: UInt256

        /// A signature, which the contract checks.
        public init(signer: Address, v: UInt8, r: UInt256, s: UInt256) {
            self.signer = signer
            self.v = v
            self.r = r
            self.s = s
        }
    }

    /// Two coordinates on Baby Jubjub.
    public struct Point: Hashable, Sendable {
        /// The first coordinate.
        public var x: UInt256
        /// The second coordinate.
        public var y: UInt256

        /// Joins two coordinates, unchecked.
        public init(x: UInt256, y: UInt256) {
            self.x = x
            self.y = y
        }

        fileprivate var value: ABIValue { .fixedArray([.uint(x), .uint(y)]) }
    }

    /// A withdrawal with its signature, as L1 is shown it.
    public struct ExitRequest: Hashable, Sendable {
        /// Place of the account.
        public var account: UInt16
        /// Number of payments that the account has signed before.
        public var nonce: UInt64
        /// What is withdrawn, in wei.
        public var amount: UInt256
        /// The account's public key.
        public var key: Point
        /// R of the signature.
        public var noncePoint: Point
        /// S of the signature.
        public var response: UInt256

        /// A request, which the contract checks.
        public init(
            account: UInt16,
            nonce: UInt64,
            amount: UInt256,
            key: Point,
            noncePoint: Point,
            response: UInt256
        ) {
            self.account = account
            self.nonce = nonce
            self.amount = amount
            self.key = key
            self.noncePoint = noncePoint
            self.response = response
        }
    }

    /// What names a demanded withdrawal: each is a demand of its own.
    public struct Demand: Hashable, Sendable {
        /// Place of the account.
        public var account: UInt16
        /// Poseidon digest of the key that has signed.
        public var keyHash: UInt256
        /// Nonce of the withdrawal.
        public var nonce: UInt64
        /// Its amount, in wei.
        public var amount: UInt256

        /// The demand of a withdrawal.
        public init(account: UInt16, keyHash: UInt256, nonce: UInt64, amount: UInt256) {
            self.account = account
            self.keyHash = keyHash
            self.nonce = nonce
            self.amount = amount
        }

        fileprivate var values: [ABIValue] {
            [.uint(UInt256(UInt64(account))), .uint(keyHash), .uint(UInt256(nonce)), .uint(amount)]
        }
    }

    /// What stands at a place of the ledger, with the path to its root.
    public struct AccountProof: Hashable, Sendable {
        /// The place.
        public var place: UInt16
        /// L1 address that withdrawals go to; zero, like all the rest, for no account.
        public var owner: Address
        /// Poseidon digest of the key that signs.
        public var keyHash: UInt256
        /// Number of payments that it has signed.
        public var nonce: UInt256
        /// Wei that it holds.
        public var balance: UInt256
        /// Siblings from the leaf to the root, lowest first: `treeDepth` of them.
        public var path: [UInt256]

        /// An account, which the contract checks.
        public init(
            place: UInt16,
            owner: Address,
            keyHash: UInt256,
            nonce: UInt256,
            balance: UInt256,
            path: [UInt256]
        ) {
            self.place = place
            self.owner = owner
            self.keyHash = keyHash
            self.nonce = nonce
            self.balance = balance
            self.path = path
        }

        fileprivate var account: ABIValue {
            .tuple([.address(owner), .uint(keyHash), .uint(nonce), .uint(balance)])
        }

        fileprivate var siblings: ABIValue { .fixedArray(path.map { .uint($0) }) }
    }

    /// What a member of the committee signs of a batch.
    ///
    /// - Parameters:
    ///   - number: Number of the batch.
    ///   - domain: Domain of the rollup, which binds to chain and contract.
    ///   - paymentsDigest: Poseidon digest of the payments' data.
    ///   - dataHash: Hash of domain and deposits.
    ///   - depositEnd: Deposits that the batches up to this one have taken.
    /// - Returns: The hash.
    public static func availabilityClaim(
        number: UInt64,
        domain: UInt256,
        paymentsDigest: UInt256,
        dataHash: UInt256,
        depositEnd: UInt64
    ) -> Bytes32 {
        let tag = Keccak256.hash(Array("rollupsim availability claim/1".utf8))
        let words = [tag.uint256, domain, UInt256(number), paymentsDigest, dataHash, UInt256(depositEnd)]
        return Keccak256.hash(words.flatMap(\.bigEndianBytes))
    }

    /// Calldata that hands in the next batch, whose payments the committee has.
    public static func commitClaim(
        paymentsDigest: UInt256,
        depositCount: UInt64,
        attestations: [Attestation]
    ) -> [UInt8] {
        Function.commitClaim.encodeCall([
            .uint(paymentsDigest),
            .uint(UInt256(depositCount)),
            .array(attestations.map { .fixedArray([.uint(UInt256(UInt64($0.v))), .uint($0.r), .uint($0.s)]) }),
        ])
    }

    /// Calldata that proves the next committed batch, whose payments the committee has.
    ///
    /// - Parameters:
    ///   - paymentsDigest: Poseidon digest of the payments' data.
    ///   - dataHash: Hash of domain and deposits.
    ///   - outcome: What the batch leads to.
    ///   - evaluation: Value of the payments' polynomial at the point that follows from the digest.
    ///   - proof: The eight words of a Groth16 proof, in the order of EIP-197.
    /// - Returns: Calldata of `proveClaim`.
    public static func proveClaim(
        paymentsDigest: UInt256,
        dataHash: UInt256,
        outcome: ContractVerifiedRollup.Outcome,
        evaluation: UInt256,
        proof: [UInt256]
    ) -> [UInt8] {
        Function.proveClaim.encodeCall([
            .uint(paymentsDigest),
            .uint(dataHash),
            .uint(UInt256(outcome.depositEnd)),
            .uint(outcome.root),
            .uint(outcome.withdrawalsRoot),
            .uint(evaluation),
            .fixedArray(proof.map { .uint($0) }),
        ])
    }

    /// Calldata that demands a withdrawal.
    ///
    /// - Parameters:
    ///   - request: The signed withdrawal.
    ///   - isPremium: Whether a million gas are burned, so that `maxRequestsPerBlock` does not count.
    /// - Returns: Calldata of `requestExit`.
    public static func requestExit(_ request: ExitRequest, isPremium: Bool = false) -> [UInt8] {
        Function.requestExit.encodeCall([
            .uint(UInt256(UInt64(request.account))),
            request.key.value,
            .uint(UInt256(request.nonce)),
            .uint(request.amount),
            request.noncePoint.value,
            .uint(request.response),
            .bool(isPremium),
        ])
    }

    /// Calldata that closes a demand, by what stands at the account's place.
    public static func answerExit(_ demand: Demand, _ proof: AccountProof) -> [UInt8] {
        Function.answerExit.encodeCall(demand.values + [proof.account, proof.siblings])
    }

    /// Calldata that freezes the ledger, since a demand was not answered.
    public static func freeze(_ demand: Demand) -> [UInt8] { Function.freeze.encodeCall(demand.values) }

    /// Calldata that pays an account of a frozen ledger out.
    public static func escape(_ proof: AccountProof) -> [UInt8] {
        Function.escape.encodeCall([.uint(UInt256(UInt64(proof.place))), proof.account, proof.siblings])
    }

    /// Calldata by which the owner of a deposit asks for it back, as long as no proven batch has taken it.
    public static func depositCancel(index: UInt64) -> [UInt8] {
        Function.depositCancel.encodeCall([.uint(UInt256(index))])
    }

    /// Calldata that pays a deposit back which a frozen ledger has not taken, or which was cancelled long enough ago.
    public static func reclaimDeposit(index: UInt64) -> [UInt8] {
        Function.reclaimDeposit.encodeCall([.uint(UInt256(index))])
    }
}
