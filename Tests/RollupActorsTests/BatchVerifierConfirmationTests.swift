import EVM
import L1Sim
import PaymentsCircuit
import Primitives
import RollupActors
import RollupContracts
import Testing

@Suite("Verifiers of payments rollups on L1")
struct BatchVerifierConfirmationTests {
    private static func refusal(of verifier: BatchVerifier, _ rollup: Address, _ world: PaymentsWorld) -> String? {
        do throws(ActorError) {
            try verifier.confirm(rollup: rollup, on: world.l1)
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test("What the deployment left behind is confirmed, also after batches")
    func honest() throws {
        var world = try PaymentsWorld()
        let verifier = try world.proofs.verifier(for: world.sequencer.configuration.shape)
        #expect(Self.refusal(of: verifier, world.rollup, world) == nil)
        #expect(try world.settle(try world.sequencer.seal(.all, l1: world.l1)).allSatisfy(\.succeeded))
        #expect(Self.refusal(of: verifier, world.rollup, world) == nil)
    }

    /// The stand-in answers the hash of a key that it has never seen, and the rollup's constructor takes its word.
    @Test("A contract that only answers the hash of a key deploys, and is found")
    func impostor() throws {
        let key = Groth16Verifier.VerifyingKey(
            alpha: BN254G1Words(x: 1, y: 2),
            beta: Self.generator,
            gamma: Self.generator,
            delta: Self.generator,
            inputPoints: [BN254G1Words](repeating: BN254G1Words(x: 1, y: 2), count: 5)
        )
        let real = BatchVerifier(initCode: Groth16Verifier.initCode(key), keyHash: key.hash)
        let answer = [UInt8](SimulatedVerifier.initCode.dropLast(32)) + key.hash.bytes
        let impostor = BatchVerifier(initCode: answer, keyHash: key.hash)
        var world = try PaymentsWorld()
        let configuration = world.sequencer.configuration
        let deployer = Actor(name: "deployer", seed: PaymentsWorld.seed)
        var rollups: [Address] = []
        for verifier in [real, impostor] {
            let deployment = try PaymentsDeployment(configuration, verifier: verifier, deployer: deployer, on: world.l1)
            for transaction in deployment.transactions { #expect(try world.include(transaction).succeeded) }
            rollups.append(deployment.rollup)
        }
        #expect(Self.refusal(of: real, rollups[0], world) == nil)
        let refusal = try #require(Self.refusal(of: real, rollups[1], world))
        #expect(refusal.contains("is another than that of the key \(key.hash.hex)"), "\(refusal)")
        // The same code for another key is another verifier too.
        var otherKey = key
        otherKey.inputPoints[2].y = UInt256(decimal: Self.minusTwo) ?? 2
        let other = BatchVerifier(initCode: Groth16Verifier.initCode(otherKey), keyHash: otherKey.hash)
        #expect(Self.refusal(of: other, rollups[0], world)?.contains("another than that of the key") == true)
    }

    @Test("What is no payments rollup is found")
    func noRollup() throws {
        let world = try PaymentsWorld()
        let verifier = try world.proofs.verifier(for: world.sequencer.configuration.shape)
        for address in [
            world.alice.actor.address, Address.created(by: Actor(name: "deployer", seed: 42).address, nonce: 0),
        ] {
            let refusal = Self.refusal(of: verifier, address, world)
            #expect(refusal == "the contract at \(address.hex) is no payments rollup")
        }
    }

    /// Minus two in the coordinates' field (EIP-196).
    private static let minusTwo =
        "21888242871839275222246405745257275088696311157297823662689037894645226208581"

    /// The generator of the second group (EIP-197).
    private static let generator = BN254G2Words(
        xImaginary: UInt256(
            decimal: "11559732032986387107991004021392285783925812861821192530917403151452391805634"
        ) ?? 0,
        xReal: UInt256(
            decimal: "10857046999023057135944570762232829481370756359578518086990519993285655852781"
        ) ?? 0,
        yImaginary: UInt256(
            decimal: "4082367875863433681332203403145435568316851327593401208105741076214120093531"
        ) ?? 0,
        yReal: UInt256(
            decimal: "8495653923123431417604973247489272438418190587263600148770280649306958101930"
        ) ?? 0
    )
}
