import Primitives
import ProofProver
import ProofVerifier
import Testing
import ToyMachine

@Suite("Toy machine: prover and verifier say what the trace checker says")
struct ToyForgedProofTests {
    private let air: ToyAIR

    init() throws {
        air = try ToyAIR()
    }

    /// Why the verifier refuses the proof of a trace that a prover without assertions has made; nil when it accepts.
    private func refusal(of trace: Trace, by machine: Machine) throws -> VerificationError? {
        let statement = MachineStatement(
            machine: machine,
            programIdentity: .zero,
            programColumns: trace.program,
            publicValues: [],
            publicFractions: trace.publicFractions
        )
        let proof = try MachineProver.prove(
            trace,
            statement: statement,
            parameters: .reduced,
            workers: Workers(count: 2),
            unchecked: true
        )
        do throws(VerificationError) {
            try MachineVerifier.verify(proof, statement: statement, parameters: .reduced)
            return nil
        } catch {
            return error
        }
    }

    @Test("Each stored forgery is refused, and accepted by the machine that lacks its rule", arguments: ToyForge.all)
    func forgeries(_ forge: ToyForge) throws {
        let forged = try forge.trace(air)
        let refusal = try refusal(of: forged, by: air.machine)
        #expect(refusal == .unbalancedBuses || refusal == .columnValues)
        let weakened = try forge.weakened(air.machine)
        #expect(try self.refusal(of: forge.weakened(forged, for: weakened), by: weakened) == nil)
    }

    @Test("Each known attack is refused, those with too many rows by their header", arguments: ToyAttack.all)
    func attacks(_ attack: ToyAttack) throws {
        let trace = try attack.make().trace(air)
        guard case .shape = shapeRefusal(of: trace) else {
            let refusal = try refusal(of: trace, by: air.machine)
            #expect(refusal == .unbalancedBuses || refusal == .columnValues)
            return
        }
        #expect(throws: ProvingError.self) { try refusal(of: trace, by: air.machine) }
    }

    /// What the verifier says of a proof that ends after a header with the trace's used rows.
    private func shapeRefusal(of trace: Trace) -> VerificationError? {
        let statement = MachineStatement(
            machine: air.machine,
            programIdentity: .zero,
            programColumns: trace.program,
            publicValues: [],
            publicFractions: trace.publicFractions
        )
        let words = [proofFormatVersion] + trace.usedRowCounts.map { UInt32($0) }
        let header = words.flatMap { UInt64($0).littleEndianBytes.prefix(4) }
        do throws(VerificationError) {
            try MachineVerifier.verify(header, statement: statement, parameters: .reduced)
            return nil
        } catch {
            return error
        }
    }
}
