import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import Testing

/// A native rollup whose sequencer promises blocks before L1 has them, with a bond that answers for it.
@Suite("A bonded sequencer")
struct SequencedRollupTests {
    private static let bond = UInt256(10) &* RollupWorld.ether

    /// A world whose operator is the sequencer, with one settled block.
    private func makeWorld() throws -> RollupWorld {
        var world = try RollupWorld(sequencing: { SequencingTerms(sequencer: $0.address, bond: Self.bond) })
        _ = try world.deposit(UInt256(3) &* RollupWorld.ether, from: world.alice)
        #expect(try world.advance(try world.seal().payload).succeeded)
        return world
    }

    private func reason(_ record: TransactionRecord) -> String? {
        guard case .reverted(let output) = record.status, case .message(let text) = RevertReason(output: output) else {
            return nil
        }
        return text
    }

    private func advance(_ payload: StatelessInput, by actor: Actor, on world: inout RollupWorld) throws -> String? {
        let advancer = Advancer(actor: actor, rollup: world.deployment.rollup, passesOn: true)
        return reason(
            try world.include(try advancer.transaction(payload: payload, gasRule: .gasLimitPlusBytes, on: world.l1))
        )
    }

    private func send(_ intent: TransactionIntent, by actor: Actor, on world: inout RollupWorld) throws -> String? {
        let record = try world.include(try actor.transaction(intent, on: world.l1))
        if record.succeeded { #expect(record.gasUsed < intent.gasLimit / 2) }
        return reason(record)
    }

    private func call(_ data: [UInt8], value: UInt256 = .zero, _ world: RollupWorld) throws -> TransactionIntent {
        TransactionIntent(to: try bond(world), value: value, data: data, gasLimit: 250_000)
    }

    private func bond(_ world: RollupWorld) throws -> Address { try #require(world.deployment.sequenced).bond }

    private func storage(_ slot: UInt256, _ world: RollupWorld) throws -> UInt256 {
        try world.l1.storage(of: try bond(world), slot)
    }

    private func promise(_ header: BlockHeader, by actor: Actor? = nil, _ world: RollupWorld) throws -> Preconfirmation
    {
        Preconfirmation(
            of: header,
            by: actor ?? world.operatorActor,
            rollup: try #require(world.deployment.sequenced),
            l1ChainID: 1,
            l2ChainID: 1_234_321
        )
    }

    /// The same block with other randomness, which is whoever's who makes it.
    private func other(_ header: BlockHeader) -> BlockHeader {
        var header = header
        header.prevRandao = Bytes32(UInt256(0x0ddba11))
        return header
    }

    private func expectConservation(_ world: RollupWorld, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let held = try world.l1.balance(of: try bond(world))
        let amount = try storage(SequencerBond.Slot.amount, world)
        let paid = try storage(SequencerBond.Slot.totalPaid, world)
        let burned = try storage(SequencerBond.Slot.totalBurned, world)
        #expect(held == amount, sourceLocation: sourceLocation)
        let deposited = try storage(SequencerBond.Slot.totalDeposited, world)
        #expect(deposited == held &+ paid &+ burned, sourceLocation: sourceLocation)
    }

    // MARK: Who hands in

    @Test("Only the sequencer hands in, until he has been silent for two hours")
    func timeout() throws {
        var world = try makeWorld()
        let rollup = world.deployment.rollup
        let start = world.l1.head.timestamp
        #expect(try world.l1.storage(of: rollup, SequencedNativeRollup.Slot.advancedAt) == UInt256(start))
        // In the last slot before the time, and in the first after it.
        try world.l1.skip(to: start + SequencedNativeRollup.sequencerTimeout - 23)
        let block = try world.seal().payload
        #expect(try advance(block, by: world.alice, on: &world) == "not sequencer")
        #expect(world.l1.head.timestamp == start + SequencedNativeRollup.sequencerTimeout - 12)
        #expect(try advance(block, by: world.alice, on: &world) == nil)
        #expect(world.l1.head.timestamp == start + SequencedNativeRollup.sequencerTimeout)
        // The clock begins again with any block.
        let next = try world.seal().payload
        #expect(try advance(next, by: world.alice, on: &world) == "not sequencer")
        #expect(try advance(next, by: world.operatorActor, on: &world) == nil)
    }

    @Test("Deposits, blocks, withdrawals and views go through to NativeRollup's code")
    func passedOn() throws {
        var world = try makeWorld()
        let rollup = world.deployment.rollup
        let hash = try world.transact(
            TransactionIntent(
                to: L2Messenger.address,
                value: RollupWorld.ether,
                data: L2Messenger.withdraw(to: world.bob.address, fee: .zero),
                gasLimit: 300_000
            ),
            from: world.alice
        )
        let sealed = try world.seal()
        #expect(sealed.records.map(\.hash) == [hash])
        let advanced = try world.advance(sealed.payload)
        #expect(advanced.succeeded)
        #expect(advanced.logs.map(\.address) == [rollup, rollup])
        try world.follower.follow(world.l1)
        #expect(world.follower.divergence == nil && world.follower.chain.headHash == sealed.block.hash)
        let message = try #require(try WithdrawalClaimer.messages(sentBy: sealed.records[0]).first)
        let claim = try WithdrawalClaimer.claim(
            message,
            provenAt: 2,
            of: world.follower.chain,
            rollup: rollup,
            feeRecipient: world.alice.address
        )
        #expect(try world.include(try world.alice.transaction(claim, on: world.l1)).succeeded)
        #expect(try world.l1.balance(of: world.bob.address) == RollupWorld.ether)
        let again = try world.include(try world.alice.transaction(claim, on: world.l1))
        #expect(reason(again) == "AlreadyClaimed")
        let root = try world.l1.call(CallRequest(to: rollup, data: NativeRollup.stateRoot(l2BlockNumber: 2)))
        #expect(root.output == sealed.block.header.stateRoot.bytes)
        // Ether without a call is nobody's deposit.
        let stray = TransactionIntent(to: rollup, value: 1, gasLimit: 100_000)
        #expect(try !world.include(try world.alice.transaction(stray, on: world.l1)).succeeded)
        #expect(try world.l1.balance(of: world.deployment.sequenced?.implementation ?? .zero) == .zero)
    }

    // MARK: The bond

    @Test("The sequencer has his bond back a day after asking, and the first word until then")
    func withdrawal() throws {
        var world = try makeWorld()
        let (sequencer, alice) = (world.operatorActor, world.alice)
        #expect(try send(call(SequencerBond.withdraw(), world), by: sequencer, on: &world) == "no withdrawal")
        #expect(try send(call(SequencerBond.requestWithdrawal(), world), by: alice, on: &world) == "not sequencer")
        #expect(try send(call(SequencerBond.deposit(), value: 5, world), by: alice, on: &world) == nil)
        #expect(try storage(SequencerBond.Slot.amount, world) == Self.bond &+ 5)
        #expect(try send(call(SequencerBond.requestWithdrawal(), world), by: sequencer, on: &world) == nil)
        #expect(
            try send(call(SequencerBond.requestWithdrawal(), world), by: sequencer, on: &world) == "withdrawal pending"
        )
        #expect(try send(call(SequencerBond.deposit(), value: 5, world), by: alice, on: &world) == "withdrawal pending")
        let block = try world.seal().payload
        #expect(try advance(block, by: alice, on: &world) == "not sequencer")
        #expect(try advance(block, by: sequencer, on: &world) == nil)
        let due = try storage(SequencerBond.Slot.availableAt, world).saturatedUInt64
        try world.l1.skip(to: due - 12)
        #expect(try send(call(SequencerBond.withdraw(), world), by: sequencer, on: &world) == "delay not over")
        #expect(try send(call(SequencerBond.withdraw(), world), by: alice, on: &world) == "not sequencer")
        #expect(world.l1.head.timestamp >= due)
        try expectConservation(world)
        #expect(try send(call(SequencerBond.withdraw(), world), by: sequencer, on: &world) == nil)
        #expect(try storage(SequencerBond.Slot.totalPaid, world) == Self.bond &+ 5)
        try expectConservation(world)
        // He can begin again, with a bond.
        #expect(try advance(try world.seal().payload, by: alice, on: &world) == nil)
        #expect(try send(call(SequencerBond.deposit(), value: Self.bond, world), by: sequencer, on: &world) == nil)
        #expect(try advance(try world.seal().payload, by: alice, on: &world) == "not sequencer")
    }

    // MARK: Slashing

    @Test("Two signed headers of one height burn the bond, and the sequencer's first word with it")
    func equivocation() throws {
        var world = try makeWorld()
        let block = try world.seal()
        let header = block.block.header
        let (one, two) = (try promise(header, world), try promise(other(header), world))
        let burnedBefore = try world.l1.balance(of: .zero)
        #expect(try send(one.equivocation(with: two, bond: bond(world)), by: world.alice, on: &world) == nil)
        // The tip of the block goes to the same address here.
        let burned = try world.l1.balance(of: .zero) &- burnedBefore
        #expect(burned >= Self.bond && burned < Self.bond &+ 10_000_000_000_000_000)
        #expect(try storage(SequencerBond.Slot.isSlashed, world) == .one)
        #expect(try storage(SequencerBond.Slot.totalBurned, world) == Self.bond)
        try expectConservation(world)
        #expect(try send(one.equivocation(with: two, bond: bond(world)), by: world.alice, on: &world) == "slashed")
        #expect(try send(call(SequencerBond.deposit(), value: 5, world), by: world.alice, on: &world) == "slashed")
        #expect(try advance(block.payload, by: world.alice, on: &world) == nil)
    }

    @Test("A header that L1 has settled otherwise burns the bond, at the head and, by the L2's own history, below it")
    func divergence() throws {
        for laterBlocks in 0...2 {
            var world = try makeWorld()
            let sealed = try world.seal()
            let kept = try promise(sealed.block.header, world)
            let broken = try promise(other(sealed.block.header), world)
            try world.follower.follow(world.l1)
            #expect(
                try send(broken.divergence(from: world.follower.chain, bond: bond(world)), by: world.alice, on: &world)
                    == "not settled"
            )
            #expect(try world.advance(sealed.payload).succeeded)
            for _ in 0..<laterBlocks { #expect(try world.advance(try world.seal().payload).succeeded) }
            try world.follower.follow(world.l1)
            let settled = world.follower.chain
            #expect(
                try send(kept.divergence(from: settled, bond: bond(world)), by: world.alice, on: &world)
                    == "as promised"
            )
            #expect(try storage(SequencerBond.Slot.isSlashed, world) == .zero)
            #expect(try send(broken.divergence(from: settled, bond: bond(world)), by: world.alice, on: &world) == nil)
            #expect(try storage(SequencerBond.Slot.totalBurned, world) == Self.bond)
            try expectConservation(world)
        }
    }

