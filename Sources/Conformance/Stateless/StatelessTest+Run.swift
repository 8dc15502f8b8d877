import EVM
import Primitives
import StateTransition

extension StatelessTest {
    /// Validates every block, with its witness as it is and with each damage in turn.
    func run() -> TestOutcome {
        var problems: [TestProblem] = []
        for (index, entry) in blocks.enumerated() {
            let refusal: StatelessValidationError
            do throws(StatelessValidationError) {
                let found = try check(entry)
                problems += found.map { .inBlock(index, $0) }
                continue
            } catch {
                refusal = error
            }
            if case .fault(.precompileUnavailable(let address)) = refusal {
                return .notCovered("precompile \(address.uint256.hexQuantity)")
            }
            problems.append(.inBlock(index, .refused(reason: "\(refusal)")))
        }
        return problems.isEmpty ? .passed : .failed(problems)
    }

    private func check(_ entry: Entry) throws(StatelessValidationError) -> [TestProblem] {
        let block: Block
        do throws(InvalidBlock) {
            block = try Block(decoding: entry.encoded)
        } catch {
            throw .invalidBlock(error)
        }
        let validator = StatelessValidator(configuration: configuration)
        let result = try validator.validate(block, witness: entry.witness)
        var problems: [TestProblem] = []
        func require(_ field: String, _ expected: some CustomStringConvertible, _ got: some CustomStringConvertible) {
            guard "\(expected)" != "\(got)" else { return }
            problems.append(.wrongValue(field: field, expected: "\(expected)", got: "\(got)"))
        }
        let parent = entry.witness.headers.last.flatMap { try? BlockHeader(decoding: $0) }
        require("pre-state root", entry.preStateRoot.hex, parent?.stateRoot.hex ?? "none")
        require("block hash", entry.claims.blockHash.hex, block.hash.hex)
        require("state root", entry.claims.stateRoot.hex, result.stateRoot.hex)
        require("receipts root", entry.claims.receiptsRoot.hex, result.receiptsRoot.hex)
        require("gas used", entry.claims.gasUsed, result.gasUsed)
        for damage in entry.damages {
            let damaged = damage.applied(to: entry.witness)
            guard (try? validator.validate(block, witness: damaged)) != nil else { continue }
            problems.append(.damageAccepted(kind: damage.kind.rawValue, index: UInt64(damage.index)))
        }
        return problems
    }
}
