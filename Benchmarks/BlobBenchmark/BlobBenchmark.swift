import CeremonySetup
import Cryptography
import Glibc

/// Times the work on blobs on request, so that a peer can run beside it in turn.
///
/// Each input line `OPERATION COUNT` runs an operation on a blob COUNT times on this thread, and the answer is the
/// fastest run's processor time in nanoseconds. The blob is the same as the peer's: an element repeats one output of
/// SplitMix64; `sparse` is the same with zeros from element 128 on.
@main
struct BlobBenchmark {
    static func main() {
        let loading = seconds {
            setup = load()
        }
        guard let setup else {
            print("error no setup")
            exit(2)
        }
        let tables = seconds { _ = try? setup.computeCellsAndKZGProofs(blob(elementCount: 1)) }
        print("setup \(nanoseconds(loading)) \(nanoseconds(tables))")
        fflush(nil)
        while let line = readLine() {
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 2, let count = Int(words[1]), count > 0 else { continue }
            do {
                print("\(nanoseconds(try fastest(words[0], count, setup)))")
            } catch {
                print("error \(error)")
            }
            fflush(nil)
        }
    }

    nonisolated(unsafe) private static var setup: KZGTrustedSetup?

    private static func load() -> KZGTrustedSetup? {
        KZGTrustedSetup(
            trustedPoints: UnsafeRawBufferPointer(start: ceremony_setup_bytes(), count: ceremony_setup_size)
        )
    }

    private static func fastest(_ operation: String, _ count: Int, _ setup: KZGTrustedSetup) throws -> Double {
        let blob = blob(elementCount: operation.hasSuffix("sparse") ? 128 : 4096)
        let commitment = try setup.blobToKZGCommitment(blob)
        let proof = try setup.computeBlobKZGProof(blob: blob, commitment: commitment)
        let (cells, proofs) = try setup.computeCellsAndKZGProofs(blob)
        var isRight = true
        let times = try (0..<count).map { _ in
            try seconds {
                switch operation {
                case "commit", "commit-sparse":
                    isRight = try setup.blobToKZGCommitment(blob) == commitment && isRight
                case "prove", "prove-sparse":
                    isRight = try setup.computeBlobKZGProof(blob: blob, commitment: commitment) == proof && isRight
                case "verify":
                    let holds = try setup.verifier.verifyBlobKZGProof(
                        blob: blob,
                        commitment: commitment,
                        proof: proof
                    )
                    isRight = holds && isRight
                case "cells", "cells-sparse":
                    isRight = try setup.computeCellsAndKZGProofs(blob).proofs == proofs && isRight
                case "verify-cells":
                    let holds = try setup.verifyCellKZGProofBatch(
                        commitments: [[UInt8]](repeating: commitment, count: cells.count),
                        cellIndices: cells.indices.map { UInt64($0) },
                        cells: cells,
                        proofs: proofs
                    )
                    isRight = holds && isRight
                default:
                    isRight = false
                }
            }
        }
        guard isRight, let best = times.min() else { throw BlobBenchmarkError.wrongResult(operation) }
        return best
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

    private static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = processorSeconds()
        try body()
        return processorSeconds() - start
    }

    private static func nanoseconds(_ seconds: Double) -> Int { Int(seconds * 1e9) }

    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

/// What ends a measurement.
enum BlobBenchmarkError: Error {
    /// An operation that is unknown, or whose result is not the first run's.
    case wrongResult(String)
}
