import EVM
import HostAccelerators
import Primitives
import StateTransition
import StateTrie
import TestSupport
import Testing

/// Witnesses that somebody made to deceive: each is refused with the reason, or is as good as an honest one.
struct WitnessAttackTests {
    /// A block that writes, deletes and reads storage, calls and pays, with its honest witness.
    struct Attacked {
        let validator: StatelessValidator
        let block: Block
        let witness: ExecutionWitness
        let result: BlockResult

        init() throws {
            // SSTORE(CALLDATALOAD(0), CALLDATALOAD(32)); STOP
            let store = GenesisAccount(
                nonce: 1,
                code: [0x60, 0x20, 0x35, 0x5f, 0x35, 0x55, 0x00],
                storage: Dictionary(uniqueKeysWithValues: (1...40 as ClosedRange<UInt64>).map { (UInt256($0), 7) })
            )
            let others = (0..<40 as Range<UInt64>).map { (Address(0x9000 + $0), GenesisAccount(balance: 1)) }
            let chain = try SimulatedChain(accounts: [(Address(0x5707), store)] + others)
            var execution = try chain.begin()
            let transactions = [
                chain.call(Address(0x5707), data: [UInt8](repeating: 0, count: 31) + [3]),
                chain.call(Address(0x5707), nonce: 1, data: UInt256(99).bigEndianBytes + UInt256(5).bigEndianBytes),
                chain.call(Address(0x9007), nonce: 2, value: 5),
            ]
            for transaction in transactions {
                _ = try execution.apply(transaction, sender: chain.key.address)
            }
            let built = try execution.finish(withdrawals: [])
            block = Block(header: built.sealed(execution.header), transactions: transactions.map(\.encoded))
            (result, _, witness) = try BlockProcessor.importBlockWithWitness(
                block,
                ancestors: [chain.genesis],
                ancestorHashes: [chain.genesis.hash],
                database: chain.database,
                configuration: chain.configuration,
                precompiles: { PrecompileTable(fork: $0) }
            )
            validator = StatelessValidator(configuration: chain.configuration)
        }

        /// Why the block is refused with a changed witness; nil when it is found valid.
        func failure(_ change: (inout ExecutionWitness) -> Void) -> StatelessValidationError? {
            var changed = witness
            change(&changed)
            do throws(StatelessValidationError) {
                let outcome = try validator.validate(block, witness: changed)
                #expect(outcome == result)
                return nil
            } catch {
                return error
            }
        }
    }

    private func isMissing(_ hash: Bytes32, _ error: StatelessValidationError?) -> Bool {
        if case .fault(.host(.missingNode(hash, _))) = error { return true }
        return false
    }

    @Test func honestWitnessValidates() throws {
        let attacked = try Attacked()
        #expect(attacked.failure { _ in } == nil)
        #expect(attacked.witness.state.count > 10 && attacked.witness.codes.count == 5)
    }

    @Test func everyNodeReplacedByAnotherIsMissed() throws {
        let attacked = try Attacked()
        let nodes = attacked.witness.state
        for index in nodes.indices {
            let error = attacked.failure { $0.state[index] = nodes[(index + 1) % nodes.count] }
            #expect(isMissing(Keccak256.hash(nodes[index]), error), "node \(index): \(String(describing: error))")
        }
    }

    @Test func positionsInTheWitnessMeanNothing() throws {
        let attacked = try Attacked()
        #expect(attacked.failure { $0.state.swapAt(0, $0.state.count - 1) } == nil)
        #expect(attacked.failure { $0.state.reverse() } == nil)
        #expect(attacked.failure { $0.codes.reverse() } == nil)
    }

    @Test func nodesOfAnotherTrieStandInForNone() throws {
        let attacked = try Attacked()
        // The same accounts with other balances: real nodes, real hashes, right paths, another root.
        var stranger = NodeDatabase()
        let root = try WorldState.genesisRoot(
            of: (0..<40 as Range<UInt64>).map { (Address(0x9000 + $0), GenesisAccount(balance: 1_000)) },
            into: &stranger
        )
        var reader = WorldState(root: root, database: stranger, recordsWitness: true)
        for number in 0..<40 as Range<UInt64> {
            _ = try reader.balance(of: Address(0x9000 + number))
        }
        let foreign = reader.witness().state
        #expect(foreign.count > 40)
        #expect(attacked.failure { $0.state += foreign } == nil)
        for (index, node) in attacked.witness.state.enumerated() {
            let error = attacked.failure {
                $0.state.remove(at: index)
                $0.state += foreign
            }
            #expect(isMissing(Keccak256.hash(node), error), "node \(index): \(String(describing: error))")
        }
    }

    // Published behaviour: the official fixture test_validation_codes_extra_unused_bytecode is valid, and so is
    // test_validation_codes_unsorted_but_complete; nodes are treated alike.
    @Test func furtherAndRepeatedPartsAreTolerated() throws {
        let attacked = try Attacked()
        var random = SplitMix64(seed: 0xe97a)
        let noise = (0..<500).map { count in (0..<count % 80).map { _ in UInt8.random(in: 0...255, using: &random) } }
        #expect(attacked.failure { $0.state += noise } == nil)
        #expect(attacked.failure { $0.codes += noise } == nil)
        #expect(attacked.failure { $0.state += $0.state + $0.state } == nil)
        #expect(attacked.failure { $0.codes += $0.codes } == nil)
        // Nodes among the codes and codes among the nodes are no better than noise.
        #expect(attacked.failure { ($0.state, $0.codes) = ($0.state + $0.codes, $0.codes + $0.state) } == nil)
        guard case .fault(.host) = attacked.failure({ ($0.state, $0.codes) = ($0.codes, $0.state) }) else {
            Issue.record("nodes were found among the codes")
            return
        }
    }

