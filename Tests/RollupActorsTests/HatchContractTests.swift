import Cryptography
import EVM
import L1Sim
import PaymentsCircuit
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import Testing

@Suite("AccountHash.vy and EdDSAVerifier.vy")
struct HatchContractTests {
    /// An L1 with both contracts.
    private struct Setup {
        var world = try? PaymentsWorld()
        let leaves: Address
        let signatures: Address

        init() throws {
            var world = try PaymentsWorld()
            func deploy(_ artifact: ContractArtifact) throws -> Address {
                let record = try world.send(
                    TransactionIntent(to: nil, data: artifact.creationCode, gasLimit: 8_000_000)
                )
                return try #require(record.createdAddress)
            }
            leaves = try deploy(AccountHash.artifact)
            signatures = try deploy(EdDSAVerifier.artifact)
            self.world = world
        }

        func call(_ address: Address, _ data: [UInt8]) throws -> CallOutcome {
            try #require(world).l1.call(CallRequest(to: address, data: data))
        }
    }

    @Test("Leaves are those of the ledger, and zero for nobody")
    func leaves() throws {
        let setup = try Setup()
        func leaf(_ owner: Address, _ rest: [UInt256]) throws -> CallOutcome {
            let arguments: [ABIValue] = [.address(owner)] + rest.map { .uint($0) }
            return try setup.call(setup.leaves, AccountHash.Function.leaf.encodeCall(arguments))
        }
        let most = Groth16Verifier.scalarOrder &- 1
        let accounts = [
            Account(owner: Address(0xa11ce), keyHash: BN254.Fr(5), nonce: 7, balance: 9),
            Account(owner: Address(1), keyHash: BN254.Fr(reducing: most), nonce: .max, balance: .max),
            Account(owner: .zero, keyHash: BN254.Fr(1)),
        ]
        for account in accounts {
            let words = [account.keyHash.value, UInt256(account.nonce), UInt256(account.balance)]
            #expect(try leaf(account.owner, words).output == account.leaf.bigEndianBytes)
        }
        #expect(try leaf(.zero, [0, 0, 0]).output == UInt256.zero.bigEndianBytes)
        for index in 0..<3 {
            var words = [UInt256](repeating: 1, count: 3)
            words[index] = Groth16Verifier.scalarOrder
            #expect(RevertReason(output: try leaf(Address(1), words).output) == .message("ValueAboveField"))
        }
    }

    @Test("Signatures hold where the ledger's do, and nowhere else")
    func signatures() throws {
        let setup = try Setup()
        func isSigned(_ message: BN254.Fr, _ key: BabyJubjub.Point, _ signature: EdDSA.Signature) throws -> Bool {
            func pair(_ point: BabyJubjub.Point) -> ABIValue {
                .fixedArray([.uint(point.x.value), .uint(point.y.value)])
            }
            let arguments: [ABIValue] = [
                .uint(message.value), pair(key), pair(signature.r), .uint(signature.s),
            ]
            let answer = try setup.call(setup.signatures, EdDSAVerifier.Function.isSigned.encodeCall(arguments))
            try #require(answer.succeeded)
            let holds = answer.output.last == 1
            #expect(holds == EdDSA.verify(signature, message: message, publicKey: key))
            return holds
        }
        for seed in 0..<3 as Range<UInt8> {
            let key = SigningKey(seed: [seed])
            let message = BN254.Fr(reducing: Keccak256.hash([seed]).uint256)
            let good = key.sign(message)
            #expect(try isSigned(message, key.publicKey, good))
            #expect(try !isSigned(message + .one, key.publicKey, good))
            #expect(try !isSigned(message, -key.publicKey, good))
            #expect(try !isSigned(message, SigningKey(seed: [9]).publicKey, good))
            for change in [{ $0.s = $0.s &+ .one }, { $0.s = $0.s &+ BabyJubjub.order }, { $0.s = .zero }]
                as [(inout EdDSA.Signature) -> Void]
            {
                var other = good
                change(&other)
                #expect(try !isSigned(message, key.publicKey, other))
            }
            var other = good
            other.r = -other.r
            #expect(try !isSigned(message, key.publicKey, other))
            other.r = BabyJubjub.Point(x: good.r.x, y: good.r.y + .one)
            #expect(try !isSigned(message, key.publicKey, other))
            let beside = BabyJubjub.Point(x: key.publicKey.x + .one, y: key.publicKey.y)
            #expect(try !isSigned(message, beside, good))
        }
        // A key of small order: the challenge vanishes, and anybody signs, as the circuit has it.
        let neutral = BabyJubjub.Point.identity
        #expect(try isSigned(.one, neutral, EdDSA.Signature(r: neutral, s: .zero)))
        #expect(try isSigned(.one, neutral, EdDSA.Signature(r: BabyJubjub.base, s: .one)))
    }
}
