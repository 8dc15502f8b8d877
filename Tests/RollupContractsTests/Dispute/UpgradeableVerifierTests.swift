import EVM
import Primitives
import RollupContracts
import Testing

/// Games behind a verifier that can be exchanged, with stand-ins for what decides them.
@Suite("Verifier that can be exchanged")
struct UpgradeableVerifierTests {
    private static let owner = Address(0x0117)
    private static let members = [Address(0xc1), Address(0xc2), Address(0xc3)]
    private static let delay: UInt64 = 864_000

    /// Games that ask it, and what may be put into force.
    private struct Setup {
        var world: DisputeWorld
        let verifier: Address
        /// Answers false to everything, so that every claim is refuted.
        let refuser: Address

        init() throws {
            let governance = UpgradeableVerifier.Governance(
                owner: UpgradeableVerifierTests.owner,
                delay: UpgradeableVerifierTests.delay,
                members: UpgradeableVerifierTests.members,
                threshold: 2
            )
            world = try DisputeWorld(
                verifierCode: UpgradeableVerifier.initCode(implementation: DisputeWorld.eve, governance: governance)
            )
            verifier = world.verifier
            let standIn = try world.chain.deploy(SimulatedClaimVerifier.artifact)
            // PUSH1 0, PUSH1 0, MSTORE, PUSH1 32, PUSH1 0, RETURN: a word of zero, behind init code that returns it.
            let runtime: [UInt8] = [0x60, 0, 0x60, 0, 0x52, 0x60, 32, 0x60, 0, 0xf3]
            let initCode: [UInt8] = [0x69] + runtime + [0x60, 0, 0x52, 0x60, 10, 0x60, 22, 0xf3]
            let deployed = try world.chain.deploy(initCode)
            try #require(deployed.outcome.result.isSuccess)
            refuser = deployed.address
            for address in [UpgradeableVerifierTests.owner] + UpgradeableVerifierTests.members {
                world.chain.host.addBalance(address, TestChain.ether(1))
            }
            // The first contract in force is the stand-in, put there by the council as anything else would be.
            for member in UpgradeableVerifierTests.members.prefix(2) {
                #expect(try answer(Self.approve(standIn, 0), from: member) == nil)
            }
            #expect(try inForce() == standIn)
        }

        /// Why a call of the verifier reverts; nil when it does not.
        mutating func answer(_ data: [UInt8], from sender: Address) throws -> String? {
            let outcome = try world.chain.call(verifier, data, from: sender)
            return outcome.result.isSuccess ? nil : outcome.revert?.description ?? "\(outcome.result.status)"
        }

        /// Calldata of an approval, by default of no announcement.
        static func approve(_ candidate: Address, _ round: UInt64, _ announcement: UInt64? = nil) -> [UInt8] {
            UpgradeableVerifier.approve(candidate, round: round, announcement: announcement)
        }

        mutating func inForce() throws -> Address? {
            try world.chain.view(UpgradeableVerifier.Function.implementation, at: verifier).first?.asAddress
        }
    }

    @Test("What is announced waits for the whole delay, and then for anybody")
    func delay() throws {
        var setup = try Setup()
        #expect(try setup.answer(UpgradeableVerifier.execute, from: DisputeWorld.eve) == "nothing scheduled")
        #expect(try setup.answer(UpgradeableVerifier.schedule(setup.refuser), from: Self.owner) == nil)
        setup.world.wait(Self.delay - 1)
        #expect(try setup.answer(UpgradeableVerifier.execute, from: Self.owner) == "upgrade not ready")
        #expect(try setup.inForce() != setup.refuser)
        setup.world.wait(1)
        #expect(try setup.answer(UpgradeableVerifier.execute, from: DisputeWorld.eve) == nil)
        #expect(try setup.inForce() == setup.refuser)
        #expect(try setup.answer(UpgradeableVerifier.execute, from: DisputeWorld.eve) == "nothing scheduled")
    }