    @Test func codeOfAnotherHashIsMissed() throws {
        let attacked = try Attacked()
        for (index, code) in attacked.witness.codes.enumerated() {
            let missing = StatelessValidationError.fault(.host(.missingCode(hash: Keccak256.hash(code))))
            #expect(attacked.failure { $0.codes[index].append(0) } == missing)
            #expect(attacked.failure { $0.codes[index].removeLast() } == missing)
            #expect(attacked.failure { $0.codes[index][0] ^= 1 } == missing)
            #expect(attacked.failure { $0.codes[index] = [] } == missing)
        }
    }

    @Test(arguments: [100_000, 1_000_000]) func floodsOfTinyPartsAreHashedAndForgotten(count: Int) throws {
        let attacked = try Attacked()
        let isEmpty = count == 1_000_000
        let flood = [[UInt8]](repeating: isEmpty ? [] : [0xc0], count: count)
        #expect(attacked.failure { $0.state += flood } == nil)
        #expect(attacked.failure { $0.state = flood } != nil)
    }

    @Test func giantPartsAreHashedAndForgotten() throws {
        let attacked = try Attacked()
        let giant = [UInt8](repeating: 0xf8, count: 32 << 20)
        #expect(attacked.failure { $0.state.append(giant) } == nil)
        #expect(attacked.failure { $0.codes.append(giant) } == nil)
        #expect(attacked.failure { $0.state[0] = giant } != nil)
    }

    /// A claim of an empty block on a parent of the attacker's choice.
    private func failureOfEmptyBlock(stateRoot: Bytes32, _ state: [[UInt8]]) throws -> StatelessValidationError? {
        let chain = try SimulatedChain()
        var parent = chain.genesis
        parent.stateRoot = stateRoot
        let header = try BlockHeader.child(
            of: parent,
            attributes: SimulatedChain.attributes,
            configuration: chain.configuration
        )
        let block = Block(header: header, transactions: [])
        let witness = ExecutionWitness(
            state: state,
            codes: SystemContract.all.map(\.runtimeCode),
            headers: [parent.encoded]
        )
        do throws(StatelessValidationError) {
            _ = try StatelessValidator(configuration: chain.configuration).validate(block, witness: witness)
            return nil
        } catch {
            return error
        }
    }

    /// Nodes whose hash is right and whose form is not, with what is wrong.
    private static let malformed: [([UInt8], TrieNodeFlaw)] = {
        let hash: [UInt8] = [0xa0] + [UInt8](repeating: 0xee, count: 32)
        let rest = [UInt8](repeating: 0x80, count: 17)
        let short: [UInt8] = [0xe3, 0x00, 0xa0] + [UInt8](repeating: 0xee, count: 32)
        return [
            ([], .encoding(.unexpectedEnd)),
            ([0x81, 0x80], .encoding(.expectedList)),
            ([0xc0], .wrongItemCount),
            // One occupant alone.
            ([0xf1] + hash + rest.dropFirst(), .sparseBranch),
            // 17 empty items.
            ([0xd1] + rest, .sparseBranch),
            // Header of two bytes where one is enough.
            ([0xf8, 0x23] + short.dropFirst(), .encoding(.nonCanonicalLength)),
            // An extension without a path, and one to a leaf.
            ([0xe2, 0x00] + hash, .emptyExtension),
            ([0xe4, 0xa0] + [UInt8](repeating: 0x11, count: 32) + [0xc2, 0x31, 0x01], .extensionWithoutBranch),
            // A leaf of the path that no key has.
            ([0xc2, 0x20, 0x01], .wrongKeyLength),
            ([UInt8](repeating: 0xf9, count: 533), .nodeTooLong(limit: 532, got: 533)),
        ]
    }()

    @Test(arguments: malformed)
    func malformedNodesUnderRightHashesAreNamed(node: [UInt8], flaw: TrieNodeFlaw) throws {
        let root = Keccak256.hash(node)
        #expect(
            try failureOfEmptyBlock(stateRoot: root, [node])
                == .fault(.host(.malformedNode(hash: root, path: NibblePath(), flaw)))
        )
    }

    @Test(arguments: malformed)
    func malformedNodesOfAStorageTrieAreNamed(node: [UInt8], flaw: TrieNodeFlaw) throws {
        // The first contract that the block calls has the node as its storage, and is the only account.
        let root = Keccak256.hash(node)
        let account = Account(
            nonce: 1,
            storageRoot: root,
            codeHash: Keccak256.hash(SystemContract.beaconRoots.runtimeCode)
        )
        var database = NodeDatabase()
        var trie = MerklePatriciaTrie()
        try trie.set(Keccak256.hash(SystemContract.beaconRoots.address).bytes, account.encoded)
        let stateRoot = trie.commit(into: &database)
        let leaf = try #require(database.node(stateRoot))
        #expect(
            try failureOfEmptyBlock(stateRoot: stateRoot, [leaf, node])
                == .fault(.host(.malformedNode(hash: root, path: NibblePath(), flaw)))
        )
    }

    @Test func emptyWitnessIsRefusedWhateverTheRoot() throws {
        #expect(
            try failureOfEmptyBlock(stateRoot: Keccak256.hash([]), [])
                == .fault(.host(.missingNode(hash: Keccak256.hash([]), path: NibblePath())))
        )
        // The empty state needs no node, and its block has no contract to ask.
        let error = try failureOfEmptyBlock(stateRoot: EmptyTrie.root, [])
        #expect(error == .invalidBlock(.systemContractMissing(SystemContract.withdrawalRequests.address)))
    }
}
