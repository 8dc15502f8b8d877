import Conformance
import EVM
import HostAccelerators
import Primitives
import StateTransition
import StateTrie
import Testing

/// What generated witnesses hold in the cases that the official EIP-8025 fixtures single out, under Osaka's rules.
///
/// The fixtures' names (zkevm@v0.3.3) are given. Every witness is also shown to be complete and minimal.
struct WitnessGenerationTests {
    private static let first = Address(0xf1)
    private static let second = Address(0xf2)
    private static let reader = Address(0xf3)
    /// Runtime code that is deployed within blocks, and that the account `twin` has from the start: JUMPDEST, STOP.
    private static let deployed: [UInt8] = [0x5b, 0x00]
    private static let twin = Address(0x0b0b)

    /// Init code that returns `deployed`: MSTORE(0, 0x5b00), RETURN(30, 2).
    private static let initCode: [UInt8] = [0x61, 0x5b, 0x00, 0x5f, 0x52, 0x60, 0x02, 0x60, 0x1e, 0xf3]
    /// CREATE of `initCode`; leaves the address on the stack.
    private static let create: [UInt8] =
        [0x69] + initCode + [0x5f, 0x52, 0x60, 0x0a, 0x60, 0x16, 0x5f, 0xf0]
    /// CALL of the address on the stack, without value and data.
    private static let callTop: [UInt8] = [0x5f, 0x5f, 0x5f, 0x5f, 0x5f, 0x85, 0x5a, 0xf1, 0x50]
    private static let stop: [UInt8] = [0x00]
    private static let revert: [UInt8] = [0x5f, 0x5f, 0xfd]

    private static func push(_ address: Address) -> [UInt8] {
        [0x61] + address.bytes.suffix(2)
    }

    private static func call(_ address: Address) -> [UInt8] {
        [0x5f, 0x5f, 0x5f, 0x5f, 0x5f] + push(address) + [0x5a, 0xf1, 0x50]
    }

    /// A chain with codes at addresses, and a block on it.
    private struct Setting {
        let chain: SimulatedChain
        var ancestors: [BlockHeader]

        init(_ codes: [Address: [UInt8]], ancestorCount: Int = 1) throws {
            let accounts = codes.sorted { $0.key < $1.key }.map { ($0.key, GenesisAccount(nonce: 1, code: $0.value)) }
            chain = try SimulatedChain(accounts: accounts)
            ancestors = [chain.genesis]
            while ancestors.count < ancestorCount {
                var header = try child()
                header.stateRoot = chain.genesis.stateRoot
                ancestors.append(header)
            }
        }

        private func child() throws -> BlockHeader {
            let parent = ancestors[ancestors.count - 1]
            var attributes = SimulatedChain.attributes
            attributes.timestamp = parent.timestamp + 12
            return try BlockHeader.child(of: parent, attributes: attributes, configuration: chain.configuration)
        }

        /// A block of some transactions with its witness, after showing that the witness is complete and minimal.
        func seal(_ transactions: [Transaction]) throws -> (block: Block, witness: ExecutionWitness) {
            var execution = try BlockExecution(
                header: try child(),
                state: WorldState(root: chain.genesis.stateRoot, database: chain.database),
                ancestorHashes: ancestors.reversed().prefix(256).map(\.hash),
                configuration: chain.configuration,
                precompiles: PrecompileTable(fork: .osaka),
                tracer: NoTracer()
            )
            for transaction in transactions {
                _ = try execution.apply(transaction, sender: chain.key.address)
            }
            let result = try execution.finish(withdrawals: [])
            let block = Block(header: result.sealed(execution.header), transactions: transactions.map(\.encoded))
            let test = WitnessCase(
                block: block,
                ancestors: ancestors,
                database: chain.database,
                configuration: chain.configuration
            )
            let counts = try test.check().counts
            let witness = try BlockProcessor.importBlockWithWitness(
                block,
                ancestors: ancestors,
                ancestorHashes: ancestors.suffix(256).reversed().map(\.hash),
                database: chain.database,
                configuration: chain.configuration,
                precompiles: { PrecompileTable(fork: $0) }
            ).witness
            #expect(counts.nodes == witness.state.count && counts.codes == witness.codes.count)
            return (block, witness)
        }

        /// The witness of a block of some transactions.
        func witness(_ transactions: [Transaction]) throws -> ExecutionWitness {
            try seal(transactions).witness
        }

        /// Codes of the witness besides the system contracts' four.
        func codes(_ transactions: [Transaction]) throws -> Set<[UInt8]> {
            let all = Set(try witness(transactions).codes)
            #expect(all.isSuperset(of: SystemContract.all.map(\.runtimeCode)))
            return all.subtracting(SystemContract.all.map(\.runtimeCode))
        }
    }

