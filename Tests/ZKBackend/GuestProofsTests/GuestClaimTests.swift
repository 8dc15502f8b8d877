import GuestExecutor
import GuestProgram
import HostAccelerators
import Primitives
import RISCVTestSupport
import StateTransition
import Testing

/// What a prover may claim about a block that the guest has found invalid.
@Suite("Claims about a run of the guest program")
struct GuestClaimTests {
    /// A block without a parent, on the chain with id 7.
    private static func input() throws -> [UInt8] {
        let header = BlockHeader(
            parentHash: .zero,
            feeRecipient: .zero,
            number: 1,
            gasLimit: 30_000_000,
            timestamp: 12,
            baseFeePerGas: UInt256(7)
        )
        return try StatelessInput(
            block: Block(header: header, transactions: []),
            requests: [],
            witness: ExecutionWitness(state: [], codes: [], headers: []),
            chainId: 7
        ).encoded
    }

    @Test func wrongRootFlagOrChainHasNoProof() throws {
        let elf = Array(UnsafeBufferPointer(start: guest_program_bytes(), count: guest_program_size))
        let proved = try ProvedRun(GuestRun(ProgramImage(elf: elf), input: Self.input()))
        let output = proved.run.output
        let result = try StatelessValidationResult(decoding: output)
        #expect(!result.successfulValidation && result.chainId == 7)
        #expect(try proved.refusal(of: proved.prove()) == nil)
        var (valid, root, chain) = (result, result, result)
        valid.successfulValidation = true
        root.newPayloadRequestRoot.w0 ^= 1
        chain.chainId = 8
        for claim in [valid, root, chain] {
            // Whether the prover makes the proof for its claim, or passes on another's.
            let forged = try proved.prove(claiming: claim.encoded)
            #expect(proved.refusal(of: forged, claiming: claim.encoded) != nil, "\(claim)")
            #expect(proved.refusal(of: forged) != nil, "\(claim)")
        }
    }
}
