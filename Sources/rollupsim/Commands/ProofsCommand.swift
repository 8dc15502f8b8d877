import ArgumentParser
import GuestProver

/// `rollupsim proofs`: the proofs that scenarios have kept.
struct ProofsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proofs",
        abstract: "Works with the folder where the proofs and keys of scenarios are kept.",
        subcommands: [ClearProofsCommand.self]
    )
}

/// `rollupsim proofs clear`: an empty cache.
struct ClearProofsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clear",
        abstract: "Remove all kept proofs and keys; scenarios make them anew."
    )

    @OptionGroup var options: ProofCacheOptions

    func run() throws {
        guard let cache = options.cache else {
            throw Exit.usage("there is no home, and so no default folder: --proof-cache names one")
        }
        do {
            let count = try cache.clear()
            writeToStandardOutput("\(cache.folder): proofs and keys removed: \(count)\n")
        } catch {
            throw Exit.usage("\(error)")
        }
    }
}
