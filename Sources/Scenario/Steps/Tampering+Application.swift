import Primitives
import RollupActors
import StateTransition

extension Tampering {
    /// EXECUTE's input with all of some changes, and a block hash that fits them unless it is itself changed.
    ///
    /// - Parameters:
    ///   - changes: At least one, of different fields.
    ///   - payload: The input of a sealed block.
    ///   - actor: Who lies, and signs what has to be signed.
    ///   - simulation: Tells the addresses of actors.
    /// - Returns: The changed input.
    /// - Throws: `SimulationFault.setup` when a change fits the field not, or leaves it as it is: a lie that is none
    ///   would pass for an attack that L1 has withstood.
    static func applied(
        _ changes: [Tampering],
        to payload: StatelessInput,
        by actor: Actor,
        in simulation: Simulation
    ) throws(SimulationFault) -> StatelessInput {
        var changed = payload
        for change in changes where change.field != .blockHash {
            changed = try change.appliedToOther(changed, by: actor, in: simulation)
        }
        if changes.contains(where: { $0.field != .blockHash }) {
            changed.newPayloadRequest.executionPayload.fields.blockHash = changed.newPayloadRequest.block.hash
        }
        for change in changes where change.field == .blockHash {
            changed = try change.appliedToOther(changed, by: actor, in: simulation)
        }
        return changed
    }

    /// The input with this change, which must make another of it.
    private func appliedToOther(
        _ payload: StatelessInput,
        by actor: Actor,
        in simulation: Simulation
    ) throws(SimulationFault) -> StatelessInput {
        let other = try applied(to: payload, by: actor, in: simulation)
        guard other.encoded != payload.encoded else {
            throw .setup(
                "tampering with `\(field.rawValue)` changes nothing: the block has it so already",
                at: location
            )
        }
        return other
    }

    /// EXECUTE's input with this change; the block hash is left as it was.
    ///
    /// - Parameters:
    ///   - payload: The input of a sealed block.
    ///   - actor: Who lies, and signs what has to be signed.
    ///   - simulation: Tells the addresses of actors.
    /// - Returns: The changed input.
    /// - Throws: `SimulationFault.setup` when the change does not fit the field, such as a hash of 3 bytes.
    private func applied(
        to payload: StatelessInput,
        by actor: Actor,
        in simulation: Simulation
    ) throws(SimulationFault) -> StatelessInput {
        var payload = payload
        var request = payload.newPayloadRequest
        var fields = request.executionPayload.fields
        switch field {
        case .parentHash: fields.parentHash = try changed(fields.parentHash)
        case .feeRecipient: fields.feeRecipient = try changed(fields.feeRecipient)
        case .stateRoot: fields.stateRoot = try changed(fields.stateRoot)
        case .receiptsRoot: fields.receiptsRoot = try changed(fields.receiptsRoot)
        case .logsBloom:
            guard let bloom = LogsBloom(try changed(fields.logsBloom.bytes)) else { throw misfit }
            fields.logsBloom = bloom
        case .prevRandao: fields.prevRandao = try changed(fields.prevRandao)
        case .blockNumber: fields.blockNumber = try changed(fields.blockNumber)
        case .gasLimit: fields.gasLimit = try changed(fields.gasLimit)
        case .gasUsed: fields.gasUsed = try changed(fields.gasUsed)
        case .timestamp: fields.timestamp = try changed(fields.timestamp)
        case .extraData: fields.extraData = try changed(fields.extraData)
        case .baseFee: fields.baseFeePerGas = try changed(fields.baseFeePerGas)
        case .blockHash: fields.blockHash = try changed(fields.blockHash)
        case .blobGasUsed: fields.blobGasUsed = try changed(fields.blobGasUsed)
        case .excessBlobGas: fields.excessBlobGas = try changed(fields.excessBlobGas)
        case .parentBeaconBlockRoot: request.parentBeaconBlockRoot = try changed(request.parentBeaconBlockRoot)
        case .chainID: payload.chainId = try changed(payload.chainId)
        case .transactions: change(&request.executionPayload.transactions, of: payload, by: actor)
        case .withdrawals: request.executionPayload.withdrawals.append(try withdrawal(in: simulation))
        case .requests:
            request.executionRequests.withdrawals.append(
                WithdrawalRequest(
                    sourceAddress: actor.address,
                    validatorPubkey: [UInt8](repeating: 0x11, count: 48),
                    amountInGwei: 0
                )
            )
        case .witness: try change(&payload.witness.state)
        }
        request.executionPayload.fields = fields
        payload.newPayloadRequest = request
        return payload
    }

    private var misfit: SimulationFault {
        .setup("`\(field.rawValue)` cannot be tampered with in this way", at: location)
    }

    private func changed(_ bytes: [UInt8]) throws(SimulationFault) -> [UInt8] {
        switch mutation {
        case .bytes(let others): return others
        case .flipBit:
            guard let last = bytes.last else { throw misfit }
            return bytes.dropLast() + [last ^ 1]
        default: throw misfit
        }
    }

    private func changed(_ hash: Bytes32) throws(SimulationFault) -> Bytes32 {
        guard let other = Bytes32(try changed(hash.bytes)) else { throw misfit }
        return other
    }

    private func changed(_ address: Address) throws(SimulationFault) -> Address {
        guard let other = Address(try changed(address.bytes)) else { throw misfit }
        return other
    }

    private func changed(_ number: UInt256) throws(SimulationFault) -> UInt256 {
        switch mutation {
        case .number(let other): other
        case .flipBit: number ^ .one
        default: throw misfit
        }
    }

    private func changed(_ number: UInt64) throws(SimulationFault) -> UInt64 {
        guard let other = try changed(UInt256(number)).asUInt64 else { throw misfit }
        return other
    }

    private func change(_ items: inout [[UInt8]]) throws(SimulationFault) {
        guard let last = items.popLast() else { throw misfit }
        if mutation == .flipBit { items.append(try changed(last)) }
    }

    /// Drops the last transaction, or adds a blob transaction that the actor signs.
    private func change(_ transactions: inout [[UInt8]], of payload: StatelessInput, by actor: Actor) {
        guard mutation == .addBlobTransaction else {
            _ = transactions.popLast()
            return
        }
        let blob = actor.signed(
            .blob(
                chainId: payload.chainId,
                nonce: 0,
                maxPriorityFeePerGas: FeePolicy.maxPriorityFeePerGas,
                maxFeePerGas: FeePolicy.maxFeePerGas(
                    baseFee: payload.newPayloadRequest.executionPayload.fields.baseFeePerGas
                ),
                gasLimit: 21_000,
                to: actor.address,
                value: .zero,
                data: [],
                accessList: [],
                maxFeePerBlobGas: .one,
                blobVersionedHashes: [Bytes32(UInt256(1) << 248)]
            )
        )
        transactions.append(blob.encoded)
    }

    private func withdrawal(in simulation: Simulation) throws(SimulationFault) -> Withdrawal {
        guard case .addWithdrawal(let account, let amount) = mutation else { throw misfit }
        guard let gwei = amount.gwei else { throw misfit }
        return Withdrawal(
            index: 0,
            validatorIndex: 0,
            address: try simulation.address(of: account),
            amountInGwei: gwei
        )
    }
}
