import ArchivedBlocks
import EVM
import Primitives
import StateTransition
import StateTrie
import StrictJSON

/// Test in the stateless_test format: blocks with execution witnesses, and damages to the witnesses.
///
/// Runs the validation that EXECUTE runs. Members: `network`, `chainId`, `blocks` of `blockRlp`, `blockHash`,
/// `preStateRoot`, `postStateRoot`, `receiptsRoot`, `gasUsed`, `executionWitness` (`state`, `codes`, `headers`) and
/// `mustFail` (`kind`, `index`): each damage is applied to a copy of the witness, which then must not validate the
/// block.
struct StatelessTest {
    let configuration: ChainConfiguration
    let blocks: [Entry]

    /// A block with its witness and what must come of it.
    struct Entry {
        var encoded: [UInt8]
        var witness: ExecutionWitness
        var preStateRoot: Bytes32
        var claims: Claims
        var damages: [Damage]
    }

    /// Results that the fixture states.
    struct Claims {
        var blockHash: Bytes32
        var stateRoot: Bytes32
        var receiptsRoot: Bytes32
        var gasUsed: UInt64
    }

    /// Change of a witness that must not go unnoticed.
    struct Damage {
        /// What is done to the item.
        enum Kind: String, CaseIterable {
            case dropState = "drop_state"
            case dropCode = "drop_code"
            case flipLastBitOfState = "flip_last_bit_of_state"
        }

        var kind: Kind
        var index: Int
    }

    init(_ test: JSONValue, configuration: ChainConfiguration) throws(JSONError) {
        self.configuration = configuration
        var blocks: [Entry] = []
        for block in try test["blocks"].elements { blocks.append(try Entry(block)) }
        self.blocks = blocks
    }
}

extension StatelessTest.Entry {
    init(_ json: JSONValue) throws(JSONError) {
        encoded = try json["blockRlp"].bytes
        witness = try ExecutionWitness(json["executionWitness"])
        preStateRoot = try json["preStateRoot"].bytes32
        claims = StatelessTest.Claims(
            blockHash: try json["blockHash"].bytes32,
            stateRoot: try json["postStateRoot"].bytes32,
            receiptsRoot: try json["receiptsRoot"].bytes32,
            gasUsed: try json["gasUsed"].uint64
        )
        damages = []
        guard let mustFail = try json.optional("mustFail") else { return }
        for damage in try mustFail.elements {
            damages.append(try StatelessTest.Damage(damage, witness: witness))
        }
    }
}

extension StatelessTest.Damage {
    /// Reads a damage, which must name an item that the witness has.
    init(_ json: JSONValue, witness: ExecutionWitness) throws(JSONError) {
        let name = try json["kind"]
        guard let kind = Kind(rawValue: try name.text) else {
            let kinds = Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw name.mismatch(expected: "one of \(kinds)")
        }
        self.kind = kind
        let position = try json["index"]
        let items = kind == .dropCode ? witness.codes : witness.state
        guard let index = Int(exactly: try position.wholeNumber), items.indices.contains(index) else {
            throw position.mismatch(expected: "an index below \(items.count)")
        }
        guard kind != .flipLastBitOfState || !items[index].isEmpty else {
            throw position.mismatch(expected: "an index of a node with bytes")
        }
        self.index = index
    }

    /// The witness with the damage.
    func applied(to witness: ExecutionWitness) -> ExecutionWitness {
        var damaged = witness
        switch kind {
        case .dropState: damaged.state.remove(at: index)
        case .dropCode: damaged.codes.remove(at: index)
        case .flipLastBitOfState: damaged.state[index][damaged.state[index].count - 1] ^= 1
        }
        return damaged
    }
}