    // test_witness_headers_blockhash_at_offset, _out_of_range
    @Test(arguments: [(1, 1), (2, 2), (5, 5), (255, 255), (256, 256), (257, 1), (0, 1), (-1, 1)])
    func headersReachAsFarAsBlockHash(offset: Int, headerCount: Int) throws {
        // BLOCKHASH(CALLDATALOAD(0)) POP STOP
        let setting = try Setting([Self.reader: [0x5f, 0x35, 0x40, 0x50, 0x00]], ancestorCount: 300)
        let number = UInt256(UInt64(300 - offset))
        let witness = try setting.witness([setting.chain.call(Self.reader, data: number.bigEndianBytes)])
        #expect(witness.headers.count == headerCount)
        #expect(witness.headers.last == setting.ancestors.last?.encoded)
    }

    // test_witness_headers_blockhash_in_reverted_tx, _in_reverted_inner_call, _max_wins_across_multiple_transactions
    @Test func theFarthestBlockHashDecidesAlsoWhenItIsReverted() throws {
        let read: [UInt8] = [0x5f, 0x35, 0x40, 0x50]
        let reverting = try Setting([Self.reader: read + Self.revert], ancestorCount: 12)
        let far = reverting.chain.call(Self.reader, data: UInt256(5).bigEndianBytes)
        #expect(try reverting.witness([far]).headers.count == 7)

        // CALLDATACOPY to memory and CALL of the reverting reader with it.
        let forward: [UInt8] =
            [0x60, 0x20, 0x5f, 0x5f, 0x37, 0x5f, 0x5f, 0x60, 0x20, 0x5f, 0x5f] + Self.push(Self.reader)
            + [0x5a, 0xf1, 0x50, 0x00]
        let nested = try Setting(
            [Self.reader: read + Self.revert, Self.first: forward, Self.second: read + Self.stop],
            ancestorCount: 12
        )
        let calls = [(Self.second, 9), (Self.first, 4), (Self.second, 11)] as [(Address, UInt64)]
        let transactions = calls.enumerated().map { nonce, call in
            nested.chain.call(call.0, nonce: UInt64(nonce), data: UInt256(call.1).bigEndianBytes)
        }
        #expect(try nested.witness(transactions).headers.count == 8)
        #expect(try nested.witness([transactions[0]]).headers.count == 3)
    }

    // test_validation_headers_non_contiguous_chain, _malformed_rlp_header, _missing_oldest_blockhash_ancestor
    @Test func headersThatAreNoChainToTheBlockAreRefused() throws {
        let setting = try Setting([Self.reader: [0x5f, 0x35, 0x40, 0x50, 0x00]], ancestorCount: 300)
        let call = setting.chain.call(Self.reader, data: UInt256(296).bigEndianBytes)
        let (block, witness) = try setting.seal([call])
        let headers = setting.ancestors.suffix(4).map(\.encoded)
        #expect(witness.headers == headers)
        let hashes = headers.map(Keccak256.hash)
        let validator = StatelessValidator(configuration: setting.chain.configuration)
        func failure(_ headers: [[UInt8]]) -> StatelessValidationError? {
            do throws(StatelessValidationError) {
                let changed = ExecutionWitness(state: witness.state, codes: witness.codes, headers: headers)
                _ = try validator.validate(block, witness: changed)
                return nil
            } catch {
                return error
            }
        }
        // More than needed is tolerated as far as BLOCKHASH could reach.
        let all = setting.ancestors.map(\.encoded)
        #expect(failure(all.suffix(256)) == nil)
        #expect(failure(all.suffix(257)) == .tooManyHeaders(limit: 256, got: 257))
        #expect(failure(Array(repeating: [], count: 257)) == .tooManyHeaders(limit: 256, got: 257))
        #expect(failure(Array(headers.dropFirst())) == .fault(.ancestorHashMissing(number: 296)))
        let gap = [headers[0], headers[2], headers[3]]
        #expect(failure(gap) == .headersNotContiguous(index: 1, expected: hashes[0], got: hashes[1]))
        let doubled = [headers[0], headers[1], headers[1], headers[2], headers[3]]
        #expect(failure(doubled) == .headersNotContiguous(index: 2, expected: hashes[1], got: hashes[0]))
        let exchanged = [headers[0], headers[2], headers[1], headers[3]]
        #expect(failure(exchanged) == .headersNotContiguous(index: 1, expected: hashes[0], got: hashes[1]))
        guard case .headersNotContiguous(index: 1, _, _) = failure(headers.reversed()) else {
            Issue.record("headers in reverse order were accepted")
            return
        }
        guard case .invalidBlock = failure(Array(headers.dropLast())) else {
            Issue.record("a chain that ends before the parent was accepted")
            return
        }
        guard case .undecodableHeader(index: 0, _) = failure([[0xc0]] + headers) else {
            Issue.record("an empty list was accepted as a header")
            return
        }
        #expect(failure([]) == .noHeaders)
    }

    // test_witness_headers_empty_block, test_witness_codes_empty_block_has_system_contracts
    @Test func anEmptyBlockNeedsItsParentAndTheSystemContracts() throws {
        let setting = try Setting([:], ancestorCount: 20)
        let witness = try setting.witness([])
        #expect(witness.headers == [setting.ancestors[19].encoded])
        #expect(Set(witness.codes) == Set(SystemContract.all.map(\.runtimeCode)))
    }

