import ProofVerifier
import SoundnessCatalogue
import Testing

@Suite("Public milestones")
struct SecurityMilestoneTests {
    /// A machine that keeps within both limits at a large area: of half the RV64IM machine's columns.
    private static let shape = ProofSystemSoundness.Shape(
        columnCount: 1_500,
        maximumLogHeight: 22,
        constraintCount: 3_000,
        maximumDegree: 4,
        fractionVariableCount: 26,
        publicFractionCount: 64,
        maximumTupleLength: 16
    )

    @Test("The milestones hold with their numbers, not by name")
    func milestones() throws {
        let soundness = try ProofSystemSoundness.derive(securityBits: 128, shape: Self.shape, logSize: 28)
        let bytes = soundness.proofSizeInBytes(sharing: .worst)
        #expect(bytes <= 300 * 1024)
        #expect(SecurityMilestone.published.allSatisfy { $0.isMet(by: soundness) })
        #expect(SecurityMilestone(name: "", securityBits: 128, proofBytes: bytes).isMet(by: soundness))
        #expect(!SecurityMilestone(name: "", securityBits: 128, proofBytes: bytes - 1).isMet(by: soundness))
        #expect(!SecurityMilestone(name: "", securityBits: 129, proofBytes: bytes).isMet(by: soundness))
        let weak = try ProofSystemSoundness.derive(securityBits: 100, shape: Self.shape, logSize: 28)
        #expect(SecurityMilestone.published.map { $0.isMet(by: weak) } == [true, false])
    }
}
