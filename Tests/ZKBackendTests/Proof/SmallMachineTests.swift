import Primitives
import TestSupport
import Testing
import ZKBackend

@Suite("Proofs of a small machine")
struct SmallMachineTests {
    static let parameters = ProofParameters(securityBits: 24)
    let small: SmallMachine

    init() throws {
        small = try SmallMachine()
    }

    static func values(_ count: Int, below bound: UInt64 = 8, seed: UInt64 = 5) -> [UInt64] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in random.next() % bound }
    }

    func proof(_ trace: Trace, published: UInt64, parameters: ProofParameters = parameters, threads: Int = 2) throws
        -> [UInt8]
    {
        try MachineProver.prove(
            trace,
            statement: small.statement(published: published),
            parameters: parameters,
            workers: Workers(count: threads),
            unchecked: true
        )
    }

    func isAccepted(_ proof: [UInt8], published: UInt64, parameters: ProofParameters = parameters) -> Bool {
        (try? MachineVerifier.verify(proof, statement: small.statement(published: published), parameters: parameters))
            != nil
    }

    @Test(
        "honest proofs are accepted, from one row to more than a slice",
        arguments: [1, 2, 3, 100, 1000, 4096, 5000, 9000]
    )
    func honest(rowCount: Int) throws {
        let values = Self.values(rowCount)
        let trace = small.trace(values: values, published: values[0])
        let proof = try MachineProver.prove(
            trace,
            statement: small.statement(published: values[0]),
            parameters: Self.parameters,
            workers: Workers(count: 2)
        )
        try MachineVerifier.verify(
            proof,
            statement: small.statement(published: values[0]),
            parameters: Self.parameters
        )
    }

    @Test("an honest proof at 128 bits is accepted")
    func fullParameters() throws {
        let values = Self.values(1000)
        let parameters = ProofParameters(securityBits: 128)
        let proof = try proof(
            small.trace(values: values, published: values[0]),
            published: values[0],
            parameters: parameters
        )
        #expect(isAccepted(proof, published: values[0], parameters: parameters))
    }
}
