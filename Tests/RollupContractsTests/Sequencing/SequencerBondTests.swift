import EVM
import HostAccelerators
import Primitives
import RollupContracts
import Testing

/// The bond's own guards and edges, at a rollup whose state a test writes.
@Suite("SequencerBond.vy")
struct SequencerBondTests {
    private static let chainId: UInt64 = 1_234_321
    private static let parent = Bytes32(UInt256(0x9a7e))
    /// The newest settled L2 block.
    private static let head: UInt64 = 40_000
    private static let leastBond = TestChain.ether(2)

    private struct Setup {
        var chain = TestChain()
        let rollup: Address
        let bond: Address
        let sequencer: PrivateKey

        init(deposit: UInt256 = SequencerBondTests.leastBond) throws {
            sequencer = try #require(PrivateKey(Bytes32(UInt256(0x5e9))))
            let deployer = TestChain.alice
            rollup = Address.created(by: deployer, nonce: 1)
            bond = Address.created(by: deployer, nonce: 2)
            let genesis = NativeRollup.Genesis(
                chainId: chainId,
                gasLimit: 15_000_000,
                blockHash: parent,
                stateRoot: parent,
                timestamp: chain.timestamp
            )
            let implementation = try chain.deploy(NativeRollup.initCode(genesis))
            let code = SequencedNativeRollup.initCode(
                genesis,
                implementation: implementation.address,
                sequencer: sequencer.address,
                bond: bond
            )
            let deployed = [
                implementation.outcome, try chain.deploy(code).outcome,
                try chain.deploy(bondCode(), value: deposit).outcome,
            ]
            for outcome in deployed { try #require(outcome.result.isSuccess) }
            chain.standIns[SequencerBond.historyStorage] = { call in
                let number = UInt256(truncatingBigEndian: call.input).saturatedUInt64
                return .success(output: TestChain.blockHash(number).bytes, gasUsed: 100)
            }
            chain.host.setStorage(rollup, NativeRollup.Slot.headNumber, UInt256(head))
        }

        /// Init code of the bond.
        func bondCode(sequencer: Address? = nil, leastBond: UInt256 = SequencerBondTests.leastBond) -> [UInt8] {
            SequencerBond.initCode(
                rollup: rollup,
                sequencer: sequencer ?? self.sequencer.address,
                l2ChainID: chainId,
                leastBond: leastBond
            )
        }

        /// A header with the sequencer's signature.
        func promise(_ header: [UInt8]) -> SequencerBond.SignedHeader {
            let digest = SequencerBond.digest(
                headerHash: Keccak256.hash(header),
                l1ChainID: 1,
                bond: bond,
                rollup: rollup,
                l2ChainID: chainId
            )
            let signature = sequencer.sign(digest)
            return SequencerBond.SignedHeader(
                header: header,
                v: 27 + signature.yParity,
                r: signature.r,
                s: signature.s
            )
        }

        /// Makes a block the settled head.
        mutating func settleHead(_ header: [UInt8]) {
            chain.host.setStorage(rollup, NativeRollup.Slot.headHash, Keccak256.hash(header).uint256)
        }

        /// Writes the state of a settled block in which an earlier one has a hash, and proves that.
        mutating func history(at number: UInt64, of earlier: UInt64, _ header: [UInt8]) -> AccountAndStorageProof {
            let slot = SequencerBond.historySlot(of: earlier)
            let storage = ReferenceTrie(storage: [slot: Keccak256.hash(header).uint256, 9: 9])
            let history = ReferenceTrie.account(nonce: 1, balance: .zero, storageRoot: storage.rootHash)
            let other = ReferenceTrie.account(nonce: 0, balance: .one, storageRoot: parent)
            let state = ReferenceTrie(accounts: [SequencerBond.historyStorage: history, TestChain.bob: other])
            chain.host.setStorage(rollup, NativeRollup.Slot.stateRoot(l2BlockNumber: number), state.rootHash.uint256)
            return AccountAndStorageProof(
                accountProof: state.proof(account: SequencerBond.historyStorage),
                storageProof: storage.proof(slot: slot)
            )
        }

        /// Notes that somebody else has handed in a block.
        mutating func setOthers(_ number: UInt64) {
            let slot = Keccak256.hash(
                SequencedNativeRollup.Layout.othersFlags.bigEndianBytes + UInt256(number >> 8).bigEndianBytes
            )
            let flag = UInt256.one << Int(number & 255)
            chain.host.setStorage(rollup, slot.uint256, chain.host.storage(rollup, slot.uint256) | flag)
        }

        /// Reason with which a call of the bond reverts; nil when it does not.
        func refusal(_ data: [UInt8], from sender: Address = TestChain.bob) throws -> String? {
            var copy = chain
            let outcome = try copy.call(bond, data, from: sender)
            guard let revert = outcome.revert else {
                try #require(outcome.result.isSuccess)
                return nil
            }
            guard case .message(let text) = revert else { return "another" }
            return text
        }
    }

