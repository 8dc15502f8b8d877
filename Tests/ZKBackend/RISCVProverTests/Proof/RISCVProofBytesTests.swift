import GuestExecutor
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVTestSupport
import Synchronization
import Testing

/// Changes of the bytes of an RV64IM proof and of what it is claimed to be about.
struct ProofBytesTrial {
    let proved: ProvedRun
    let proof: [UInt8]
    let fields: [VerifierTranscript.Field]

    init(securityBits: Int) throws {
        let output = (0..<43).map { UInt8(truncatingIfNeeded: 7 &* $0 &+ 3) }
        let image = try ProgramImage(elf: SampleGuest.elf(output: output))
        proved = try ProvedRun(GuestRun(image), securityBits: securityBits)
        proof = try proved.prove()
        fields = try proved.fields(of: proof)
    }

    /// Tries changed proofs on two threads; returns how many were accepted.
    func acceptedCount(_ count: Int, _ change: @Sendable (Int) -> [UInt8]) -> Int {
        let accepted = Mutex(0)
        Workers(count: 2).forEachRange(of: count) { range in
            for index in range where proved.refusal(of: change(index)) == nil { accepted.withLock { $0 += 1 } }
        }
        return accepted.withLock { $0 }
    }

    /// How many changes of one bit, in bytes of these places, are accepted.
    func acceptedFlips(at places: [Int]) -> Int {
        acceptedCount(places.count) { [proof] index in
            var changed = proof
            changed[places[index]] ^= UInt8(1) << UInt8(index % 8)
            return changed
        }
    }

    /// One byte of each element, digest, number of the header and nonce.
    var elementPlaces: [Int] {
        fields.flatMap { field in
            let isDigest = ["whir root", "whir path"].contains(field.label)
            let width = field.label.hasPrefix("header") ? 4 : isDigest ? 32 : 8
            return stride(from: field.bytes.lowerBound, to: field.bytes.upperBound, by: width).enumerated()
                .map { count, start in start + count % width }
        }
    }
}

@Suite("RV64IM proofs: every byte and every public value counts")
struct RISCVProofBytesTests {
    /// Of each field one byte; all bytes are the campaign's.
    @Test("One byte of each field of a reduced proof changed, it is refused")
    func everyField() throws {
        let trial = try ProofBytesTrial(securityBits: 24)
        let places = trial.fields.enumerated().map { index, field in
            field.bytes.lowerBound + index % field.bytes.count
        }
        #expect(trial.acceptedFlips(at: places) == 0)
        print(
            "RV64IM proof of \(trial.proof.count) bytes at 24 bits: one byte of \(places.count) fields flipped, none accepted"
        )
    }

    @Test("Truncated, extended, and with sections swapped, a proof is refused")
    func lengthsAndSections() throws {
        let trial = try ProofBytesTrial(securityBits: 24)
        let (proof, fields) = (trial.proof, trial.fields)
        // A cut at the beginning of each section, and inside the last fields.
        let sections = fields.indices.filter { $0 == 0 || fields[$0 - 1].label != fields[$0].label }
            .map { fields[$0].bytes.lowerBound }
        #expect(trial.acceptedCount(sections.count) { Array(proof.prefix(sections[$0])) } == 0)
        #expect(trial.acceptedCount(32) { Array(proof.prefix(proof.count - 1 - $0)) } == 0)
        for extra in [1, 8, 32] {
            let longer = proof + [UInt8](repeating: 0, count: extra)
            #expect(trial.proved.refusal(of: longer) == .trailingBytes(count: extra))
        }
        let ends = sections.dropFirst() + [proof.count]
        let ranges = zip(sections, ends).map { $0..<$1 }
        let swapped = trial.acceptedCount(ranges.count - 1) { index in
            let (first, second) = (ranges[index], ranges[index + 1])
            return Array(proof[..<first.lowerBound] + proof[second] + proof[first] + proof[second.upperBound...])
        }
        #expect(swapped == 0 && ranges.count > 8)
    }

    @Test("Each byte of the public values changed, at the verifier or by the prover, there is no proof")
    func publicValues() throws {
        let trial = try ProofBytesTrial(securityBits: 24)
        let output = trial.proved.run.output
        for place in output.indices {
            var claimed = output
            claimed[place] ^= UInt8(1) << UInt8(place % 8)
            #expect(trial.proved.refusal(of: trial.proof, claiming: claimed) != nil, "byte \(place)")
        }
        #expect(trial.proved.refusal(of: trial.proof, claiming: output + [0]) != nil)
        #expect(trial.proved.refusal(of: trial.proof, claiming: output.dropLast()) != nil)
        // The prover claims a root, a flag and a chain id that the run has not put out: the first byte of each.
        for place in [0, 32, 33] {
            var claimed = output
            claimed[place] ^= 1
            let forged = try trial.proved.prove(claiming: claimed)
            #expect(trial.proved.refusal(of: forged, claiming: claimed) != nil, "byte \(place)")
        }
    }
}

/// All bytes of a reduced proof, and one of each element of a full one: `make prove-test`.
@Suite(
    "RV64IM proof bytes proving campaign",
    .enabled(if: isProving, "every byte of proofs: `make prove-test`"),
    .serialized
)
struct RISCVProofBytesProvingCampaign {
    @Test("Each byte of a reduced proof changed, it is refused")
    func everyByte() throws {
        let trial = try ProofBytesTrial(securityBits: 24)
        #expect(trial.acceptedFlips(at: Array(trial.proof.indices)) == 0)
        print("RV64IM proof bytes flipped at 24 bits: \(trial.proof.count), none accepted")
    }

    @Test("One byte of each element, digest and nonce of a full proof changed, it is refused")
    func everyElementOfAFullProof() throws {
        let trial = try ProofBytesTrial(securityBits: 128)
        let places = trial.elementPlaces
        #expect(trial.acceptedFlips(at: places) == 0)
        print("RV64IM elements flipped at 128 bits: \(places.count) in \(trial.proof.count) bytes, none accepted")
    }
}
