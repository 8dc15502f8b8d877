package import EVM
import L1Sim
package import Primitives
import RollupActors
import RollupContracts
import StateTransition

extension Simulation: ExpressionEnvironment {
    package func balance(of account: AccountReference, on chain: ChainReference) throws(EvaluationError) -> UInt256 {
        if case .l2(let name) = chain, let ledger = payments[name] {
            return ledger.holdings(of: try actorName(account, on: name)).balance
        }
        let address = try known(account)
        switch chain {
        case .l1: return try answer { () throws(L1Error) in try l1.balance(of: address) }
        case .l2(let name):
            let chain = try known(rollup: name).sequencer.chain
            return try answer { () throws(ActorError) in try chain.balance(of: address) }
        }
    }

    package func nonce(of account: AccountReference, on chain: ChainReference) throws(EvaluationError) -> UInt64 {
        if case .l2(let name) = chain, let ledger = payments[name] {
            return ledger.holdings(of: try actorName(account, on: name)).nonce
        }
        let address = try known(account)
        switch chain {
        case .l1: return try answer { () throws(L1Error) in try l1.nonce(of: address) }
        case .l2(let name):
            let chain = try known(rollup: name).sequencer.chain
            return try answer { () throws(ActorError) in try chain.nonce(of: address) }
        }
    }

    package func feesPaid(by account: AccountReference, on chain: ChainReference) throws(EvaluationError) -> UInt256 {
        let address = try known(account)
        switch chain {
        case .l1: return feesPaid[address] ?? .zero
        case .l2(let name): return try payments[name] != nil ? .zero : known(rollup: name).feesPaid[address] ?? .zero
        }
    }

    package func facts(of block: BlockReference) throws(EvaluationError) -> BlockFacts {
        switch block {
        case .head(.l1):
            let records = l1.block(number: l1.head.number)?.records.count ?? 0
            return BlockFacts(l1.head, hash: l1.headHash, transactionCount: records)
        case .head(.l2(let name)):
            let chain = try known(rollup: name).sequencer.chain
            let count = chain.receipts.last?.count ?? 0
            return BlockFacts(chain.head, hash: chain.headHash, transactionCount: count)
        case .sealed(let step):
            guard let sealed = rollups.values.lazy.compactMap({ $0.sealedBlocks[step] }).first else {
                throw EvaluationError("step `\(step)` has sealed no block")
            }
            return BlockFacts(sealed.block.header, hash: sealed.block.hash, transactionCount: sealed.records.count)
        }
    }

    package func settledHead(of rollup: String) throws(EvaluationError) -> SettledHeadFacts {
        if let ledger = payments[rollup] { return try answer { () throws(L1Error) in try ledger.settledHead(on: l1) } }
        let rollup = try known(rollup: rollup)
        return try answer { () throws(L1Error) in try rollup.settledHead(on: l1) }
    }

    package func claimableNumber(of rollup: String) throws(EvaluationError) -> UInt64 {
        if payments[rollup] != nil { return try settledHead(of: rollup).number }
        let rollup = try known(rollup: rollup)
        return try answer { () throws(L1Error) in try rollup.claimableNumber(on: l1) }
    }

    package func escrow(of rollup: String) throws(EvaluationError) -> UInt256 {
        if let ledger = payments[rollup] {
            let slot = ContractVerifiedRollup.Slot.escrow
            return try answer { () throws(L1Error) in try l1.storage(of: ledger.contract, slot) }
        }
        let bridge = try known(rollup: rollup).bridge
        return try answer { () throws(L1Error) in try l1.storage(of: bridge, NativeRollup.Slot.escrow) }
    }

    package func genesisEscrow(of rollup: String) throws(EvaluationError) -> UInt256 {
        if let ledger = payments[rollup] { return ledger.genesisEscrow }
        return try known(rollup: rollup).genesisEscrow
    }

    package func transaction(ofStep step: String) throws(EvaluationError) -> TransactionFacts {
        guard let facts = transactions[step] else { throw EvaluationError("step `\(step)` has sent no transaction") }
        return facts
    }

    package func execution(ofStep step: String) throws(EvaluationError) -> ExecutionFacts {
        guard let facts = executions[step] else { throw EvaluationError("step `\(step)` has not called EXECUTE") }
        return facts
    }

    package func rosette(of rollup: String) throws(EvaluationError) -> Rosette {
        try answer { () throws(SimulationFault) in Rosette(try trustFacts(of: rollup)) }
    }

    package func count(of query: EventQuery) throws(EvaluationError) -> UInt64 {
        var contract = try answer { () throws(SimulationFault) in try self.contract(of: query.rollup) }
        let instance = rollups[query.rollup]
        let own = instance?.design.events(withInbox: instance?.configuration.inboxDelay != nil)
        var events = payments[query.rollup]?.artifact.events ?? own ?? []
        // Of events that both contracts have, those of messages, only the portal's happen.
        if let rollup = rollups[query.rollup], rollup.configuration.portal != nil,
            Portal.artifact.events.contains(where: { $0.name == query.name })
        {
            contract = rollup.bridge
            events = Portal.artifact.events
        }
        guard let event = events.first(where: { $0.name == query.name }) else {
            let help = Suggestion.help(for: query.name, among: events.map(\.name)).map { ": \($0)" } ?? ""
            throw EvaluationError("the contract of `\(query.rollup)` has no event `\(query.name)`\(help)")
        }
        let logs = l1.logs(of: contract, from: 0, through: l1.head.number)
        return UInt64(logs.count { $0.log.topics.first == event.topic })
    }

