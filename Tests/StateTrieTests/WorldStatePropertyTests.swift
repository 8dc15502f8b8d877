import Primitives
import StateTrie
import TestSupport
import Testing

struct WorldStatePropertyTests {
    /// The state under test and the naive model, changed alike.
    private struct Pair {
        var state: WorldState
        var model: NaiveState
        var random: SplitMix64

        mutating func address() -> Address { Address(UInt64.random(in: 1...12, using: &random)) }
        mutating func slot() -> UInt256 { UInt256(UInt64.random(in: 0...6, using: &random)) }
        mutating func value() -> UInt256 {
            [UInt256.zero, .one, UInt256(UInt64.random(in: 2...300, using: &random)), .max].randomElement(
                using: &random
            )
                ?? .zero
        }

        mutating func change() throws {
            let address = address()
            let slot = slot()
            switch Int.random(in: 0..<16, using: &random) {
            case 0:
                let amount = UInt256(UInt64.random(in: 0...3, using: &random))
                try state.addBalance(address, amount)
                model.touch(address)
                model[address].balance = model[address].balance &+ amount
            case 1:
                let amount = Bool.random(using: &random) ? model[address].balance : .zero
                try state.subtractBalance(address, amount)
                model.touch(address)
                model[address].balance = model[address].balance &- amount
            case 2:
                let nonce = UInt64.random(in: 0...2, using: &random)
                try state.setNonce(address, nonce)
                model.touch(address)
                model[address].nonce = nonce
            case 3:
                let code = random.bytes(Int.random(in: 0...2, using: &random))
                try state.setCode(address, code)
                model.touch(address)
                model[address].code = code
            case 4:
                try state.createAccount(address)
                model.create(address)
            case 5:
                try state.markSelfDestructed(address)
                model.destruct(address)
            case 6, 7:
                #expect(state.accessAccount(address) == model.access(address))
                #expect(state.accessStorage(address, slot) == model.access(address, slot))
            case 8:
                let value = value()
                state.setTransientStorage(address, slot, value)
                model.setTransient(address, slot, value)
            case 9:
                #expect(try state.storage(address, slot) == model.storage(address, slot))
            case 10:
                try check(address, slot)
            default:
                // Only code writes storage, and an account with code is not empty.
                guard !model[address].isEmpty else { return }
                let value = value()
                try state.setStorage(address, slot, value)
                model.setStorage(address, slot, value)
            }
        }

        mutating func check(_ address: Address, _ slot: UInt256) throws {
            let contents = model[address]
            #expect(try state.balance(of: address) == contents.balance)
            #expect(try state.nonce(of: address) == contents.nonce)
            #expect(try state.code(of: address) == contents.code)
            #expect(try state.codeSize(of: address) == contents.code.count)
            #expect(try state.isEmpty(address) == contents.isEmpty)
            #expect(try state.codeHash(of: address) == (contents.isEmpty ? .zero : Keccak256.hash(contents.code)))
            #expect(state.wasCreatedInTransaction(address) == model.isCreated(address))
            if model.isCreated(address) || !contents.storage.isEmpty {
                #expect(try state.hasStorage(address) == !contents.storage.isEmpty)
            }
            #expect(state.transientStorage(address, slot) == model.transient(address, slot))
            let both = try state.storageForWrite(address, slot)
            #expect(both.current == model.storage(address, slot))
            #expect(both.original == model.original(address, slot))
        }

        /// A call frame with calls inside, which are kept or reverted.
        mutating func frame(depth: Int) throws {
            for _ in 0..<Int.random(in: 0...8, using: &random) {
                try change()
                guard depth < 5, Int.random(in: 0..<4, using: &random) == 0 else { continue }
                let snapshot = state.snapshot()
                let copy = model
                try frame(depth: depth + 1)
                if Bool.random(using: &random) {
                    state.revert(to: snapshot)
                    model = copy
                }
            }
        }

        mutating func checkEverything() throws {
            for address in 1...12 {
                for slot in 0...6 {
                    try check(Address(UInt64(address)), UInt256(UInt64(slot)))
                }
            }
        }
    }

