import HostAccelerators
public import Primitives
public import RollupContracts
public import StateTransition

/// The word of a sequencer, before L1 has a block, that it will be this one.
public struct Preconfirmation: Hashable, Sendable {
    /// What is promised.
    public let header: BlockHeader
    /// The same as the contract of the bond takes it.
    public let signed: SequencerBond.SignedHeader

    /// A header with the signature of a sequencer.
    ///
    /// - Parameters:
    ///   - header: What is promised, true or not.
    ///   - sequencer: Who signs.
    ///   - rollup: The rollup's contracts.
    ///   - l1ChainID: Chain id of L1.
    ///   - l2ChainID: Chain id of the L2.
    public init(
        of header: BlockHeader,
        by sequencer: Actor,
        rollup: SequencedContracts,
        l1ChainID: UInt64,
        l2ChainID: UInt64
    ) {
        self.header = header
        signed = sequencer.promise(header.encoded, on: rollup, l1ChainID: l1ChainID, l2ChainID: l2ChainID)
    }

    /// What shows that the sequencer has handed in another block, with what the L2's own history says of it.
    ///
    /// - Parameters:
    ///   - settled: The L2 as L1 has settled it, and as anybody derives it.
    ///   - bond: The contract of the bond.
    /// - Returns: The call of the contract.
    /// - Throws: `ActorError` when the chain's state cannot be read.
    public func divergence(from settled: L2Chain, bond: Address) throws(ActorError) -> TransactionIntent {
        let head = settled.head.number
        var proof: AccountAndStorageProof?
        if head > header.number {
            proof = try settled.proof(
                of: SequencerBond.historyStorage,
                slot: SequencerBond.historySlot(of: header.number),
                at: head
            )
        }
        return TransactionIntent(
            to: bond,
            data: SequencerBond.slashDivergence(
                signed,
                settledHeader: settled.header(header.number)?.encoded ?? [],
                l2BlockNumber: max(head, header.number),
                proof: proof
            ),
            gasLimit: Self.slashingGasLimit
        )
    }

    /// What shows that the sequencer has signed another header of the same height.
    public func equivocation(with other: Preconfirmation, bond: Address) -> TransactionIntent {
        TransactionIntent(
            to: bond,
            data: SequencerBond.slashEquivocation(signed, other.signed),
            gasLimit: Self.slashingGasLimit
        )
    }

    /// Gas limit of showing what a sequencer has done: two headers, or two Merkle-Patricia proofs; a test holds what it
    /// uses below half.
    public static let slashingGasLimit: UInt64 = 1_500_000
}

extension Actor {
    /// Signs the bytes of a header, whatever they are, as a promise to a rollup.
    ///
    /// - Parameters:
    ///   - header: The encoded header.
    ///   - rollup: The rollup's contracts.
    ///   - l1ChainID: Chain id of L1.
    ///   - l2ChainID: Chain id of the L2.
    /// - Returns: The bytes with the signature.
    public func promise(
        _ header: [UInt8],
        on rollup: SequencedContracts,
        l1ChainID: UInt64,
        l2ChainID: UInt64
    ) -> SequencerBond.SignedHeader {
        let digest = SequencerBond.digest(
            headerHash: Keccak256.hash(header),
            l1ChainID: l1ChainID,
            bond: rollup.bond,
            rollup: rollup.rollup,
            l2ChainID: l2ChainID
        )
        let signature = key.sign(digest)
        return SequencerBond.SignedHeader(
            header: header,
            v: 27 &+ signature.yParity,
            r: signature.r,
            s: signature.s
        )
    }
}
