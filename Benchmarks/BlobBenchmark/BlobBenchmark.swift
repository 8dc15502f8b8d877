import CeremonySetup
import Cryptography
import Glibc

/// Times the work on blobs on request, so that a peer can run beside it in turn.
///
/// Each input line `OPERATION THREADS COUNT` runs an operation on a blob COUNT times on this thread, whatever THREADS
/// is, and the answer is the fastest run's processor time and the wall time of all runs, in nanoseconds. The blob is
/// the same as the peer's: an element repeats one output of SplitMix64; `sparse` has zeros from element 128 on.
@main
struct BlobBenchmark {
    static func main() throws {
        guard
            let setup = KZGTrustedSetup(
                trustedPoints: UnsafeRawBufferPointer(start: ceremony_setup_bytes(), count: ceremony_setup_size)
            )
        else { throw BlobBenchmarkError.noSetup }
        let full = try Self(setup, elementCount: 4096)
        let sparse = try Self(setup, elementCount: 128)
        print("ready")
        fflush(nil)
        while let line = readLine() {
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 3, let count = Int(words[2]), count > 0 else { continue }
            let (processor, wall) = try (words[0].hasSuffix("-sparse") ? sparse : full).times(of: words[0], count)
            print(processor, wall)
            fflush(nil)
        }
    }

    private let setup: KZGTrustedSetup
    private let blob: [UInt8]
    private let commitment: [UInt8]
    private let proof: [UInt8]
    private let cells: [[UInt8]]
    private let proofs: [[UInt8]]

    private init(_ setup: KZGTrustedSetup, elementCount: Int) throws {
        self.setup = setup
        blob = Self.blob(elementCount: elementCount)
        commitment = try setup.blobToKZGCommitment(blob)
        proof = try setup.computeBlobKZGProof(blob: blob, commitment: commitment)
        (cells, proofs) = try setup.computeCellsAndKZGProofs(blob)
    }

    private func times(of operation: String, _ count: Int) throws -> (processor: UInt64, wall: UInt64) {
        let start = Self.now(CLOCK_MONOTONIC)
        var fastest = UInt64.max
        for _ in 0..<count {
            let before = Self.now(CLOCK_THREAD_CPUTIME_ID)
            guard try isRight(operation) else { throw BlobBenchmarkError.wrongResult(operation) }
            fastest = min(fastest, Self.now(CLOCK_THREAD_CPUTIME_ID) - before)
        }
        return (fastest, Self.now(CLOCK_MONOTONIC) - start)
    }

    /// Runs an operation; false when it is unknown, or its result is not the first run's.
    private func isRight(_ operation: String) throws -> Bool {
        switch operation {
        case "commit", "commit-sparse": try setup.blobToKZGCommitment(blob) == commitment
        case "prove", "prove-sparse": try setup.computeBlobKZGProof(blob: blob, commitment: commitment) == proof
        case "verify": try setup.verifier.verifyBlobKZGProof(blob: blob, commitment: commitment, proof: proof)
        case "cells", "cells-sparse": try setup.computeCellsAndKZGProofs(blob).proofs == proofs
        case "verify-cells":
            try setup.verifyCellKZGProofBatch(
                commitments: [[UInt8]](repeating: commitment, count: cells.count),
                cellIndices: cells.indices.map { UInt64($0) },
                cells: cells,
                proofs: proofs
            )
        default: false
        }
    }

    private static func blob(elementCount: Int) -> [UInt8] {
        var blob = [UInt8](repeating: 0, count: KZG.bytesPerBlob)
        var state: UInt64 = 0
        for element in 0..<elementCount {
            state &+= 0x9e37_79b9_7f4a_7c15
            var z = state
            z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
            z ^= z >> 31
            // All 31 bytes that stay below the modulus: the output, repeated.
            for byte in 1..<32 { blob[32 * element + byte] = UInt8(truncatingIfNeeded: z >> UInt64(8 * (byte & 7))) }
        }
        return blob
    }

    private static func now(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

/// What ends a measurement.
enum BlobBenchmarkError: Error {
    /// The points in the executable are none.
    case noSetup
    /// An operation that is unknown, or whose result is not the first run's.
    case wrongResult(String)
}