    @Test(arguments: [UInt64](51...56))
    func nestedFramesAgreeWithAModelThatCopiesEverything(seed: UInt64) throws {
        var database = NodeDatabase()
        var pair = Pair(
            state: WorldState(root: EmptyTrie.root, database: database),
            model: NaiveState(),
            random: SplitMix64(seed: seed)
        )
        for block in 0..<12 {
            for transaction in 0..<8 {
                pair.state.beginTransaction()
                pair.model.beginTransaction()
                for _ in 0..<4 {
                    try pair.frame(depth: 0)
                }
                pair.state.finishTransaction()
                pair.model.finishTransaction()
                try pair.checkEverything()
                if transaction % 3 == 0 {
                    #expect(try pair.state.computeRoot() == pair.model.root, "seed \(seed) block \(block)")
                }
            }
            let root = try pair.state.commit(into: &database)
            #expect(root == pair.model.root, "seed \(seed) block \(block)")
            // Half of the blocks go on from the database alone.
            if block % 2 == 0 { pair.state = WorldState(root: root, database: database) }
            try pair.checkEverything()
        }
    }

    @Test(arguments: [UInt64](71...74))
    func aWitnessIsCompleteAndHoldsNothingElse(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var database = NodeDatabase()
        let allocation = (0..<60).map { index in
            let storage = (0..<random.next() % 40).map { (UInt256($0), UInt256(random.next())) }
            return (
                Address(UInt64(index)),
                GenesisAccount(
                    balance: UInt256(UInt64.random(in: 1...9, using: &random)),
                    code: index % 3 == 0 ? [UInt8(index)] : [],
                    storage: Dictionary(uniqueKeysWithValues: storage)
                )
            )
        }
        let root = try WorldState.genesisRoot(of: allocation, into: &database)

        func execute(_ state: inout WorldState) throws -> [UInt256] {
            var random = SplitMix64(seed: seed ^ 0xff)
            var seen: [UInt256] = []
            for _ in 0..<10 {
                state.beginTransaction()
                for _ in 0..<12 {
                    let address = Address(UInt64.random(in: 0..<70, using: &random))
                    let slot = UInt256(UInt64.random(in: 0..<45, using: &random))
                    switch Int.random(in: 0..<7, using: &random) {
                    case 0: seen.append(try state.balance(of: address))
                    case 1: seen.append(try state.storage(address, slot))
                    case 2: seen.append(UInt256(UInt64(try state.code(of: Address(3 * (slot.l0 % 20))).count)))
                    case 3: try state.setStorage(address, slot, UInt256(UInt64.random(in: 1...9, using: &random)))
                    case 4: try state.subtractBalance(address, try state.balance(of: address))
                    case 5: try state.setCode(address, [0xfe, UInt8.random(in: 0...3, using: &random)])
                    default: try state.setStorage(address, slot, .zero)
                    }
                }
                state.finishTransaction()
            }
            seen.append(try state.computeRoot().uint256)
            return seen
        }

        var recorder = WorldState(root: root, database: database, recordsWitness: true)
        let expected = try execute(&recorder)
        let witness = recorder.witness()
        #expect(witness.state.count > 20 && !witness.codes.isEmpty, "seed \(seed)")
        for items in [witness.state, witness.codes] {
            for (a, b) in zip(items, items.dropFirst()) {
                #expect(a.lexicographicallyPrecedes(b), "seed \(seed)")
            }
        }
        var stateless = WorldState(
            root: root,
            database: NodeDatabase(
                nodes: witness.state + witness.state.prefix(3) + [[1, 2, 3], []],
                codes: witness.codes
            )
        )
        #expect(try execute(&stateless) == expected, "seed \(seed)")
        for index in witness.state.indices {
            var nodes = witness.state
            let hash = Keccak256.hash(nodes.remove(at: index))
            var partial = WorldState(root: root, database: NodeDatabase(nodes: nodes, codes: witness.codes))
            let error = #expect(throws: StateError.self, "seed \(seed) node \(index)") { try execute(&partial) }
            guard case .missingNode(hash, _) = error else {
                Issue.record("seed \(seed) node \(index): \(String(describing: error))")
                continue
            }
        }
        for index in witness.codes.indices {
            var codes = witness.codes
            let hash = Keccak256.hash(codes.remove(at: index))
            var partial = WorldState(root: root, database: NodeDatabase(nodes: witness.state, codes: codes))
            #expect(throws: StateError.missingCode(hash: hash), "seed \(seed)") { try execute(&partial) }
        }
    }
}
