import GuestProver
import InputFiles
import RollupActors

/// Keys and proofs of batches of payments in the folder of the proofs.
///
/// What is wrong with a file is told, and what it should hold is made anew.
struct BatchProofFolder: BatchProofStore {
    /// The folder; nil keeps nothing.
    let cache: ProofCache?

    func load(_ name: String, upTo byteLimit: Int) -> [UInt8]? {
        do throws(InputFileError) {
            return try cache?.bytes(named: name, upTo: byteLimit)
        } catch {
            refuse(name, because: "\(error.problem)")
            return nil
        }
    }

    func save(_ bytes: [UInt8], as name: String) {
        do throws(OutputFileError) {
            try cache?.store(bytes, named: name)
        } catch {
            tell("a key or proof is not kept: \(error)")
        }
    }

    func refuse(_ name: String, because reason: String) {
        guard let cache else { return }
        tell("\(cache.path(of: name)): the file is not used, and made anew: \(reason)")
    }
}