    /// The encoded header of an L2 block.
    private static func header(
        number: UInt64 = Self.head,
        parent: Bytes32 = Self.parent,
        randao: UInt64 = 0,
        anchor: UInt64 = 999
    ) -> [UInt8] {
        RLPEncoder.encodeList {
            $0.append(parent)
            $0.append(Bytes32(UInt256(1)))
            $0.append(bytes: [UInt8](repeating: 0xc0, count: 20))
            for root in [2, 3, 4] as [UInt256] { $0.append(Bytes32(root)) }
            $0.append(bytes: [UInt8](repeating: 0, count: 256))
            $0.append(UInt64(0))
            for integer in [number, 15_000_000, 21_000, 1_700_000_000] { $0.append(integer) }
            $0.append(bytes: NativeRollup.extraData(anchorBlockNumber: anchor))
            $0.append(Bytes32(UInt256(randao)))
            $0.append(bytes: [UInt8](repeating: 0, count: 8))
            $0.append(UInt64(7))
            $0.append(Bytes32(UInt256(5)))
            $0.append(UInt64(0))
            $0.append(UInt64(0))
            $0.append(TestChain.blockHash(anchor))
            $0.append(Bytes32(UInt256(6)))
        }
    }

    // MARK: Deployment

    @Test("No sequencer has the first word without a bond")
    func deployment() throws {
        var setup = try Setup()
        let cases: [([UInt8], UInt256, SequencerBond.Revert)] = [
            (setup.bondCode(leastBond: .zero), .zero, .noBond),
            (setup.bondCode(leastBond: .zero), .one, .noBond),
            (setup.bondCode(), Self.leastBond &- 1, .noBond),
            (setup.bondCode(sequencer: .zero), Self.leastBond, .noSequencer),
        ]
        for (index, (code, value, reason)) in cases.enumerated() {
            let outcome = try setup.chain.deploy(code, value: value).outcome
            #expect(outcome.revert == .message(reason.rawValue), "case \(index)")
        }
        #expect(try setup.chain.deploy(setup.bondCode(), value: Self.leastBond).outcome.result.isSuccess)
    }

    @Test("Who asks for the bond has the first word until he can have it, to the second")
    func firstWord() throws {
        var setup = try Setup()
        let function = SequencerBond.Function.isBonded
        #expect(try setup.chain.view(function, at: setup.bond) == [.bool(true)])
        let asked = try setup.chain.call(
            setup.bond,
            SequencerBond.requestWithdrawal(),
            from: setup.sequencer.address
        )
        #expect(asked.result.isSuccess)
        setup.chain.timestamp += SequencerBond.withdrawalDelay - 1
        #expect(try setup.chain.view(function, at: setup.bond) == [.bool(true)])
        #expect(try setup.refusal(SequencerBond.withdraw(), from: setup.sequencer.address) == "delay not over")
        setup.chain.timestamp += 1
        #expect(try setup.chain.view(function, at: setup.bond) == [.bool(false)])
        #expect(try setup.refusal(SequencerBond.withdraw(), from: setup.sequencer.address) == nil)
    }

    // MARK: Evidence

    @Test("A broken promise can be shown of the head and the 16,381 blocks below it, by a root that is kept")
    func evidence() throws {
        let (length, head) = (SequencerBond.historyLength, Self.head)
        let oldest = head - (length - 1)
        let cases: [(number: UInt64, shownAt: UInt64, reason: String?)] = [
            (head, head, nil),
            (head - 1, head, nil),
            (head - 1, head - 1, "invalid proof"),
            (head - length, head, nil),
            (head - length - 1, head, "not settled"),
            (head + 1, head, "not settled"),
            (oldest - length, oldest, nil),
            (oldest - length, oldest - 1, "state root not available"),
            (oldest - length - 1, oldest, "not settled"),
        ]
        #expect(oldest - length == head - SequencerBond.evidenceLength)
        for (number, shownAt, reason) in cases {
            var setup = try Setup()
            let settled = Self.header(number: number)
            let promised = setup.promise(Self.header(number: number, randao: 1))
            var proof: AccountAndStorageProof?
            if number == head {
                setup.settleHead(settled)
            } else {
                proof = setup.history(at: shownAt, of: number, settled)
            }
            let data = SequencerBond.slashDivergence(
                promised,
                settledHeader: settled,
                l2BlockNumber: shownAt,
                proof: proof
            )
            #expect(try setup.refusal(data) == reason, "\(number) at \(shownAt)")
        }
    }

