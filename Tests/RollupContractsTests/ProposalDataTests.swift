import EVM
import Primitives
import RollupContracts
import TestSupport
import Testing

/// Where the transactions of a proposal are, and how the contract and a node read them.
@Suite("Data of proposals")
struct ProposalDataTests {
    private static let genesisHash = Bytes32(UInt256(0x6e))

    /// A rollup to which anybody may propose, and the proposal of its first block.
    private struct Setup {
        var chain = TestChain()
        var rollup = Address.zero
        var proposal: OptimisticRollup.Proposal

        init(usesBlobs: Bool) throws {
            proposal = OptimisticRollup.Proposal(
                parentHash: genesisHash,
                blockHash: Bytes32(UInt256(0x6f)),
                stateRoot: Bytes32(UInt256(0x58)),
                timestamp: chain.timestamp,
                anchorBlockNumber: chain.number - 1,
                anchorHash: TestChain.blockHash(chain.number - 1),
                transactions: [[2, 0xc0], [0xc1, 1]]
            )
            let genesis = OptimisticRollup.Genesis(
                blockHash: genesisHash,
                stateRoot: .zero,
                timestamp: chain.timestamp - 12,
                proposer: .zero,
                challengeWindow: 3600,
                usesBlobs: usesBlobs
            )
            let deployed = try chain.deploy(OptimisticRollup.initCode(genesis))
            try #require(deployed.outcome.result.isSuccess)
            rollup = deployed.address
        }

        /// Why a call in a transaction with these blobs reverts; nil when it does not.
        func reason(_ calldata: [UInt8], blobs: [Bytes32]) throws -> OptimisticRollup.Revert? {
            var chain = chain
            chain.blobHashes = blobs
            let outcome = try chain.call(rollup, calldata)
            try #require(outcome.result.isSuccess != (outcome.result.status == .revert))
            return outcome.revert.flatMap { OptimisticRollup.Revert($0) }
        }
    }

    @Test("Blobs are bound, all of them in their order, by the event and by what the contract keeps")
    func blobs() throws {
        let setup = try Setup(usesBlobs: true)
        let calldata = OptimisticRollup.proposeInBlobs(setup.proposal)
        var hashes: [Bytes32] = []
        var seen: Set<Bytes32> = []
        for count in 1...OptimisticRollup.maxBlobCount {
            hashes.append(Bytes32(UInt256(1) << 248 | UInt256(UInt64(count))))
            for order in [hashes, hashes.reversed()] where count > 1 || order == hashes {
                var chain = setup.chain
                chain.blobHashes = order
                let log = try #require(try chain.call(setup.rollup, calldata).result.logs.first)
                let expected = OptimisticRollup.batchHash(blobVersionedHashes: order)
                guard
                    case .blockProposed(1, setup.proposal.blockHash, setup.proposal.stateRoot, _, _, expected)? =
                        try OptimisticRollup.Event(topics: log.topics, data: log.data)
                else {
                    Issue.record("another event for \(count) blobs")
                    return
                }
                let slot = OptimisticRollup.Slot.blobBatchHash(l2BlockNumber: 1)
                #expect(chain.host.storage(setup.rollup, slot) == expected.uint256)
                seen.insert(expected)
            }
        }
        #expect(seen.count == 2 * OptimisticRollup.maxBlobCount - 1)
        hashes.append(Bytes32(UInt256(1) << 248))
        #expect(try setup.reason(calldata, blobs: hashes) == .tooManyBlobs)
        let received = try #require(OptimisticRollup.proposal(calldata: calldata))
        #expect(received.batch == nil && received.transactions == nil)
        #expect(received.claim.blockHash == setup.proposal.blockHash)
    }

    @Test("Data in the other place than the rollup's is refused, and so is a proposal without any")
    func otherPlace() throws {
        let blob = [Bytes32(UInt256(1) << 248)]
        let inBlobs = try Setup(usesBlobs: true)
        #expect(try inBlobs.reason(OptimisticRollup.proposeInBlobs(inBlobs.proposal), blobs: blob) == nil)
        #expect(try inBlobs.reason(OptimisticRollup.proposeInBlobs(inBlobs.proposal), blobs: []) == .noBlobs)
        #expect(try inBlobs.reason(OptimisticRollup.propose(inBlobs.proposal), blobs: blob) == .batchNotInBlobs)
        #expect(try inBlobs.reason(OptimisticRollup.propose(inBlobs.proposal), blobs: []) == .batchNotInBlobs)
        let inCalldata = try Setup(usesBlobs: false)
        let proposal = inCalldata.proposal
        #expect(try inCalldata.reason(OptimisticRollup.propose(proposal), blobs: []) == nil)
        #expect(try inCalldata.reason(OptimisticRollup.propose(proposal), blobs: blob) == .unexpectedBlobs)
        #expect(try inCalldata.reason(OptimisticRollup.proposeInBlobs(proposal), blobs: blob) == .batchNotInCalldata)
        #expect(try inCalldata.reason(OptimisticRollup.proposeInBlobs(proposal), blobs: []) == .batchNotInCalldata)
    }