    // test_witness_excludes_bytecode_created_in_same_block, test_witness_codes_create_same_hash_then_read
    @Test func codeThatTheBlockDeploysIsNotInTheWitness() throws {
        let factory = Self.create + Self.callTop + Self.stop
        let alone = try Setting([Self.first: factory])
        #expect(try alone.codes([alone.chain.call(Self.first, gasLimit: 500_000)]) == [factory])

        // EXTCODESIZE and CALL of an account that had the same code before.
        let readTwin = Self.push(Self.twin) + [0x3b, 0x50] + Self.call(Self.twin) + Self.stop
        let both = try Setting([Self.first: factory, Self.second: readTwin, Self.twin: Self.deployed])
        let deploy = both.chain.call(Self.first, gasLimit: 500_000)
        #expect(try both.codes([deploy, both.chain.call(Self.second, nonce: 1)]) == [factory, readTwin])
        // The other way round it is read before it is deployed.
        let later = both.chain.call(Self.first, nonce: 1, gasLimit: 500_000)
        #expect(try both.codes([both.chain.call(Self.second), later]) == [factory, readTwin, Self.deployed])
    }

    // test_witness_codes_reverted_create_same_hash_then_read
    @Test(arguments: [[0x3b, 0x50], [0x5f, 0x5f, 0x5f, 0x5f, 0x5f, 0x85, 0x5a, 0xf1, 0x50]] as [[UInt8]])
    func codeWhoseDeploymentWasRevertedIsNotKnown(read: [UInt8]) throws {
        // Deploys, runs what it deployed, and reverts; then the same code is read of an account that has it.
        let reverting = Self.create + Self.callTop + Self.revert
        let outer = Self.call(Self.second) + Self.push(Self.twin) + read + Self.stop
        let setting = try Setting([Self.first: outer, Self.second: reverting, Self.twin: Self.deployed])
        let codes = try setting.codes([setting.chain.call(Self.first, gasLimit: 500_000)])
        #expect(codes == [outer, reverting, Self.deployed])
    }

    @Test func codeReadOnlyWhileItsDeploymentStoodIsReadAgainAfterTheRevert() throws {
        // The inner frame deploys, reads the twin while the deployment stands, and reverts; the outer one reads it
        // again.
        let inner = Self.create + Self.push(Self.twin) + [0x3b, 0x50] + Self.revert
        let outer = Self.call(Self.second) + Self.push(Self.twin) + [0x3b, 0x50] + Self.stop
        let setting = try Setting([Self.first: outer, Self.second: inner, Self.twin: Self.deployed])
        let transaction = setting.chain.call(Self.first, gasLimit: 500_000)
        #expect(try setting.codes([transaction]) == [outer, inner, Self.deployed])
        let once = try Setting([Self.second: inner, Self.twin: Self.deployed])
        #expect(try once.codes([once.chain.call(Self.second, gasLimit: 500_000)]) == [inner])
    }

    // test_witness_codes_extcodehash_only, _extcodesize, _extcodecopy_zero_size
    @Test func codeIsInTheWitnessWhenItsBytesAreAskedFor() throws {
        let target = Address(0xabcd)
        let code: [UInt8] = [0x00, 0x01, 0x02]
        let readers: [(operation: [UInt8], isNeeded: Bool)] = [
            (Self.push(target) + [0x3f, 0x50], false),
            (Self.push(target) + [0x31, 0x50], false),
            (Self.push(target) + [0x3b, 0x50], true),
            ([0x5f, 0x5f, 0x5f] + Self.push(target) + [0x3c], true),
            (Self.call(target), true),
        ]
        for (operation, isNeeded) in readers {
            let setting = try Setting([Self.first: operation + Self.stop, target: code])
            let codes = try setting.codes([setting.chain.call(Self.first)])
            #expect(codes == (isNeeded ? [operation + Self.stop, code] : [operation + Self.stop]), "\(operation)")
        }
    }

    // test_witness_codes_delegation_set_in_same_block, _delegated_eoa, _sender_delegation_marker_included
    @Test func delegationsAreInTheWitnessWhenTheyStoodBefore() throws {
        let delegate = Address(0xde1e)
        let code: [UInt8] = [0x5b, 0x5b, 0x00]
        let marker = Delegation.code(to: delegate)
        let delegated = Address(0xacc7)
        let before = try Setting([delegated: marker, delegate: code])
        #expect(try before.codes([before.chain.call(delegated)]) == [marker, code])

        let within = try Setting([delegate: code])
        let key = within.chain.key
        let unsigned = Authorization(chainId: 1337, address: delegate, nonce: 1)
        let signature = key.sign(unsigned.signingHash)
        let transaction = within.chain.sign(
            .setCode(
                chainId: 1337,
                nonce: 0,
                maxPriorityFeePerGas: 1,
                maxFeePerGas: 10_000_000_000,
                gasLimit: 100_000,
                to: key.address,
                value: 0,
                data: [],
                authorizationList: [unsigned.signed(r: signature.r, s: signature.s, yParity: signature.yParity)]
            )
        )
        #expect(try within.codes([transaction]) == [code])
    }
}