    @Test("A promise proves something for 8,191 L1 blocks after its anchor, of which L1 has to tell a hash")
    func anchors() throws {
        for (age, reason) in [
            (0, "anchor reorged"), (1, nil), (8191, nil), (8192, "anchor not available"),
        ] as [(UInt64, String?)] {
            var setup = try Setup()
            setup.chain.number = 20_000
            let settled = Self.header(anchor: 20_000 - age)
            setup.settleHead(settled)
            let promised = setup.promise(Self.header(randao: 1, anchor: 20_000 - age))
            let data = SequencerBond.slashDivergence(
                promised,
                settledHeader: settled,
                l2BlockNumber: Self.head,
                proof: nil
            )
            #expect(try setup.refusal(data) == reason, "\(age)")
            let second = setup.promise(Self.header(randao: 2, anchor: 20_000 - age))
            #expect(try setup.refusal(SequencerBond.slashEquivocation(promised, second)) == reason, "\(age)")
        }
        let answers: [(PrecompileAnswer, String)] = [
            (.failure(.invalidInput), "anchor not available"),
            (.success(output: [], gasUsed: 1), "anchor not available"),
            (.success(output: [UInt8](repeating: 0, count: 32), gasUsed: 1), "anchor not available"),
            (.success(output: [UInt8](repeating: 1, count: 33), gasUsed: 1), "anchor not available"),
            (.success(output: [UInt8](repeating: 1, count: 32), gasUsed: 1), "anchor reorged"),
        ]
        for (index, (answer, reason)) in answers.enumerated() {
            var setup = try Setup()
            setup.chain.standIns[SequencerBond.historyStorage] = { _ in answer }
            let pair = (setup.promise(Self.header(randao: 1)), setup.promise(Self.header(randao: 2)))
            #expect(try setup.refusal(SequencerBond.slashEquivocation(pair.0, pair.1)) == reason, "case \(index)")
        }
    }

    @Test("Only what the sequencer has handed in himself burns his bond, block by block")
    func others() throws {
        let settled = Self.header()
        for (others, reason) in [
            (Self.head, "handed in by another"), (Self.head - 1, nil), (Self.head + 1, nil), (Self.head + 256, nil),
        ] as [(UInt64, String?)] {
            var setup = try Setup()
            setup.settleHead(settled)
            setup.setOthers(others)
            let isOthers = try setup.chain.view(
                SequencedNativeRollup.Function.isOthers,
                [.uint(UInt256(Self.head))],
                at: setup.rollup
            )
            #expect(isOthers == [.bool(reason != nil)])
            let data = SequencerBond.slashDivergence(
                setup.promise(Self.header(randao: 1)),
                settledHeader: settled,
                l2BlockNumber: Self.head,
                proof: nil
            )
            #expect(try setup.refusal(data) == reason, "\(others)")
        }
    }

    @Test("A promise on another parent than the settled block's, or the other promise's, burns nothing")
    func parents() throws {
        var setup = try Setup()
        let settled = Self.header()
        setup.settleHead(settled)
        let (elsewhere, twin) = (Bytes32(UInt256(0xe15e)), setup.promise(Self.header(randao: 1)))
        let promised = setup.promise(Self.header(parent: elsewhere))
        func divergence(_ promised: SequencerBond.SignedHeader) -> [UInt8] {
            SequencerBond.slashDivergence(promised, settledHeader: settled, l2BlockNumber: Self.head, proof: nil)
        }
        #expect(try setup.refusal(divergence(promised)) == "other parent")
        #expect(try setup.refusal(SequencerBond.slashEquivocation(promised, twin)) == "other parent")
        #expect(try setup.refusal(divergence(twin)) == nil)
        #expect(try setup.refusal(SequencerBond.slashEquivocation(setup.promise(settled), twin)) == nil)
        #expect(try setup.refusal(divergence(setup.promise(settled))) == "as promised")
        // A parent of another length is none.
        var malformed = Self.header(randao: 3)
        malformed[3] = 0x9f
        #expect(try setup.refusal(divergence(setup.promise(malformed))) == "wrong header")
    }
}