    @Test("What somebody else hands in burns nothing, however he comes to it, and nor does going on from it")
    func othersBlocks() throws {
        for asksForBond in [true, false] {
            var world = try makeWorld()
            let before = world
            let sealed = try world.seal()
            let kept = try promise(sealed.block.header, world)
            // He has promised a second block on the first.
            let above = try promise(try world.seal().block.header, world)
            var rival = before
            if asksForBond {
                let request = try call(SequencerBond.requestWithdrawal(), world)
                #expect(try send(request, by: world.operatorActor, on: &world) == nil)
                rival.l1 = world.l1
                let early = try rival.seal()
                #expect(early.block.hash != sealed.block.hash)
                #expect(try advance(early.payload, by: world.alice, on: &world) == "not sequencer")
                rival = before
            }
            try world.l1.skip(to: world.l1.head.timestamp + SequencedNativeRollup.sequencerTimeout)
            rival.l1 = world.l1
            let other = try rival.seal()
            #expect(other.block.hash != sealed.block.hash)
            #expect(try advance(other.payload, by: world.alice, on: &world) == nil)
            try world.follower.follow(world.l1)
            let shown = try kept.divergence(from: world.follower.chain, bond: bond(world))
            #expect(try send(shown, by: world.alice, on: &world) == "handed in by another")
            // He goes on from that block, in the place of the one that he has promised.
            rival.l1 = world.l1
            let onward = try rival.seal()
            let next = try promise(onward.block.header, world)
            let double = try above.equivocation(with: next, bond: bond(world))
            #expect(try send(double, by: world.alice, on: &world) == "other parent")
            #expect(try advance(onward.payload, by: world.operatorActor, on: &world) == nil)
            try world.follower.follow(world.l1)
            let settled = world.follower.chain
            #expect(
                try send(kept.divergence(from: settled, bond: bond(world)), by: world.alice, on: &world)
                    == "handed in by another"
            )
            #expect(
                try send(above.divergence(from: settled, bond: bond(world)), by: world.alice, on: &world)
                    == "other parent"
            )
            #expect(try storage(SequencerBond.Slot.isSlashed, world) == .zero)
            // What he has signed for that place on that parent still binds him.
            let broken = try promise(self.other(onward.block.header), world)
            #expect(try send(broken.divergence(from: settled, bond: bond(world)), by: world.alice, on: &world) == nil)
            #expect(try storage(SequencerBond.Slot.isSlashed, world) == .one)
        }
    }

    @Test("A promise that a reorg of L1 has made impossible burns nothing")
    func reorged() throws {
        var world = try makeWorld()
        _ = try world.l1.produceBlock()
        let lost = try world.seal()
        let broken = try promise(lost.block.header, world)
        let twin = try promise(other(lost.block.header), world)
        try world.l1.reorganize(depth: 1, keepsTransactions: true)
        #expect(world.sequencer.dropOrphans(on: world.l1) == 2..<3)
        // The anchor's number is still in the future, then it is another block's.
        #expect(
            try send(broken.equivocation(with: twin, bond: bond(world)), by: world.alice, on: &world)
                == "anchor reorged"
        )
        let again = try world.seal()
        #expect(try world.advance(again.payload).succeeded)
        try world.follower.follow(world.l1)
        let settled = world.follower.chain
        #expect(
            try send(broken.divergence(from: settled, bond: bond(world)), by: world.alice, on: &world)
                == "anchor reorged"
        )
        // What he signed for the height before and after the reorg is no equivocation.
        let promised = try promise(again.block.header, world)
        for pair in [(broken, promised), (promised, broken)] {
            let intent = try pair.0.equivocation(with: pair.1, bond: bond(world))
            #expect(try send(intent, by: world.alice, on: &world) == "anchor reorged")
        }
        #expect(try storage(SequencerBond.Slot.amount, world) == Self.bond)
    }

    @Test("After 8,191 L1 blocks nobody can tell any more whether the anchor was there")
    func forgotten() throws {
        var world = try makeWorld()
        let sealed = try world.seal()
        let broken = try promise(other(sealed.block.header), world)
        #expect(try world.advance(sealed.payload).succeeded)
        try world.follower.follow(world.l1)
        let intent = try broken.divergence(from: world.follower.chain, bond: bond(world))
        while world.l1.head.number < sealed.anchorBlockNumber + SequencerBond.historyLength - 1 {
            _ = try world.l1.produceBlock(.empty)
            world.l1.forgetStates()
        }
        var later = world
        _ = try later.l1.produceBlock(.empty)
        #expect(try send(intent, by: later.alice, on: &later) == "anchor not available")
        #expect(try send(intent, by: world.alice, on: &world) == nil)
    }

    /// A way in which a pair of signed headers must not be taken.
    struct Refusal: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let reason: SequencerBond.Revert
        let change: @Sendable (inout SequencerBond.SignedHeader) -> Void

        init(
            _ reason: SequencerBond.Revert,
            _ name: String,
            _ change: @escaping @Sendable (inout SequencerBond.SignedHeader) -> Void
        ) {
            testDescription = name
            self.reason = reason
            self.change = change
        }
    }

    static let refusals: [Refusal] = [
        Refusal(.notSignedBySequencer, "a changed header") { $0.header[10] ^= 1 },
        Refusal(.notSignedBySequencer, "a changed number") { $0.r = $0.r ^ .one },
        Refusal(.notSignedBySequencer, "the other parity") { $0.v = 55 - $0.v },
        Refusal(.notSignedBySequencer, "no parity") { $0.v = 0 },
        Refusal(.notSignedBySequencer, "zeros") { ($0.r, $0.s) = (.zero, .zero) },
        Refusal(.notSignedBySequencer, "a header that is cut") { $0.header.removeLast() },
        Refusal(.notSignedBySequencer, "nothing") { $0.header = [] },
    ]

    @Test("A signature counts for its own header alone", arguments: refusals)
    func refused(_ refusal: Refusal) throws {
        var world = try makeWorld()
        let header = try world.seal().block.header
        let one = try promise(header, world).signed
        var two = try promise(other(header), world).signed
        refusal.change(&two)
        for pair in [(one, two), (two, one)] {
            let data = SequencerBond.slashEquivocation(pair.0, pair.1)
            let intent = TransactionIntent(to: try bond(world), data: data, gasLimit: 1_500_000)
            #expect(try send(intent, by: world.alice, on: &world) == refusal.reason.rawValue)
        }
        #expect(try storage(SequencerBond.Slot.isSlashed, world) == .zero)
    }

    @Test("Signatures for another rollup, L1, L2 or bond, and of somebody else, are worth nothing")
    func domains() throws {
        var world = try makeWorld()
        let header = try world.seal().block.header
        let one = try promise(header, world)
        let ours = try #require(world.deployment.sequenced)
        let theirs = SequencedContracts(deployer: world.alice.address, nonce: 7)
        let strangers = [
            Preconfirmation(
                of: other(header),
                by: world.operatorActor,
                rollup: ours,
                l1ChainID: 5,
                l2ChainID: 1_234_321
            ),
            Preconfirmation(of: other(header), by: world.operatorActor, rollup: ours, l1ChainID: 1, l2ChainID: 1),
            Preconfirmation(
                of: other(header),
                by: world.operatorActor,
                rollup: theirs,
                l1ChainID: 1,
                l2ChainID: 1_234_321
            ),
            try promise(other(header), by: world.alice, world),
        ]
        for stranger in strangers {
            let intent = try one.equivocation(with: stranger, bond: bond(world))
            #expect(try send(intent, by: world.alice, on: &world) == "not signed by sequencer")
        }
        let same = try one.equivocation(with: one, bond: bond(world))
        #expect(try send(same, by: world.alice, on: &world) == "same header")
        var next = header
        next.number += 1
        let higher = try one.equivocation(with: try promise(next, world), bond: bond(world))
        #expect(try send(higher, by: world.alice, on: &world) == "other height")
        var invented = header
        invented.parentBeaconBlockRoot = Bytes32(UInt256(0xbad))
        let elsewhere = try one.equivocation(with: try promise(invented, world), bond: bond(world))
        #expect(try send(elsewhere, by: world.alice, on: &world) == "anchor reorged")
        invented = other(header)
        invented.extraData = NativeRollup.extraData(anchorBlockNumber: .max)
        let future = try one.equivocation(with: try promise(invented, world), bond: bond(world))
        #expect(try send(future, by: world.alice, on: &world) == "anchor reorged")
        invented.extraData = [1, 2, 3]
        let unanchored = try one.equivocation(with: try promise(invented, world), bond: bond(world))
        #expect(try send(unanchored, by: world.alice, on: &world) == "wrong header")
    }

    @Test("What a sequencer has signed that is no header proves nothing, whatever its bytes are")
    func noHeaders() throws {
        var world = try makeWorld()
        let header = try world.seal().block.header
        let one = try promise(header, world)
        let contracts = try #require(world.deployment.sequenced)
        var generator = SplitMix(state: 0x5eed)
        for round in 0..<40 {
            var bytes = header.encoded
            switch round % 4 {
            case 0: bytes = (0..<Int(generator.next() % 1025)).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
            case 1: bytes = Array(bytes.prefix(Int(generator.next() % UInt64(bytes.count))))
            case 2: bytes[449 + Int(generator.next() % 20)] = UInt8(truncatingIfNeeded: generator.next())
            default: bytes = [bytes[0]] + (0..<600).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
            }
            guard bytes != header.encoded else { continue }
            let forged = world.operatorActor.promise(bytes, on: contracts, l1ChainID: 1, l2ChainID: 1_234_321)
            let intent = TransactionIntent(
                to: contracts.bond,
                data: SequencerBond.slashEquivocation(one.signed, forged),
                gasLimit: 1_500_000
            )
            var trial = world
            let found = try send(intent, by: trial.alice, on: &trial)
            // A changed byte of an integer may leave a header of this height: the sequencer has signed it.
            let isHeader = round % 4 == 2 && found == nil
            #expect(isHeader || found != nil, "round \(round)")
            #expect(try !isHeader || storage(SequencerBond.Slot.isSlashed, trial) == .one)
        }
    }

    @Test("A proof of another slot, account, block or state is no proof of what is settled")
    func proofs() throws {
        var world = try makeWorld()
        let sealed = try world.seal()
        let broken = try promise(other(sealed.block.header), world)
        #expect(try world.advance(sealed.payload).succeeded)
        for _ in 0..<2 { #expect(try world.advance(try world.seal().payload).succeeded) }
        try world.follower.follow(world.l1)
        let settled = world.follower.chain
        let history = SequencerBond.historyStorage
        let slot = SequencerBond.historySlot(of: 2)
        let good = try settled.proof(of: history, slot: slot, at: 4)
        let header = sealed.block.header.encoded
        let bad: [(AccountAndStorageProof?, UInt64, String)] = [
            (try settled.proof(of: history, slot: SequencerBond.historySlot(of: 1), at: 4), 4, "invalid proof"),
            (try settled.proof(of: L2Messenger.address, slot: slot, at: 4), 4, "invalid proof"),
            (try settled.proof(of: history, slot: slot, at: 3), 4, "invalid proof"),
            (good, 3, "invalid proof"),
            (good, 2, "invalid proof"),
            (nil, 4, "invalid proof"),
            (nil, 2, "not settled"),
            (good, 1, "not settled"),
            (good, 5, "state root not available"),
            (good, 2 + SequencerBond.historyLength + 1, "not settled"),
        ]
        func slash(_ header: [UInt8], _ number: UInt64, _ proof: AccountAndStorageProof?) throws -> String? {
            let data = SequencerBond.slashDivergence(
                broken.signed,
                settledHeader: header,
                l2BlockNumber: number,
                proof: proof
            )
            let intent = TransactionIntent(to: try bond(world), data: data, gasLimit: 3_000_000)
            return try send(intent, by: world.alice, on: &world)
        }
        for (proof, number, expected) in bad { #expect(try slash(header, number, proof) == expected, "\(number)") }
        for forged in [[], Array(header.dropLast()), settled.head.encoded, broken.header.encoded] {
            #expect(try slash(forged, 4, good) == "invalid proof")
        }
        #expect(try slash(header, 4, good) == nil)
    }
}

/// Numbers of a seed.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
