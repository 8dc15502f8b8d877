import EVM
import Groth16
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import Testing

/// One list of hostile proofs, handed to all who verify Groth16: the native verifier, the contract, and below it the
/// precompile, which cannot know of counts, scalars and infinity what the two above it must.
@Suite("Hostile Groth16 proofs, natively, in the contract and at the precompile")
struct HostileGroth16Tests {
    private typealias Contract = RollupContracts.Groth16Verifier
    private typealias Native = Groth16.Groth16Verifier

    /// A change of a public proof, and what each verifier says of it.
    private struct Case {
        let name: String
        var proof: [UInt8]
        var inputs: [UInt256]
        let native: Groth16Refusal
        /// The contract's reason; nil where a precompile fails below it.
        let contract: Contract.Revert?
        /// Whether the pairing precompile fails on the pair (A, B); nil where the defect is not in it.
        let precompile: Bool?
    }

    private static let fieldOrder =
        UInt256(
            hex: "30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47"
        ) ?? 0
    /// On the twist and not in the group: the point with the least first coordinate.
    private static let outsideSubgroup: [UInt256] = [
        0, 1, UInt256(hex: "0d1271953ed9ea0836846e70a1934187998c7f790cb4d7511b7f8da82de048a4") ?? 0,
        UInt256(hex: "2869111d5381f072f8e2728fdb825a51aadd70e52c9830e9ab4b871c0531f1bb") ?? 0,
    ]

    private static func cases(_ example: PublicGroth16Proof) -> [Case] {
        let words = example.proof.words
        func point(ofWord word: Int) -> Groth16Refusal.Point { word < 2 ? .a : word < 6 ? .b : .c }
        func changed(_ range: Range<Int>, _ new: [UInt256]) -> [UInt8] {
            var copy = words
            copy.replaceSubrange(range, with: new)
            return copy.flatMap(\.bigEndianBytes)
        }
        var cases: [Case] = []
        func add(
            _ name: String,
            _ proof: [UInt8]? = nil,
            inputs: [UInt256]? = nil,
            _ native: Groth16Refusal,
            _ contract: Contract.Revert?,
            precompile: Bool? = nil
        ) {
            let proof = proof ?? words.flatMap(\.bigEndianBytes)
            let inputs = inputs ?? example.inputs
            cases.append(
                Case(
                    name: name,
                    proof: proof,
                    inputs: inputs,
                    native: native,
                    contract: contract,
                    precompile: precompile
                )
            )
        }
        for word in 0..<8 {
            let isBelow = word < 6 ? true : nil
            let place = point(ofWord: word)
            let one = changed(word..<word + 1, [words[word] &+ 1])
            add("word \(word) plus one: off the curve", one, .notOnCurve(place), nil, precompile: isBelow)
            let same = changed(word..<word + 1, [words[word] &+ fieldOrder])
            add("word \(word) plus p: the same point", same, .notOnCurve(place), nil, precompile: isBelow)
            let most = changed(word..<word + 1, [.max])
            add("word \(word) all ones", most, .notOnCurve(place), nil, precompile: isBelow)
        }
        for (range, place) in [(0..<2, .a), (2..<6, .b), (6..<8, .c)] as [(Range<Int>, Groth16Refusal.Point)] {
            let zeros = [UInt256](repeating: 0, count: range.count)
            add("\(place) at infinity", changed(range, zeros), .infinity(place), .infinity, precompile: false)
            let moduli = [UInt256](repeating: fieldOrder, count: range.count)
            let isBelow = place == .c ? nil : true
            add("\(place) at infinity as p", changed(range, moduli), .notOnCurve(place), nil, precompile: isBelow)
        }
        add("B outside the subgroup", changed(2..<6, outsideSubgroup), .outsideSubgroup, nil, precompile: true)
        for index in example.inputs.indices {
            for value in [example.inputs[index] &+ Contract.scalarOrder, Contract.scalarOrder, .max] {
                var inputs = example.inputs
                inputs[index] = value
                add("input \(index) is \(value)", inputs: inputs, .inputTooLarge(index), .inputAboveField)
            }
        }
        let count = example.inputs.count
        for inputs in [[], Array(example.inputs.dropLast()), example.inputs + [0]] {
            let refusal = Groth16Refusal.inputCount(expected: count, got: inputs.count)
            add("\(inputs.count) inputs", inputs: inputs, refusal, .inputCount)
        }
        // The ABI of the contract has room for sixteen.
        let many = [UInt256](repeating: 0, count: 17)
        add("17 inputs", inputs: many, .inputCount(expected: count, got: 17), nil)
        let swapped = changed(0..<8, Array(words[6..<8] + words[2..<6] + words[0..<2]))
        add("A and C exchanged", swapped, .equation, .noProof, precompile: false)
        return cases
    }

