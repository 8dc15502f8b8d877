import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import Testing

/// What L1 takes into a rollup's inbox: only what can be a block's first as long as its account does nothing else.
@Suite("Admission to a delayed inbox")
struct ForcedAdmissionTests {
    /// A way in which a transaction must not be taken.
    struct Refusal: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let reason: ForcedInclusionRollup.Revert
        let make: @Sendable (InboxWorld) throws -> ForcedInclusionRollup.SignedFields

        init(
            _ reason: ForcedInclusionRollup.Revert,
            _ name: String,
            _ make: @escaping @Sendable (InboxWorld) throws -> ForcedInclusionRollup.SignedFields
        ) {
            testDescription = name
            self.reason = reason
            self.make = make
        }
    }

    private static let message = L2Messenger.withdraw(to: Address(w0: 1, w1: 2, w2: 3), fee: .zero)

    private static func messenger(_ world: InboxWorld, gasLimit: UInt64 = 200_000, data: [UInt8] = message) throws
        -> ForcedInclusionRollup.SignedFields
    {
        .init(try world.transfer(from: world.alice, to: L2Messenger.address, gasLimit: gasLimit, data: data))
    }

    private static func changed(_ change: @escaping @Sendable (inout ForcedInclusionRollup.SignedFields) -> Void)
        -> @Sendable (InboxWorld) throws -> ForcedInclusionRollup.SignedFields
    {
        { world in
            var fields = ForcedInclusionRollup.SignedFields(try world.transfer(from: world.alice))
            change(&fields)
            return fields
        }
    }

    static let refusals: [Refusal] = [
        Refusal(.notForcible, "a transfer with gas to run code with") {
            .init(try $0.transfer(from: $0.alice, gasLimit: 21_001))
        },
        Refusal(.notForcible, "a transfer with too little gas") {
            .init(try $0.transfer(from: $0.alice, gasLimit: 20_999))
        },
        Refusal(.notForcible, "call data to anybody") {
            .init(try $0.transfer(from: $0.alice, gasLimit: 200_000, data: message))
        },
        Refusal(.notForcible, "a delivery, which calls others") {
            try messenger($0, data: Array(repeating: 7, count: 132))
        },
        Refusal(.notForcible, "a byte of call data") { try messenger($0, data: [0x9f]) },
        Refusal(.notForcible, "a message below the floor of its call data") {
            try messenger($0, gasLimit: 21_000 + 40 * UInt64(message.count) - 1)
        },
        Refusal(.notForcible, "a message with more gas than half of the smallest block") {
            try messenger($0, gasLimit: 500_001)
        },
        Refusal(.notForcible, "the last nonce") { .init(try $0.transfer(from: $0.alice, nonce: .max)) },
        Refusal(.notForcible, "a nonce of more than 64 bits") { world in
            try changed { $0.nonce = UInt256(1) << 64 }(world)
        },
        Refusal(.wrongNonce, "a nonce ahead") { .init(try $0.transfer(from: $0.alice, nonce: 1)) },
        Refusal(.feeOutOfRange, "a tip above the price") {
            .init(try $0.transfer(from: $0.alice, maxFee: 3_000_000_000, tip: 3_000_000_001))
        },
        Refusal(.feeOutOfRange, "a price whose product overflows") {
            .init(try $0.transfer(from: $0.alice, maxFee: .max))
        },
        Refusal(.feeOutOfRange, "more than all ether") {
            .init(try $0.transfer(from: $0.alice, value: UInt256(1) << 128))
        },
        Refusal(.underpriced, "a price of nothing") { .init(try $0.transfer(from: $0.alice, maxFee: 0)) },
        Refusal(.balanceBelowCost, "a wei more than the account has") {
            .init(
                try $0.transfer(
                    from: $0.alice,
                    value: UInt256(3) &* RollupWorld.ether &- UInt256(UInt64(63_000_000_000_000)) &+ 1
                )
            )
        },
        Refusal(.malleableSignature, "the other form of the signature") { world in
            try changed {
                // The order of secp256k1.
                let order = UInt256(
                    l0: 0xbfd2_5e8c_d036_4141,
                    l1: 0xbaae_dce6_af48_a03b,
                    l2: 0xffff_ffff_ffff_fffe,
                    l3: 0xffff_ffff_ffff_ffff
                )
                $0.s = order &- $0.s
                $0.yParity = .one &- $0.yParity
            }(world)
        },
        Refusal(.malleableSignature, "no parity") { world in try changed { $0.yParity = 2 }(world) },
        Refusal(.noSigner, "a signature of zeros") { world in try changed { ($0.r, $0.s) = (.zero, .zero) }(world) },
    ]

    @Test("What could not be a block's first is refused", arguments: refusals)
    func refused(_ refusal: Refusal) throws {
        var inbox = try InboxWorld()
        let fields = try refusal.make(inbox)
        let proof = try inbox.settled().accountProof(of: inbox.alice.address)
        #expect(try inbox.force(fields, provenAt: 1, proof) == refusal.reason.rawValue)
        #expect(try inbox.waiting().isEmpty)
        #expect(try inbox.world.l1.storage(of: inbox.rollup, ForcedInclusionRollup.Slot.count) == .zero)
        // The same account is taken with a good one.
        #expect(try inbox.force(try inbox.transfer(from: inbox.alice), by: inbox.alice) == nil)
    }

    @Test("A proof is of the account, and of a block that is not too old; a stranger has nothing to pay with")
    func proofs() throws {
        var inbox = try InboxWorld()
        let transaction = try inbox.transfer(from: inbox.alice)
        let fields = ForcedInclusionRollup.SignedFields(transaction)
        let old = try inbox.settled()
        let proof = try old.accountProof(of: inbox.alice.address)
        for bad in [[], Array(proof.dropLast()), Array(proof.dropFirst()), proof + [[0xc0]], proof.reversed()] {
            #expect(try inbox.force(fields, provenAt: 1, bad) == "invalid proof")
        }
        #expect(try inbox.force(fields, provenAt: 1, old.accountProof(of: inbox.carol.address)) == "invalid proof")
        #expect(try inbox.force(fields, provenAt: 0, proof) == "invalid proof")
        #expect(try inbox.force(fields, provenAt: 2, proof) == "state root not available")
        let stranger = Actor(name: "stranger", seed: RollupWorld.seed)
        #expect(try inbox.force(try inbox.transfer(from: stranger, value: 0), by: stranger) == "balance below cost")
        for _ in 0..<ForcedInclusionRollup.maximumProofAge { try inbox.settle() }
        var later = inbox
        try later.settle()
        #expect(try later.force(fields, provenAt: 1, proof) == "state root not available")
        // Whoever hands in a block just before does not make the proof of the block before worthless.
        #expect(try inbox.force(fields, provenAt: 1, proof) == nil)
    }

    @Test("An account has one place, which what it has signed long ago cannot hold")
    func places() throws {
        var inbox = try InboxWorld()
        let spent = try inbox.transfer(from: inbox.alice)
        let old = try inbox.settled()
        _ = try inbox.world.sequencer.submit(spent)
        try inbox.settle()
        #expect(try inbox.settled().nonce(of: inbox.alice.address) == 1)
        // The sequencer shows L1 what alice has spent, with a proof of before.
        let fields = ForcedInclusionRollup.SignedFields(spent)
        #expect(try inbox.force(fields, provenAt: 1, old.accountProof(of: inbox.alice.address)) == nil)
        let transaction = try inbox.transfer(from: inbox.alice)
        #expect(try inbox.force(transaction, by: inbox.alice) == nil)
        for other in [transaction, try inbox.transfer(from: inbox.alice, value: 2)] {
            #expect(try inbox.force(other, by: inbox.alice) == "already waiting")
        }
        #expect(
            try inbox.force(fields, provenAt: 1, old.accountProof(of: inbox.alice.address)) == "already waiting"
        )
        #expect(try inbox.waiting().count == 2)
        // The spent one falls out at the block that has the other.
        try inbox.wait(until: try #require(try inbox.waiting().last).dueAt)
        var censoring = inbox
        #expect(
            try censoring.advance(try censoring.sealWithoutForced().payload)
                == ForcedInclusionRollup.Revert.forcedTransactionMissing.rawValue
        )
        let sealed = try inbox.world.seal()
        #expect(sealed.records.map(\.hash) == [transaction.hash])
        #expect(try inbox.advance(sealed.payload) == nil)
        #expect(try inbox.waiting().isEmpty)
        // Without another one it is taken out by a proof.
        #expect(
            try inbox.force(
                .init(transaction),
                provenAt: 2,
                inbox.settled().accountProof(of: inbox.alice.address, at: 2)
            )
                == nil
        )
        #expect(try inbox.drop(inbox.alice) == "not due")
        try inbox.wait(until: try #require(try inbox.waiting().last).dueAt)
        #expect(try inbox.drop(inbox.alice) == nil)
        #expect(try inbox.force(try inbox.transfer(from: inbox.alice), by: inbox.alice) == nil)
    }

    @Test("A signature for anything else is a stranger's, of whom alice's proof shows nothing, or that he has nothing")
    func strangers() throws {
        let world = try InboxWorld()
        let signed = ForcedInclusionRollup.SignedFields(try world.transfer(from: world.alice))
        let changes: [@Sendable (inout ForcedInclusionRollup.SignedFields) -> Void] = [
            { $0.value = 2 }, { $0.to = .zero }, { $0.maxFee = $0.maxFee &+ 1 }, { $0.maxPriorityFee = 1 },
            { $0.yParity = .one &- $0.yParity }, { $0.r = $0.r ^ .one }, { $0.s = $0.s ^ .one },
        ]
        var forgeries = changes.map { change in
            var fields = signed
            change(&fields)
            return fields
        }
        forgeries.append(.init(try world.transfer(from: world.alice, chainId: 1)))
        let expected = [ForcedInclusionRollup.Revert.invalidProof, .balanceBelowCost, .noSigner].map(\.rawValue)
        for (place, fields) in forgeries.enumerated() {
            var inbox = world
            let proof = try inbox.settled().accountProof(of: inbox.alice.address)
            #expect(expected.contains(try inbox.force(fields, provenAt: 1, proof) ?? ""), "\(place)")
            #expect(try inbox.waiting().isEmpty)
        }
    }

    @Test("An account that delegates to a program cannot force, since the program could spend its ether")
    func delegated() throws {
        var inbox = try InboxWorld()
        let authorization = inbox.alice.signed(
            Authorization(chainId: .zero, address: L2Messenger.address, nonce: 0)
        )
        let intent = TransactionIntent(
            to: inbox.world.bob.address,
            gasLimit: 100_000,
            authorizationList: [authorization]
        )
        _ = try inbox.world.transact(intent, from: inbox.carol)
        try inbox.settle()
        #expect(try inbox.settled().nonce(of: inbox.alice.address) == 1)
        let transaction = try inbox.transfer(from: inbox.alice)
        #expect(try inbox.force(transaction, by: inbox.alice) == "account has code")
    }

    @Test("The contract makes the very bytes that were signed, whatever their lengths are")
    func encodings() throws {
        let world = try InboxWorld()
        var state: UInt64 = 0x83
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 11
        }
        for round in 0..<32 {
            var inbox = world
            let size = [0, 0, 4, 55, 56, 132, 255, 256, 388][round % 9]
            let data = Array((Self.message + (0..<388).map { _ in UInt8(truncatingIfNeeded: next()) }).prefix(size))
            let transaction = try inbox.transfer(
                from: inbox.alice,
                value: UInt256(next()) >> Int(next() % 64),
                to: size == 0 ? Address(w0: UInt32(truncatingIfNeeded: next()), w1: 0, w2: 0) : L2Messenger.address,
                maxFee: 1_000_000_000 &+ UInt256(next() % 1_000_000_000_000),
                tip: UInt256(next() % 1_000_000_000) >> Int(next() % 30),
                gasLimit: size == 0 ? 21_000 : 100_000 + next() % 400_000,
                data: data
            )
            #expect(try inbox.force(transaction, by: inbox.alice) == nil, "round \(round)")
            #expect(try inbox.waiting().map(\.transaction) == [transaction.encoded], "round \(round)")
            guard round < 9 else { continue }
            let sealed = try inbox.world.seal()
            #expect(sealed.records.map(\.hash) == [transaction.hash])
            #expect(try inbox.advance(sealed.payload) == nil)
            #expect(try inbox.waiting().isEmpty)
        }
        var inbox = world
        let long = try Self.messenger(inbox, gasLimit: 400_000, data: Self.message + Array(repeating: 1, count: 257))
        let proof = try inbox.settled().accountProof(of: inbox.alice.address)
        #expect(try inbox.force(long, provenAt: 1, proof) == "reverted")
    }

    @Test("A transfer to the longest program there can be fits into a block that L1 can execute")
    func longestProgram() throws {
        var inbox = try InboxWorld()
        // Leaves 24,576 bytes that are not zero.
        let program = Array(repeating: UInt8(0xfe), count: 24_576)
        let creation: [UInt8] = [0x61, 0x60, 0x00, 0x60, 0x0c, 0x5f, 0x39, 0x61, 0x60, 0x00, 0x5f, 0xf3] + program
        _ = try inbox.world.transact(
            TransactionIntent(to: nil, data: creation, gasLimit: 7_000_000),
            from: inbox.carol
        )
        try inbox.settle()
        let target = Address.created(by: inbox.carol.address, nonce: 0)
        let transaction = try inbox.transfer(from: inbox.alice, to: target)
        #expect(try inbox.force(transaction, by: inbox.alice) == nil)
        let sealed = try inbox.world.seal()
        #expect(sealed.records.map(\.hash) == [transaction.hash])
        #expect(sealed.payload.witness.codes.contains(program))
        let byteCount = sealed.payload.encoded.count
        #expect(byteCount > 24_576 && byteCount < NativeRollup.maxPayloadByteCount - 8192)
        #expect(try inbox.advance(sealed.payload) == nil)
    }

    @Test("A delay of more than a week, and no code to execute, are refused at the deployment")
    func deployments() throws {
        var inbox = try InboxWorld()
        let genesis = NativeRollup.Genesis(
            chainId: 5,
            gasLimit: 15_000_000,
            blockHash: .zero,
            stateRoot: .zero,
            timestamp: 0,
            verificationKeyHash: .zero
        )
        let codes = [
            (ForcedInclusionRollup.initCode(genesis, implementation: inbox.rollup, delay: 604_800), nil),
            (
                ForcedInclusionRollup.initCode(genesis, implementation: inbox.rollup, delay: 604_801),
                "inbox delay out of range"
            ),
            (ForcedInclusionRollup.initCode(genesis, implementation: .zero, delay: 0), "no implementation"),
        ]
        for (code, expected) in codes {
            let intent = TransactionIntent(to: nil, data: code, gasLimit: 8_000_000)
            let record = try inbox.world.include(
                try inbox.world.operatorActor.transaction(intent, on: inbox.world.l1)
            )
            #expect(InboxWorld.reason(record) == expected)
        }
    }
}
