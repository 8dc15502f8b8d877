import ArgumentParser
import Foundation
import GuestProofs
import GuestProver
import InputFiles
import ProofProver
import RollupActors

/// What a prover may take.
struct ProvingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Threads that prove (default: as many as there are processors).", valueName: "n"))
    var threads: Int?

    @Option(
        help: ArgumentHelp(
            """
            Most memory that a proof may be predicted to take: a whole number of bytes, KiB, MiB or GiB, such as 4GiB \
            (default: what is available).
            """,
            valueName: "size"
        )
    )
    var memory: MemorySize?

    func validate() throws {
        if let threads, !(1...Self.threadLimit).contains(threads) {
            throw ValidationError("--threads is \(threads), not 1 to \(Self.threadLimit)")
        }
    }

    private static let threadLimit = 1_024

    /// Threads that prove.
    var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

    /// Threads that there is a processor for, which is what a prediction of time counts with.
    var busyThreadCount: Int { min(threadCount, ProcessInfo.processInfo.activeProcessorCount) }

    /// Most bytes that a proof may be predicted to take.
    private var memoryLimit: Int { memory?.byteCount ?? ProcessMemory.availableByteCount }

    /// A prover within the limits.
    func prover(_ verifier: GuestVerifier) -> GuestProver {
        GuestProver(verifier: verifier, threadCount: threadCount, memoryLimit: memoryLimit)
    }

    /// A prover of batches of payments within the limits.
    ///
    /// - Parameters:
    ///   - cache: Where keys and proofs are kept; nil for nowhere.
    ///   - makesProofs: Whether a proof that is not kept is made.
    /// - Returns: The prover, which tells a person at a terminal of its work.
    func batchProofs(_ cache: ProofCache?, makesProofs: Bool = true) -> Groth16BatchProofs {
        Groth16BatchProofs(
            workers: Workers(count: threadCount),
            store: BatchProofFolder(cache: cache),
            memoryLimit: memoryLimit,
            makesProofs: makesProofs,
            onPhase: BatchProvingProgress.show
        )
    }
}

/// Where proofs of scenarios are kept.
struct ProofCacheOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Folder where proofs are kept and looked up (default: rollupsim/proofs in the user's cache folder).",
            valueName: "dir"
        )
    )
    var proofCache: String?

    /// The folder that is named, or the default one; nil for a user without a home.
    var cache: ProofCache? {
        (proofCache ?? ProofCache.defaultFolder(ProcessInfo.processInfo.environment)).map(ProofCache.init(folder:))
    }

    /// The cache, with a folder that can take proofs; nil, told, where the default one cannot.
    ///
    /// - Throws: The exit code for wrong usage when the folder that is named cannot.
    func preparedCache() throws -> ProofCache? {
        guard let cache else { return nil }
        do throws(OutputFileError) {
            try cache.prepare()
            return cache
        } catch {
            guard proofCache == nil else { throw Exit.usage("--proof-cache: \(error)") }
            tell("no proofs are kept: \(error)")
            return nil
        }
    }
}
