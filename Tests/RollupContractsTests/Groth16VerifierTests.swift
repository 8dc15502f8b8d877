import EVM
import Primitives
import RollupContracts
import Testing

@Suite("Groth16Verifier.vy")
struct Groth16VerifierTests {
    typealias Verifier = Groth16Verifier

    /// A circuit of one input without any secret: alpha, gamma and the input's points are the generators.
    ///
    /// So a proof holds whenever a * b = 1 + (1 + x) + c for the factors of its points.
    private static let openKey = Verifier.VerifyingKey(
        alpha: BN254Points.one,
        beta: BN254Points.generator2,
        gamma: BN254Points.generator2,
        delta: BN254Points.generator2,
        inputPoints: [BN254Points.one, BN254Points.one]
    )
    /// For x = 0: 1 * 1 = 1 + 1 - 1.
    private static let openProof = Verifier.Proof(
        a: BN254Points.one,
        b: BN254Points.generator2,
        c: BN254Points.minusOne
    )

    private static func deploy(_ key: Verifier.VerifyingKey, on chain: inout TestChain) throws -> Address {
        let deployed = try chain.deploy(Verifier.initCode(key))
        try #require(deployed.outcome.result.isSuccess, "\(deployed.outcome.result.status)")
        return deployed.address
    }

    private static func reason(_ outcome: TestChain.Outcome) -> Verifier.Revert? {
        outcome.revert.flatMap { Verifier.Revert($0) }
    }

    private static func deploymentReason(_ key: Verifier.VerifyingKey) throws -> (failed: Bool, Verifier.Revert?) {
        var chain = TestChain()
        let outcome = try chain.deploy(Verifier.initCode(key)).outcome
        return (!outcome.result.isSuccess, reason(outcome))
    }

    @Test("Public proofs are accepted, within a tenth of what the precompiles cost", arguments: 0..<2)
    func publicProofs(_ index: Int) throws {
        let all = PublicGroth16Proof.all
        try #require(all.count == 2)
        let example = all[index]
        var chain = TestChain()
        let address = try Self.deploy(example.key, on: &chain)
        let outcome = try chain.call(address, Verifier.verify(example.proof, inputs: example.inputs))
        #expect(outcome.result.isSuccess && outcome.result.output == UInt256.one.bigEndianBytes)
        let precompiles = 45_000 + 34_000 * 4 + 6_150 * UInt64(example.inputs.count)
        #expect(outcome.gasUsed > precompiles && outcome.gasUsed * 10 <= precompiles * 11)
        #expect(outcome.gasUsed == 216_154)
        #expect(try chain.view(Verifier.Function.keyHash, at: address) == [.bytes32(example.key.hash)])
    }

    @Test("Any byte of the calldata changed makes a public proof none", arguments: 0..<2)
    func changedBytes(_ index: Int) throws {
        let example = PublicGroth16Proof.all[index]
        var chain = TestChain()
        let address = try Self.deploy(example.key, on: &chain)
        let calldata = Verifier.verify(example.proof, inputs: example.inputs)
        #expect(calldata.count == 4 + 32 * 15)
        for place in calldata.indices {
            var changed = calldata
            changed[place] ^= 1
            #expect(try !chain.call(address, changed).result.isSuccess, "byte \(place)")
        }
    }

    @Test("Calldata of another length are refused")
    func lengths() throws {
        var chain = TestChain()
        let address = try Self.deploy(Self.openKey, on: &chain)
        let calldata = Verifier.verify(Self.openProof, inputs: [0])
        #expect(try chain.call(address, calldata).result.isSuccess)
        for extra in [1, 31, 32, 64] {
            let longer = calldata + [UInt8](repeating: 0, count: extra)
            #expect(Self.reason(try chain.call(address, longer)) == .length, "\(extra) bytes more")
        }
        for missing in [1, 32, calldata.count - 4] {
            #expect(try !chain.call(address, Array(calldata.dropLast(missing))).result.isSuccess)
        }
        for inputs in [[], [0, 0]] as [[UInt256]] {
            let outcome = try chain.call(address, Verifier.verify(Self.openProof, inputs: inputs))
            #expect(Self.reason(outcome) == .inputCount)
        }
        let many = Verifier.verify(Self.openProof, inputs: [UInt256](repeating: 0, count: 17))
        #expect(try !chain.call(address, many).result.isSuccess)
    }

    @Test("An input has one encoding: below the group's order")
    func inputRange() throws {
        var chain = TestChain()
        let address = try Self.deploy(Self.openKey, on: &chain)
        let inputs = [UInt256(0), Verifier.scalarOrder &- 1, Verifier.scalarOrder, .max]
        let outcomes = try inputs.map { try chain.call(address, Verifier.verify(Self.openProof, inputs: [$0])) }
        // The proof is for 0, of which the order is another spelling for the multiplication.
        #expect(outcomes.map(\.result.isSuccess) == [true, false, false, false])
        #expect(outcomes.map { Self.reason($0) } == [nil, .noProof, .inputAboveField, .inputAboveField])
    }

