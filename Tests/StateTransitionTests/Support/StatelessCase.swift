import EVM
import Primitives
import StateTransition
import StateTrie

/// One block with its witness, and the damages to the witness that must not go unnoticed.
struct StatelessCase {
    let validator: StatelessValidator
    let block: Block
    let witness: ExecutionWitness
    private let entry: JSON

    init(_ entry: JSON, network: String, chainId: UInt64) throws {
        let fork: Fork = network == "Osaka" ? .osaka : .prague
        validator = StatelessValidator(configuration: .from(fork, chainId: chainId))
        block = try Block(decoding: entry["blockRlp"].bytes)
        witness = ExecutionWitness(entry["executionWitness"])
        self.entry = entry
    }

    /// Validates the undamaged block.
    func run() -> CaseOutcome {
        do throws(StatelessValidationError) {
            let result = try validator.validate(block, witness: witness)
            guard result.stateRoot == entry["postStateRoot"].hash else { return .failed("state root") }
            guard result.receiptsRoot == entry["receiptsRoot"].hash else { return .failed("receipts root") }
            guard result.gasUsed == entry["gasUsed"].quantity else { return .failed("gas \(result.gasUsed)") }
            guard block.hash == entry["blockHash"].hash else { return .failed("block hash") }
            return .passed
        } catch {
            if case .fault(.precompileUnavailable(let address)) = error {
                return .notCovered("precompile \(address.uint256.hexQuantity)")
            }
            return .failed("\(error)")
        }
    }

    /// Validates with each damage in turn, and reports those that were accepted.
    func acceptedDamages() -> (count: Int, accepted: [String]) {
        var accepted: [String] = []
        let damages = entry["mustFail"].elements
        for damage in damages {
            let kind = damage["kind"].text ?? ""
            let index = damage["index"].integer ?? 0
            var damaged = witness
            switch kind {
            case "drop_state": damaged.state.remove(at: index)
            case "drop_code": damaged.codes.remove(at: index)
            case "flip_last_bit_of_state": damaged.state[index][damaged.state[index].count - 1] ^= 1
            default:
                accepted.append("unknown kind \(kind)")
                continue
            }
            if (try? validator.validate(block, witness: damaged)) != nil {
                accepted.append("\(kind) \(index)")
            }
        }
        return (damages.count, accepted)
    }
}

extension ExecutionWitness {
    /// Reads a witness as the fixtures hold it.
    init(_ json: JSON) {
        self.init(
            state: json["state"].elements.map(\.bytes),
            codes: json["codes"].elements.map(\.bytes),
            headers: json["headers"].elements.map(\.bytes)
        )
    }
}
