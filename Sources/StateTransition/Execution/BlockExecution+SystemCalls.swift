import EVM
import Primitives
import StateTrie

extension BlockExecution {
    /// Calls before the transactions: the parent beacon root (EIP-4788) and the parent hash (EIP-2935).
    ///
    /// A missing contract or a failing call is no error.
    mutating func storeBlockContext() throws(BlockFailure) {
        if rules.fork.storesBeaconRoot {
            _ = try call(.beaconRoots, input: header.parentBeaconBlockRoot.bytes)
        }
        if rules.fork.storesParentHash {
            _ = try call(.historyStorage, input: header.parentHash.bytes)
        }
    }

    /// Calls after the withdrawals, and the deposits of the receipts: every request that the block makes (EIP-7685).
    ///
    /// - Throws: `BlockFailure.invalid` for a malformed deposit log, and for a contract without code or a failing call
    ///   (EIP-7002, EIP-7251).
    mutating func collectRequests() throws(BlockFailure) -> [[UInt8]] {
        var deposits: [UInt8] = [TypedRequests.depositType]
        for receipt in receipts {
            for log in receipt.logs {
                do throws(InvalidBlock) {
                    try DepositRequests.append(log, depositContract: configuration.depositContract, to: &deposits)
                } catch {
                    throw .invalid(error)
                }
            }
        }
        let withdrawals = [TypedRequests.withdrawalType] + (try dequeue(.withdrawalRequests))
        let consolidations = [TypedRequests.consolidationType] + (try dequeue(.consolidationRequests))
        return [deposits, withdrawals, consolidations].filter { $0.count > 1 }
    }

    /// Makes a scheduled call, which must succeed (EIP-8357).
    mutating func make(_ call: ScheduledSystemCall) throws(BlockFailure) {
        guard let result = try systemCall(call.address, input: call.input) else {
            throw .invalid(.systemContractMissing(call.address))
        }
        guard case .success = result.status else { throw .invalid(.systemContractFailed(call.address)) }
    }

    private mutating func dequeue(_ contract: SystemContract) throws(BlockFailure) -> [UInt8] {
        guard let result = try call(contract, input: []) else {
            throw .invalid(.systemContractMissing(contract.address))
        }
        guard case .success = result.status else { throw .invalid(.systemContractFailed(contract.address)) }
        return result.output
    }

    /// Calls a contract whose address is a constant, and so is the address's hash.
    private mutating func call(
        _ contract: SystemContract,
        input: [UInt8]
    ) throws(BlockFailure) -> ExecutionResult? {
        state.know(contract.addressHash, of: contract.address)
        return try systemCall(contract.address, input: input)
    }

    /// Calls a contract in the protocol's name: no fee, no nonce, no gas taken from the block.
    ///
    /// - Returns: nil when the contract has no code, in which case nothing happened.
    private mutating func systemCall(
        _ contract: Address,
        input: [UInt8]
    ) throws(BlockFailure) -> ExecutionResult? {
        do throws(StateError) {
            guard try state.codeSize(of: contract) > 0 else { return nil }
        } catch {
            throw .fault(.host(error))
        }
        evm.transaction = TransactionEnvironment(origin: SystemContract.caller, gasPrice: header.baseFeePerGas)
        state.beginTransaction()
        let message = Message.call(
            from: SystemContract.caller,
            to: contract,
            input: input,
            gas: SystemContract.gasLimit
        )
        var untraced = NoTracer()
        do throws(EVMFault<StateError>) {
            let result = try evm.execute(message, host: &state, tracer: &untraced)
            state.finishTransaction()
            ancestorsRead = max(ancestorsRead, result.ancestorsRead)
            return result
        } catch {
            throw .fault(error)
        }
    }
}