    @Test("All refuse what is no proof, each for its reason", arguments: 0..<2)
    func refusals(_ index: Int) throws {
        let example = PublicGroth16Proof.all[index]
        var world = try PaymentsWorld()
        let deployment = TransactionIntent(to: nil, data: Contract.initCode(example.key), gasLimit: 4_000_000)
        let deployed = try world.send(deployment)
        let address = try #require(deployed.createdAddress)
        let key = example.key
        let points = [key.alpha.words, key.beta.words, key.gamma.words, key.delta.words] + key.inputPoints.map(\.words)
        let native = try #require(
            Native(try VerifyingKey(decoding: points.flatMap { $0.flatMap(\.bigEndianBytes) }))
        )
        func call(_ to: Address, _ data: [UInt8]) throws -> CallOutcome {
            try world.l1.call(CallRequest(to: to, data: data))
        }
        func calldata(_ proof: [UInt8], _ inputs: [UInt256]) -> [UInt8] {
            let words = stride(from: 0, to: 256, by: 32).map { UInt256(truncatingBigEndian: proof[$0..<$0 + 32]) }
            return Contract.Function.verify.encodeCall([
                .fixedArray(words.map { .uint($0) }), .array(inputs.map { .uint($0) }),
            ])
        }
        // The proof itself passes everywhere.
        let proof = example.proof.words.flatMap(\.bigEndianBytes)
        try native.verify(proof, inputs: example.inputs)
        #expect(try call(address, calldata(proof, example.inputs)).succeeded)
        #expect(try call(Address(8), Array(proof.prefix(192))).succeeded)

        let cases = Self.cases(example)
        #expect(cases.count == 24 + 6 + 1 + 15 + 3 + 2)
        for hostile in cases {
            #expect(throws: hostile.native, "\(hostile.name)") {
                try native.verify(hostile.proof, inputs: hostile.inputs)
            }
            let outcome = try call(address, calldata(hostile.proof, hostile.inputs))
            #expect(!outcome.succeeded, "\(hostile.name)")
            let reason = Contract.Revert(RevertReason(output: outcome.output))
            #expect(reason == hostile.contract, "\(hostile.name): \(outcome.status)")
            guard let isRefused = hostile.precompile else { continue }
            #expect(try call(Address(8), Array(hostile.proof.prefix(192))).succeeded != isRefused, "\(hostile.name)")
        }
        // Lengths: of a proof, of calldata, of pairs.
        for count in [0, 1, 255, 257, 512] {
            let changed = Array((proof + proof).prefix(count))
            #expect(throws: Groth16Refusal.proofLength(count)) { try native.verify(changed, inputs: example.inputs) }
        }
        let data = calldata(proof, example.inputs)
        for count in [0, 4, data.count - 32, data.count - 1, data.count + 1, data.count + 32] {
            let changed = Array((data + UInt256.zero.bigEndianBytes).prefix(count))
            #expect(try !call(address, changed).succeeded, "\(count) bytes of calldata")
        }
        for count in [1, 64, 191, 193] {
            #expect(try !call(Address(8), Array((proof + proof).prefix(count))).succeeded, "\(count) bytes of pairs")
        }
    }
}