    @Test("Only the owner announces and cancels, and one thing at a time, which has code")
    func owner() throws {
        var setup = try Setup()
        let schedule = UpgradeableVerifier.schedule(setup.refuser)
        for stranger in [DisputeWorld.eve, Self.members[0], DisputeWorld.guardian] {
            #expect(try setup.answer(schedule, from: stranger) == "BadAuth")
            #expect(try setup.answer(UpgradeableVerifier.cancel, from: stranger) == "BadAuth")
        }
        #expect(try setup.answer(UpgradeableVerifier.cancel, from: Self.owner) == "nothing scheduled")
        #expect(try setup.answer(UpgradeableVerifier.schedule(Address(0xdead)), from: Self.owner) == "no code")
        #expect(try setup.answer(schedule, from: Self.owner) == nil)
        setup.world.wait(Self.delay)
        // Otherwise the time that has passed for one contract would serve another.
        #expect(
            try setup.answer(UpgradeableVerifier.schedule(setup.verifier), from: Self.owner) == "already scheduled"
        )
        #expect(try setup.answer(UpgradeableVerifier.cancel, from: Self.owner) == nil)
        #expect(try setup.answer(UpgradeableVerifier.execute, from: Self.owner) == "nothing scheduled")
        #expect(try setup.answer(UpgradeableVerifier.schedule(setup.verifier), from: Self.owner) == nil)
        #expect(try setup.answer(UpgradeableVerifier.execute, from: Self.owner) == "upgrade not ready")
    }

    @Test("Enough members of the council act at once, each of them once, and no approval outlives an upgrade")
    func council() throws {
        var setup = try Setup()
        let approve = Setup.approve(setup.refuser, 1)
        #expect(try setup.answer(approve, from: Self.owner) == "not a member")
        #expect(try setup.answer(approve, from: Self.members[2]) == nil)
        #expect(try setup.answer(approve, from: Self.members[2]) == "already approved")
        #expect(try setup.answer(Setup.approve(Address(0xdead), 1), from: Self.members[0]) == "no code")
        #expect(try setup.inForce() != setup.refuser)
        // An approval of something else is none of this.
        #expect(try setup.answer(Setup.approve(setup.verifier, 1), from: Self.members[0]) == nil)
        #expect(try setup.inForce() != setup.refuser)
        #expect(try setup.answer(UpgradeableVerifier.schedule(setup.verifier), from: Self.owner) == nil)
        #expect(try setup.answer(approve, from: Self.members[1]) == nil)
        #expect(try setup.inForce() == setup.refuser)
        // What the owner has announced before is void.
        setup.world.wait(Self.delay)
        #expect(try setup.answer(UpgradeableVerifier.execute, from: Self.owner) == "nothing scheduled")
        // One approval of `verifier` is left from before, and counts no longer; one that was on its way is none at all.
        #expect(try setup.answer(Setup.approve(setup.verifier, 1), from: Self.members[1]) == "wrong round")
        #expect(try setup.answer(Setup.approve(setup.verifier, 3), from: Self.members[1]) == "wrong round")
        #expect(try setup.answer(Setup.approve(setup.verifier, 2), from: Self.members[1]) == nil)
        #expect(try setup.inForce() == setup.refuser)
    }

    @Test("Who agrees to an announcement agrees to that one alone, while it stands")
    func announcements() throws {
        var setup = try Setup()
        let schedule = UpgradeableVerifier.schedule(setup.refuser)
        func approve(_ announcement: UInt64?, _ member: Int, of candidate: Address? = nil) throws -> String? {
            let call = Setup.approve(candidate ?? setup.refuser, 1, announcement)
            return try setup.answer(call, from: Self.members[member])
        }
        #expect(try approve(1, 0) == "wrong announcement")
        #expect(try setup.answer(schedule, from: Self.owner) == nil)
        #expect(try approve(1, 0, of: setup.verifier) == "wrong announcement")
        #expect(try approve(2, 0) == "wrong announcement")
        #expect(try approve(1, 0) == nil)
        #expect(try approve(1, 0) == "already approved")
        // He has taken it back, and with it what was said of it.
        #expect(try setup.answer(UpgradeableVerifier.cancel, from: Self.owner) == nil)
        #expect(try approve(1, 1) == "wrong announcement")
        #expect(try setup.answer(schedule, from: Self.owner) == nil)
        #expect(try approve(1, 1) == "wrong announcement")
        #expect(try approve(2, 1) == nil)
        #expect(try setup.inForce() != setup.refuser)
        // What was said without regard to him he cannot take back, and it does not count for him.
        #expect(try approve(nil, 2) == nil)
        #expect(try setup.answer(UpgradeableVerifier.cancel, from: Self.owner) == nil)
        #expect(try setup.inForce() != setup.refuser)
        #expect(try approve(nil, 0) == nil)
        #expect(try setup.inForce() == setup.refuser)
    }

    @Test("An announcement that nobody has put into force in time is void, for everybody")
    func expiry() throws {
        var setup = try Setup()
        let schedule = UpgradeableVerifier.schedule(setup.refuser)
        #expect(try setup.answer(schedule, from: Self.owner) == nil)
        setup.world.wait(Self.delay + UpgradeableVerifier.graceSeconds - 1)
        #expect(try setup.answer(schedule, from: Self.owner) == "already scheduled")
        #expect(try setup.answer(Setup.approve(setup.refuser, 1, 1), from: Self.members[0]) == nil)
        setup.world.wait(1)
        #expect(try setup.answer(UpgradeableVerifier.execute, from: Self.owner) == "upgrade expired")
        #expect(
            try setup.answer(Setup.approve(setup.refuser, 1, 1), from: Self.members[1]) == "wrong announcement"
        )
        // Another takes its place, and waits for the whole delay again.
        #expect(try setup.answer(schedule, from: Self.owner) == nil)
        #expect(try setup.answer(UpgradeableVerifier.execute, from: Self.owner) == "upgrade not ready")
        #expect(try setup.answer(Setup.approve(setup.refuser, 1, 2), from: Self.members[1]) == nil)
        setup.world.wait(Self.delay)
        #expect(try setup.inForce() != setup.refuser)
        #expect(try setup.answer(UpgradeableVerifier.execute, from: DisputeWorld.eve) == nil)
        #expect(try setup.inForce() == setup.refuser)
    }

    @Test("Games that have begun are decided by the contract in force")
    func games() throws {
        var setup = try Setup()
        let claim = setup.world.claim()
        let proven = try setup.world.game(claim)
        #expect(try setup.world.prove(proven, claim) == .success)
        #expect(setup.world.status(proven) == .unchallengedAndValidProofProvided)

        let doubted = setup.world.claim(salt: 1)
        let game = try setup.world.game(doubted)
        #expect(try setup.world.challenge(game) == .success)
        for member in Self.members.prefix(2) {
            #expect(try setup.answer(Setup.approve(setup.refuser, 1), from: member) == nil)
        }
        // The same proof refutes now what it has proven before.
        #expect(try setup.world.prove(game, doubted) == .success)
        #expect(try setup.world.resolve(game) == .success)
        #expect(setup.world.outcome(game) == .challengerWins)
    }

    @Test("A council that cannot be, and a delay of more than a year, are not deployed")
    func deployment() throws {
        func refusal(_ governance: UpgradeableVerifier.Governance) throws -> String? {
            var chain = TestChain()
            let code = UpgradeableVerifier.initCode(implementation: Address(0x1), governance: governance)
            return try chain.deploy(code).outcome.revert?.description
        }
        func governance(
            _ members: [Address],
            _ threshold: UInt64,
            delay: UInt64 = 0
        ) -> UpgradeableVerifier.Governance {
            UpgradeableVerifier.Governance(owner: Self.owner, delay: delay, members: members, threshold: threshold)
        }
        #expect(try refusal(governance([], 0)) == nil)
        #expect(try refusal(governance([], 0, delay: UpgradeableVerifier.maximumDelay)) == nil)
        #expect(try refusal(governance([], 0, delay: UpgradeableVerifier.maximumDelay + 1)) == "delay out of range")
        #expect(try refusal(governance([], 1)) == "threshold out of range")
        #expect(try refusal(governance(Self.members, 0)) == "threshold out of range")
        #expect(try refusal(governance(Self.members, 4)) == "threshold out of range")
        #expect(try refusal(governance(Self.members, 3)) == nil)
        #expect(try refusal(governance([Self.members[0], Self.members[0]], 2)) == "member twice")
        #expect(try refusal(governance([Self.members[0], .zero], 1)) == "member twice")
    }
}
