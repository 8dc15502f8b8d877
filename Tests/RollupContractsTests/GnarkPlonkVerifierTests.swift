import EVM
import Primitives
import RollupContracts
import Testing

@Suite("GnarkPlonkVerifier.vy")
struct GnarkPlonkVerifierTests {
    typealias Verifier = GnarkPlonkVerifier

    /// Words of a proof that are opened values.
    private static let values = [12, 13, 14, 15, 16, 19, 24]

    private static func example() throws -> PublicPlonkProof { try #require(PublicPlonkProof.sp1) }

    private static func deploy(_ key: Verifier.VerifyingKey, on chain: inout TestChain) throws -> Address {
        let deployed = try chain.deploy(Verifier.initCode(key))
        try #require(deployed.outcome.result.isSuccess, "\(deployed.outcome.result.status)")
        return deployed.address
    }

    private static func reason(_ outcome: TestChain.Outcome) -> Verifier.Revert? {
        outcome.revert.flatMap { Verifier.Revert($0) }
    }

    @Test("SP1's proof is accepted, for less than the deployed verifier's gas")
    func publicProof() throws {
        let example = try Self.example()
        var chain = TestChain()
        let address = try Self.deploy(example.key, on: &chain)
        let calldata = try #require(Verifier.verify(example.proof, inputs: example.inputs))
        let outcome = try chain.call(address, calldata)
        #expect(outcome.result.isSuccess && outcome.result.output == UInt256.one.bigEndianBytes)
        // Under Osaka's price of MODEXP, where the deployed one takes 282,142; 267,261 before.
        #expect(outcome.gasUsed == 270_260)
        #expect(try chain.view(Verifier.Function.keyHash, at: address) == [.bytes32(example.key.hash)])
    }

    @Test("Any byte of the calldata changed makes SP1's proof none")
    func changedBytes() throws {
        let example = try Self.example()
        var chain = TestChain()
        let address = try Self.deploy(example.key, on: &chain)
        let calldata = try #require(Verifier.verify(example.proof, inputs: example.inputs))
        #expect(calldata.count == 4 + 32 * 31)
        for place in calldata.indices {
            var changed = calldata
            changed[place] ^= 1
            #expect(try !chain.call(address, changed).result.isSuccess, "byte \(place)")
        }
    }

    @Test("Lengths, counts, and numbers above their field are refused")
    func hostileCalldata() throws {
        let example = try Self.example()
        var chain = TestChain()
        let address = try Self.deploy(example.key, on: &chain)
        let calldata = try #require(Verifier.verify(example.proof, inputs: example.inputs))
        #expect(Self.reason(try chain.call(address, calldata + [0])) == .length)
        #expect(Self.reason(try chain.call(address, calldata + [UInt8](repeating: 0, count: 32))) == .length)
        #expect(try !chain.call(address, Array(calldata.dropLast())).result.isSuccess)
        for inputs in [[], [example.inputs[0]], example.inputs + [0]] {
            let call = try #require(Verifier.verify(example.proof, inputs: inputs))
            #expect(Self.reason(try chain.call(address, call)) == .inputCount)
        }
        for index in example.inputs.indices {
            var inputs = example.inputs
            inputs[index] = inputs[index] &+ Groth16Verifier.scalarOrder
            let call = try #require(Verifier.verify(example.proof, inputs: inputs))
            #expect(Self.reason(try chain.call(address, call)) == .inputAboveField)
        }
        for index in 0..<Verifier.proofWordCount {
            let isValue = Self.values.contains(index)
            let range = 4 + 32 * index..<36 + 32 * index
            let word = UInt256(truncatingBigEndian: calldata[range])
            var call = calldata
            let added = isValue ? Groth16Verifier.scalarOrder : BN254Points.fieldOrder
            call.replaceSubrange(range, with: (word &+ added).bigEndianBytes)
            let outcome = try chain.call(address, call)
            #expect(!outcome.result.isSuccess, "word \(index)")
            #expect(Self.reason(outcome) == (isValue ? .valueAboveField : nil), "word \(index)")
        }
        #expect(Verifier.verify(example.proof + [0], inputs: example.inputs) == nil)
    }

    @Test("A proof with points at infinity proves nothing")
    func infinity() throws {
        let example = try Self.example()
        var chain = TestChain()
        let address = try Self.deploy(example.key, on: &chain)
        let points = (0..<Verifier.proofWordCount).filter { !Self.values.contains($0) }
        for pair in stride(from: 0, to: points.count, by: 2) {
            var proof = example.proof
            for word in points[pair..<pair + 2] {
                proof.replaceSubrange(32 * word..<32 * word + 32, with: [UInt8](repeating: 0, count: 32))
            }
            let call = try #require(Verifier.verify(proof, inputs: example.inputs))
            #expect(Self.reason(try chain.call(address, call)) == .noProof, "point at word \(points[pair])")
        }
        let nothing = [UInt8](repeating: 0, count: example.proof.count)
        let call = try #require(Verifier.verify(nothing, inputs: example.inputs))
        #expect(Self.reason(try chain.call(address, call)) == .noProof)
    }

    @Test("Keys whose rows are no domain, or whose points are none, make no contract")
    func keys() throws {
        let key = try Self.example().key
        var domains = [Verifier.VerifyingKey](repeating: key, count: 12)
        domains[0].size = key.size - 1
        domains[1].size = 1
        // A root of the right order is none of half or double that order.
        domains[2].size = key.size / 2
        domains[3].size = key.size * 2
        domains[4].commitmentRow = key.size - 2
        domains[5].coset = 1
        domains[6].inputCount = 17
        domains[7].coset = 0
        // A root of the domain's own, which moves the second column onto the first.
        domains[8].coset = key.omega
        // The same numbers written otherwise, which the hash of the key would take for another key.
        domains[9].omega = key.omega &+ Groth16Verifier.scalarOrder
        domains[10].coset = key.coset &+ Groth16Verifier.scalarOrder
        domains[11].coset = Groth16Verifier.scalarOrder
        for (index, key) in domains.enumerated() {
            var chain = TestChain()
            let outcome = try chain.deploy(Verifier.initCode(key)).outcome
            #expect(Self.reason(outcome) == .domain, "key \(index)")
        }
        var absent = key
        absent.g2Tau = BN254Points.infinity2
        var chain = TestChain()
        #expect(Self.reason(try chain.deploy(Verifier.initCode(absent)).outcome) == .infinity)
        var broken = [key, key, key]
        broken[0].commitments[3] = BN254Points.offCurve
        broken[1].g1 = BN254Points.offCurve
        broken[2].g2Tau = BN254Points.outsideSubgroup
        for (index, key) in broken.enumerated() {
            let outcome = try chain.deploy(Verifier.initCode(key)).outcome
            #expect(!outcome.result.isSuccess && Self.reason(outcome) == nil, "key \(index)")
        }
    }
}