    /// Calldata of `propose` with something about the encoding changed.
    private static func mutated(_ calldata: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var bytes = calldata
        // Selector and six words, then the offset of the batch, its length and its bytes.
        let (offset, length) = (4 + 6 * 32, 4 + 7 * 32)
        func word(_ value: UInt256, at place: Int) {
            guard place + 32 <= bytes.count else { return }
            bytes.replaceSubrange(place..<place + 32, with: value.bigEndianBytes)
        }
        for _ in 0...Int.random(in: 0...2, using: &random) {
            switch Int.random(in: 0..<8, using: &random) {
            case 0: word(UInt256(UInt64.random(in: 0...400, using: &random)), at: offset)
            case 1: word(.zero &- UInt256(UInt64.random(in: 1...64, using: &random)), at: offset)
            case 2: word(UInt256(UInt64.random(in: 0...80, using: &random)), at: length)
            case 3: word(UInt256(131_072) &+ UInt256(UInt64.random(in: 0...1, using: &random)), at: length)
            case 4:
                word(
                    UInt256(1) << Int.random(in: 17..<256, using: &random),
                    at: [offset, length].randomElement(using: &random) ?? 0
                )
            case 5: bytes.removeLast(min(bytes.count, Int.random(in: 1...100, using: &random)))
            case 6: bytes += random.bytes(Int.random(in: 1...100, using: &random))
            default:
                guard bytes.count > offset else { continue }
                bytes[Int.random(in: offset..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
        }
        return bytes
    }

    @Test("A node reads what the contract has read, however it is encoded")
    func encodings() throws {
        let setup = try Setup(usesBlobs: false)
        let good = OptimisticRollup.propose(setup.proposal)
        let claim = try #require(OptimisticRollup.proposal(calldata: good)).claim
        var (accepted, refused) = (0, 0)
        for seed in UInt64(0)..<600 {
            var random = SplitMix64(seed: seed)
            let calldata = Self.mutated(good, &random)
            var chain = setup.chain
            let outcome = try chain.call(setup.rollup, calldata)
            let received = OptimisticRollup.proposal(calldata: calldata)
            guard outcome.result.isSuccess else {
                refused += 1
                // A cut may reach into the words of the claim, which is then another, and refused for what it says.
                #expect(received == nil || received?.claim != claim, "seed \(seed)")
                continue
            }
            accepted += 1
            let log = try #require(outcome.result.logs.first)
            guard
                case .blockProposed(_, let hash, let root, let time, let anchor, let batchHash)? =
                    try OptimisticRollup.Event(topics: log.topics, data: log.data),
                let received
            else {
                Issue.record("the contract has read what a node has not, seed \(seed)")
                continue
            }
            #expect(received.batch.map { Keccak256.hash($0) } == batchHash, "seed \(seed)")
            #expect(received.claim.blockHash == hash && received.claim.stateRoot == root, "seed \(seed)")
            #expect(received.claim.timestamp == time && received.claim.anchorBlockNumber == anchor, "seed \(seed)")
        }
        #expect(accepted > 200 && refused > 100, "\(accepted) accepted, \(refused) refused")
    }

    @Test("A batch that is no list of byte strings holds no transactions")
    func malformedBatches() throws {
        let setup = try Setup(usesBlobs: false)
        let good = OptimisticRollup.propose(setup.proposal)
        #expect(OptimisticRollup.proposal(calldata: [0, 0, 0, 0] + good.dropFirst(4)) == nil)
        #expect(OptimisticRollup.proposal(calldata: []) == nil)
        // Without the batch's word the contract reads zeros.
        let cut = try #require(OptimisticRollup.proposal(calldata: Array(good.dropLast(32))))
        #expect(cut.batch == [UInt8](repeating: 0, count: 7) && cut.transactions == nil)
        // The batch begins behind selector, seven words and its length.
        for (index, byte) in [(260, UInt8(0xc5)), (260, 0xc7), (261, 0xc2)] {
            var damaged = good
            #expect(damaged[260] == 0xc6 && damaged[261] == 0x82)
            damaged[index] = byte
            let received = try #require(OptimisticRollup.proposal(calldata: damaged))
            #expect(received.transactions == nil, "\(index), \(byte)")
        }
    }
}