    @Test("Points at infinity are refused where the equation itself would hold")
    func infinity() throws {
        var chain = TestChain()
        let address = try Self.deploy(Self.openKey, on: &chain)
        func reason(_ a: BN254G1Words, _ b: BN254G2Words, _ c: BN254G1Words) throws -> Verifier.Revert? {
            Self.reason(try chain.call(address, Verifier.verify(Verifier.Proof(a: a, b: b, c: c), inputs: [0])))
        }
        let minusTwo = BN254Points.negated(BN254Points.two)
        // 0 * 1 = 1 + 1 - 2, 1 * 0 = 1 + 1 - 2, 2 * 1 = 1 + 1 + 0.
        #expect(try reason(BN254Points.infinity1, BN254Points.generator2, minusTwo) == .infinity)
        #expect(try reason(BN254Points.one, BN254Points.infinity2, minusTwo) == .infinity)
        #expect(try reason(BN254Points.two, BN254Points.generator2, BN254Points.infinity1) == .infinity)
        // The equation tells these two apart.
        #expect(try reason(BN254Points.two, BN254Points.generator2, BN254Points.minusOne) == .noProof)
    }

    @Test("Coordinates at or above the field's order are refused")
    func coordinates() throws {
        var chain = TestChain()
        let address = try Self.deploy(Self.openKey, on: &chain)
        let words = Self.openProof.words
        for index in words.indices {
            var changed = words
            changed[index] = words[index] &+ BN254Points.fieldOrder
            let call = Verifier.Function.verify.encodeCall([
                .fixedArray(changed.map { .uint($0) }), .array([.uint(0)]),
            ])
            let outcome = try chain.call(address, call)
            #expect(!outcome.result.isSuccess && Self.reason(outcome) == nil, "word \(index)")
        }
    }

    @Test("Points off their curve or outside the subgroup are refused, in proofs and in keys")
    func invalidPoints() throws {
        var chain = TestChain()
        let address = try Self.deploy(Self.openKey, on: &chain)
        var proofs = [Self.openProof, Self.openProof, Self.openProof]
        proofs[0].a = BN254Points.offCurve
        proofs[1].b = BN254Points.outsideSubgroup
        proofs[2].c = BN254Points.offCurve
        for proof in proofs {
            let outcome = try chain.call(address, Verifier.verify(proof, inputs: [0]))
            #expect(!outcome.result.isSuccess && Self.reason(outcome) == nil)
        }
        var keys = [Verifier.VerifyingKey](repeating: Self.openKey, count: 5)
        keys[0].alpha = BN254Points.offCurve
        keys[1].beta = BN254Points.outsideSubgroup
        keys[2].gamma = BN254Points.outsideSubgroup
        keys[3].delta = BN254Points.outsideSubgroup
        keys[4].inputPoints[1] = BN254Points.offCurve
        for (index, key) in keys.enumerated() {
            let (failed, reason) = try Self.deploymentReason(key)
            #expect(failed && reason == nil, "key \(index)")
        }
    }

    @Test("Keys that bind nothing make no contract; a constant at infinity does")
    func degenerateKeys() throws {
        var keys = [Verifier.VerifyingKey](repeating: Self.openKey, count: 5)
        keys[0].alpha = BN254Points.infinity1
        keys[1].beta = BN254Points.infinity2
        keys[2].gamma = BN254Points.infinity2
        keys[3].delta = BN254Points.infinity2
        keys[4].inputPoints[1] = BN254Points.infinity1
        for (index, key) in keys.enumerated() {
            let (failed, reason) = try Self.deploymentReason(key)
            #expect(failed && reason == .infinity, "key \(index)")
        }
        var key = Self.openKey
        key.inputPoints = []
        #expect(try Self.deploymentReason(key) == (true, .noConstant))
        key.inputPoints = [BN254Points.infinity1, BN254Points.one]
        #expect(try Self.deploymentReason(key) == (false, nil))
    }

    @Test("Keys and proofs are read from their bytes, and nothing else is")
    func bytes() throws {
        let example = try #require(PublicGroth16Proof.sp1)
        let proof = example.proof.words.flatMap(\.bigEndianBytes)
        #expect(Verifier.Proof(proof) == example.proof)
        #expect(Verifier.Proof(Array(proof.dropLast())) == nil && Verifier.Proof(proof + [0]) == nil)
        let key = example.key
        let points = [key.alpha.words, key.beta.words, key.gamma.words, key.delta.words] + key.inputPoints.map(\.words)
        let bytes = points.flatMap { $0.flatMap(\.bigEndianBytes) }
        #expect(Verifier.VerifyingKey(bytes) == key)
        #expect(Verifier.VerifyingKey(Array(bytes.prefix(448))) == nil, "without a constant")
        #expect(Verifier.VerifyingKey(Array(bytes.dropLast())) == nil && Verifier.VerifyingKey(bytes + [0]) == nil)
    }
}