    package func elapsedSeconds() throws(EvaluationError) -> UInt64 { elapsed }

    package func elapsedSeconds(atStep step: String) throws(EvaluationError) -> UInt64 {
        guard let time = stepTimes[step] else { throw EvaluationError("step `\(step)` has not been done") }
        return time
    }

    package func latencySeconds(ofWithdrawal name: String) throws(EvaluationError) -> UInt64 {
        guard let withdrawal = withdrawals[name] else { throw EvaluationError("no L2 block holds `\(name)`") }
        guard let claimedAt = withdrawal.claimedAt else { throw EvaluationError("`\(name)` has not been claimed") }
        return claimedAt &- withdrawal.submittedAt
    }

    package func resolvedAddress(of account: AccountReference) throws(EvaluationError) -> Address { try known(account) }

    package func storage(
        of account: AccountReference,
        _ slot: UInt256,
        on chain: ChainReference
    ) throws(EvaluationError) -> UInt256 {
        let address = try known(account)
        switch chain {
        case .l1: return try answer { () throws(L1Error) in try l1.storage(of: address, slot) }
        case .l2(let name):
            let chain = try known(rollup: name).sequencer.chain
            return try answer { () throws(ActorError) in try chain.storage(of: address, slot) }
        }
    }

    package func codeSize(of account: AccountReference, on chain: ChainReference) throws(EvaluationError) -> UInt64 {
        UInt64(try code(of: known(account), on: chain).count)
    }

    private func code(of address: Address, on chain: ChainReference) throws(EvaluationError) -> [UInt8] {
        switch chain {
        case .l1: return try answer { () throws(L1Error) in try l1.code(of: address) }
        case .l2(let name):
            let chain = try known(rollup: name).sequencer.chain
            return try answer { () throws(ActorError) in try chain.code(of: address) }
        }
    }

    package func output(of call: [UInt8], to name: String) throws(EvaluationError) -> [UInt8] {
        let contract = try answer { () throws(SimulationFault) in try deployed(name) }
        guard try !code(of: contract.address, on: contract.chain).isEmpty else {
            throw EvaluationError("`\(name)` has no code on \(contract.chain.label) yet")
        }
        let status: ExecutionResult.Status
        let output: [UInt8]
        switch contract.chain {
        case .l1:
            let request = CallRequest(to: contract.address, data: call)
            let outcome = try answer { () throws(L1Error) in try l1.call(request) }
            guard !outcome.succeeded else { return outcome.output }
            throw EvaluationError("the call of `\(name)` fails: \(contracts.code(ofRevert: outcome.output))")
        case .l2(let rollup):
            let chain = try known(rollup: rollup).sequencer.chain
            let result = try answer { () throws(ActorError) in try chain.call(contract.address, call) }
            (status, output) = (result.status, result.output)
        }
        switch status {
        case .success: return output
        case .revert: throw EvaluationError("the call of `\(name)` reverts: \(contracts.code(ofRevert: output))")
        case .halt(let reason): throw EvaluationError("the call of `\(name)` halts: \(reason.code)")
        }
    }

    package func logs(of name: String) throws(EvaluationError) -> [Log] {
        let contract = try answer { () throws(SimulationFault) in try deployed(name) }
        switch contract.chain {
        case .l1:
            return l1.logs(of: contract.address, from: 0, through: l1.head.number).map(\.log)
        case .l2(let rollup):
            let receipts = try known(rollup: rollup).sequencer.chain.receipts
            return receipts.joined().flatMap(\.logs).filter { $0.address == contract.address }
        }
    }

    /// The actor whose account is meant, which nobody else has on a ledger of payments.
    private func actorName(_ account: AccountReference, on ledger: String) throws(EvaluationError) -> String {
        guard let name = account.actorName else { throw EvaluationError("only actors have accounts on `\(ledger)`") }
        return name
    }

    private func known(_ account: AccountReference) throws(EvaluationError) -> Address {
        try answer { () throws(SimulationFault) in try address(of: account) }
    }

    private func known(rollup name: String) throws(EvaluationError) -> RollupInstance {
        try answer { () throws(SimulationFault) in try rollup(name) }
    }

    private func answer<Value, Failure: Error>(
        _ body: () throws(Failure) -> Value
    ) throws(EvaluationError) -> Value {
        do {
            return try body()
        } catch {
            throw EvaluationError("\(error)")
        }
    }
}

extension BlockFacts {
    fileprivate init(_ header: BlockHeader, hash: Bytes32, transactionCount: Int) {
        self.init(
            number: header.number,
            timestamp: header.timestamp,
            gasLimit: header.gasLimit,
            gasUsed: header.gasUsed,
            baseFee: header.baseFeePerGas,
            transactionCount: UInt64(transactionCount),
            hash: hash,
            stateRoot: header.stateRoot
        )
    }
}
