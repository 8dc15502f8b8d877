import EVM
import ExecutePrecompile
import HostAccelerators
import Primitives
import StateTransition
import TestSupport
import Testing

@Suite("EXECUTE witnesses and public keys")
struct WitnessTests {
    @Test("E17 a witness without headers fails")
    func noHeaders() {
        var input = ValidationTests.sealed.input
        input.witness.headers = []
        #expect(failure(input) == .stateless(.noHeaders))
    }

    @Test("What the request alone shows is refused before the witness is looked at")
    func requestBeforeWitness() {
        var input = ValidationTests.sealed.input
        input.witness.headers = []
        var undecodable = input
        undecodable.newPayloadRequest.executionPayload.transactions[1].append(0)
        undecodable.rehash()
        guard case .stateless(.invalidBlock(.transaction(index: 1, .undecodable))) = failure(undecodable) else {
            Issue.record("\(String(describing: failure(undecodable)))")
            return
        }
        input.newPayloadRequest.versionedHashes = [.zero]
        #expect(failure(input) == .wrongVersionedHashes(expected: 0, got: 1))
    }

    @Test("E17 headers that are not contiguous fail")
    func headersNotContiguous() {
        let sealed = ValidationTests.sealed
        var input = sealed.input
        let genesis = sealed.ancestors[0].encoded
        var stranger = sealed.ancestors[0]
        stranger.extraData = [9]
        let parent = sealed.ancestors[1]
        input.witness.headers = [genesis, parent.encoded]
        #expect(failure(input) == nil)
        input.witness.headers = [stranger.encoded, parent.encoded]
        #expect(
            failure(input)
                == .stateless(.headersNotContiguous(index: 1, expected: stranger.hash, got: sealed.ancestors[0].hash))
        )
    }

    @Test("E17 a last header that is not the parent fails")
    func notTheParent() {
        let sealed = ValidationTests.sealed
        var input = sealed.input
        input.witness.headers = [sealed.ancestors[0].encoded]
        #expect(failure(input) != nil)
        input.witness.headers = [sealed.ancestors[0].encoded, sealed.ancestors[1].encoded, sealed.block.header.encoded]
        #expect(failure(input) != nil)
    }

    @Test("E17 a header that is not canonical fails")
    func malformedHeader() {
        var input = ValidationTests.sealed.input
        input.witness.headers[input.witness.headers.count - 1].append(0)
        guard case .stateless(.undecodableHeader) = failure(input) else {
            Issue.record("\(String(describing: failure(input)))")
            return
        }
    }

    @Test("E18 without any single node or code of its witness a block fails")
    func droppedParts() {
        let input = ValidationTests.sealed.input
        #expect(input.witness.state.count > 5 && input.witness.codes.count > 2)
        for index in input.witness.state.indices {
            var less = input
            less.witness.state.remove(at: index)
            guard case .stateless(.fault(.host)) = failure(less) else {
                Issue.record("node \(index): \(String(describing: failure(less)))")
                continue
            }
        }
        for index in input.witness.codes.indices {
            var less = input
            less.witness.codes.remove(at: index)
            guard case .stateless(.fault(.host)) = failure(less) else {
                Issue.record("code \(index): \(String(describing: failure(less)))")
                continue
            }
        }
    }

    @Test("E18 one changed bit in any node or code fails")
    func changedBits() {
        let input = ValidationTests.sealed.input
        for index in input.witness.state.indices {
            var changed = input
            changed.witness.state[index][changed.witness.state[index].count - 1] ^= 1
            #expect(failure(changed) != nil, "node \(index)")
        }
        for index in input.witness.codes.indices {
            var changed = input
            changed.witness.codes[index][0] ^= 1
            #expect(failure(changed) != nil, "code \(index)")
        }
    }

    @Test("E18 unrelated nodes and codes, duplicates and another order leave a block valid")
    func addedParts() {
        let seed: UInt64 = 0xadded
        var random = SplitMix64(seed: seed)
        var input = ValidationTests.sealed.input
        for count in [0, 1, 31, 32, 33, 500, 1_024] {
            input.witness.state.append(random.bytes(count))
            input.witness.codes.append(random.bytes(count))
        }
        input.witness.state += input.witness.state
        input.witness.state.shuffle(using: &random)
        #expect(failure(input) == nil, "seed \(seed)")
    }

    @Test("E18 a flood of empty nodes costs its bytes and changes no verdict")
    func flood() {
        var input = ValidationTests.sealed.input
        let honest = Execute(verifier: ReExecution()).run(input: input.encoded, gas: .max)
        input.witness.state += [[UInt8]](repeating: [], count: 1_000_000)
        let flooded = Execute(verifier: ReExecution()).run(input: input.encoded, gas: .max)
        #expect(flooded.outcome == honest.outcome)
        #expect(flooded.workGas == honest.workGas)
        // Four bytes of offset each, at 16 gas a byte.
        #expect(flooded.gasCharge == honest.gasCharge.map { $0 + 16 * 4 * 1_000_000 })
    }

    @Test("E18 the sibling of a deleted leaf is required where its branch collapses")
    func siblingOfCollapsedBranch() throws {
        let siblingValue = UInt256(0x5_1b_11_46)
        // Slots 0 and 1 differ in the first nibble of their hashed keys, so that the root of the storage is a branch of
        // two.
        let hashes = [0, 1].map { Keccak256.hash(Bytes32(UInt256($0))) }
        #expect(hashes[0].w0 >> 60 != hashes[1].w0 >> 60)
        var rollup = TestRollup(storage: [.zero: UInt256(1), .one: siblingValue])
        let sealed = rollup.seal([rollup.store(from: 0, slot: 0, value: 0)])
        #expect(failure(sealed.input) == nil)
        let needle = siblingValue.minimalBigEndianBytes
        let sibling = try #require(
            sealed.input.witness.state.firstIndex { node in node.suffix(needle.count).elementsEqual(needle) }
        )
        var input = sealed.input
        input.witness.state.remove(at: sibling)
        guard case .stateless(.fault(.host)) = failure(input) else {
            Issue.record("\(String(describing: failure(input)))")
            return
        }
    }

    @Test("E19 missing, extra, exchanged and wrong public keys fail")
    func publicKeys() throws {
        let valid = try ValidationTests.sealed.input.withPublicKeys
        let keys = try #require(valid.publicKeys)
        let count = keys.count
        #expect(count > 1 && failure(valid) == nil)
        var missing = valid
        missing.publicKeys?.removeLast()
        #expect(failure(missing) == .stateless(.wrongPublicKeyCount(expected: count, got: count - 1)))
        var extra = valid
        extra.publicKeys?.append(keys[0])
        #expect(failure(extra) == .stateless(.wrongPublicKeyCount(expected: count, got: count + 1)))
        var exchanged = valid
        exchanged.publicKeys?.swapAt(0, 1)
        #expect(failure(exchanged) == .stateless(.wrongPublicKey(index: 0)))
        for index in 0..<count {
            for byte in [0, 1, 32, 33, 64] {
                var wrong = valid
                wrong.publicKeys?[index][byte] ^= 1
                #expect(failure(wrong) == .stateless(.wrongPublicKey(index: index)), "key \(index), byte \(byte)")
            }
        }
    }

    @Test("E21 BLOCKHASH beyond the witness's headers fails and with them passes")
    func blockHashes() {
        var rollup = TestRollup()
        let hashes = (0..<4).map { _ in rollup.seal([]).block.hash }
        let sealed = rollup.seal([rollup.readBlockHash(from: 0, number: 2)], ancestorCount: 3)
        #expect(rollup.storage(of: TestRollup.blockHashReader, 0) == hashes[1].uint256)
        #expect(sealed.input.witness.headers.count == 3)
        #expect(failure(sealed.input) == nil)
        var short = sealed.input
        short.witness.headers.removeFirst()
        #expect(failure(short) == .stateless(.fault(.ancestorHashMissing(number: 2))))
    }

    @Test("E21 the beacon roots contract holds the anchor, the history contract the parent's hash")
    func systemContracts() {
        var rollup = TestRollup()
        let parent = rollup.seal([]).block
        let anchor = SampleInput.repeated(0x77)
        let timestamp = parent.header.timestamp + 5
        let sealed = rollup.seal(
            [
                rollup.query(from: 0, SystemContract.beaconRoots.address, UInt256(timestamp)),
                rollup.query(from: 1, SystemContract.historyStorage.address, UInt256(parent.header.number)),
            ],
            timestamp: timestamp,
            anchor: anchor
        )
        #expect(failure(sealed.input) == nil)
        #expect(rollup.storage(of: TestRollup.querier, UInt256(timestamp)) == anchor.uint256)
        #expect(rollup.storage(of: TestRollup.querier, UInt256(parent.header.number)) == parent.hash.uint256)
    }

    @Test(
        "E22 without code at the EIP-7002 or EIP-7251 address every block is invalid",
        arguments: [SystemContract.withdrawalRequests.address, SystemContract.consolidationRequests.address]
    )
    func missingSystemContract(_ address: Address) {
        let rollup = TestRollup(without: address)
        // No builder can seal such a block, so the input claims an empty one on the rollup's genesis.
        var input = rollup.claimOfEmptyBlock()
        input.rehash()
        #expect(failure(input) == .stateless(.invalidBlock(.systemContractMissing(address))))
    }

    @Test(
        "Foreign code at a system contract's address, whose work nobody pays for, is refused before it runs",
        arguments: SystemContract.all.map(\.address)
    )
    func foreignSystemContract(_ address: Address) {
        // STOP: the chain's own builder executes and seals such a block.
        var rollup = TestRollup(replacing: (address, [0x00]))
        let sealed = rollup.seal([rollup.transfer(from: 0, value: 1)])
        let run = Execute(verifier: ReExecution()).run(input: sealed.input.encoded, gas: .max)
        #expect(run.outcome == .validationFailed(.stateless(.foreignSystemContract(address))))
        #expect(run.workGas == 0)
        #expect(run.failure?.step == .systemContracts)
    }

    @Test("E28 EXECUTE does not exist inside an L2 block")
    func nestedExecute() {
        var rollup = TestRollup()
        let inner = rollup.seal([]).input.encoded
        let sealed = rollup.seal([rollup.callExecute(from: 0, input: inner)])
        #expect(failure(sealed.input) == nil)
        // An account without code: the call succeeds and returns nothing.
        #expect(rollup.storage(of: TestRollup.executeCaller, 0) == UInt256(2))
        #expect(rollup.storage(of: TestRollup.executeCaller, 1) == .one)
    }
}
