import EVM
import HostAccelerators
import Primitives
import StateTransition

extension CaseGenerator {
    /// The case's transaction, and its sender's account.
    func transaction(
        _ random: inout FuzzRandom,
        world: FuzzWorld,
        block: FuzzBlock,
        accounts: inout [FuzzAccount]
    ) -> Transaction {
        let nonce = UInt64(random.chance(50) ? 0 : random.below(300))
        var transaction = unpriced(&random, world: world, nonce: nonce)
        price(&transaction, &random, block: block)
        // What the sender has left to send is his least concern.
        transaction.gasLimit = gasLimit(of: transaction, &random)
        var sender = FuzzAccount(address: FuzzWorld.senderKey.address, nonce: nonce, balance: UInt256.one << 90)
        if random.chance(4) { exhaust(&sender, transaction, &random) }
        if random.chance(4) { spoil(&transaction, &sender, &random) }
        if sender.isPossible { accounts.append(sender) }
        return transaction
    }

    private func unpriced(_ random: inout FuzzRandom, world: FuzzWorld, nonce: UInt64) -> Transaction {
        var types: [(weight: Int, value: TransactionType)] = [
            (30, .legacy), (15, .accessList), (35, .dynamicFee), (8, .blob),
        ]
        if fork.hasDelegations { types.append((15, .setCode)) }
        let type = random.pick(weighted: types)
        let mayCreate = type != .blob && type != .setCode
        let isCreation = mayCreate && random.chance(12)
        var transaction = Transaction.legacy(
            chainId: type == .legacy && random.chance(20) ? nil : FuzzCase.chainId,
            nonce: nonce,
            gasPrice: .zero,
            gasLimit: 0,
            to: isCreation ? nil : recipient(&random, world: world),
            value: value(&random),
            data: data(&random, world: world, isCreation: isCreation)
        )
        transaction.type = type
        if type != .legacy, random.chance(60) { transaction.accessList = accessList(&random, world: world) }
        if type == .blob {
            transaction.blobVersionedHashes = (0..<random.within(1...6)).map { _ in
                Bytes32(random.uniformWord() >> 8 | UInt256.one << 248)
            }
        }
        if type == .setCode { transaction.authorizationList = authorizations(&random, world: world, nonce: nonce) }
        return transaction
    }

    private func recipient(_ random: inout FuzzRandom, world: FuzzWorld) -> Address {
        switch random.below(20) {
        case 0: Address(UInt64(random.within(1...17)))
        case 1: world.address(&random)
        default: world.contracts[0]
        }
    }

    private func value(_ random: inout FuzzRandom) -> UInt256 {
        switch random.below(10) {
        case 0: 1
        case 1, 2: UInt256(UInt64(random.below(10_000)))
        default: .zero
        }
    }

    private func data(_ random: inout FuzzRandom, world: FuzzWorld, isCreation: Bool) -> [UInt8] {
        if isCreation {
            var generator = CodeGenerator(random: FuzzRandom(seed: random.next()), world: world, contractIndex: 0)
            return generator.initCode()
        }
        switch random.below(6) {
        case 0, 1: return []
        case 2: return [UInt8](repeating: 0, count: random.below(100))
        case 3: return random.word().bigEndianBytes + random.word().bigEndianBytes
        case 4 where random.chance(20): return random.bytes(random.within(500...3000))
        default: return random.bytes(random.below(100))
        }
    }

    private func accessList(_ random: inout FuzzRandom, world: FuzzWorld) -> [AccessListEntry] {
        (0..<random.below(4)).map { _ in
            AccessListEntry(
                address: world.address(&random),
                storageKeys: (0..<random.below(4)).map { _ in random.slot() }
            )
        }
    }

    private func authorizations(_ random: inout FuzzRandom, world: FuzzWorld, nonce: UInt64) -> [Authorization] {
        (0..<random.within(1...3)).map { _ in
            let key = random.chance(12) ? FuzzWorld.senderKey : random.pick(FuzzWorld.authorityKeys)
            let isSender = key == FuzzWorld.senderKey
            var authorization = Authorization(
                chainId: random.pick(weighted: [(10, 1), (10, 0), (1, 2), (1, .max)]),
                address: random.chance(15) ? .zero : world.address(&random),
                nonce: isSender ? nonce &+ 1 : UInt64(random.below(3))
            )
            let signature = key.sign(authorization.signingHash)
            authorization = authorization.signed(r: signature.r, s: signature.s, yParity: signature.yParity)
            switch random.below(25) {
            case 0: authorization.yParity = random.pick([0, 1, 2, 255])
            case 1: authorization.r = random.word()
            case 2: authorization.s = random.word()
            case 3: authorization.nonce = random.pick([.max, .max &- 1])
            default: break
            }
            return authorization
        }
    }

    private func price(_ transaction: inout Transaction, _ random: inout FuzzRandom, block: FuzzBlock) {
        transaction.maxFeePerGas = block.baseFee &+ UInt256(UInt64(random.chance(30) ? 0 : random.below(100)))
        transaction.maxPriorityFeePerGas = transaction.maxFeePerGas
        if transaction.type != .legacy, transaction.type != .accessList, !transaction.maxFeePerGas.isZero {
            let bound = Int(transaction.maxFeePerGas.l0) &+ 1
            transaction.maxPriorityFeePerGas = UInt256(UInt64(random.below(bound)))
        }
        if transaction.type == .blob {
            let rules = ForkRules(fork: fork)
            let blobBaseFee = FeeRules.blobBaseFee(excessBlobGas: block.excessBlobGas, blobs: rules.blobs) ?? .zero
            transaction.maxFeePerBlobGas = blobBaseFee &+ UInt256(UInt64(random.below(10)))
        }
    }

    private func gasLimit(of transaction: Transaction, _ random: inout FuzzRandom) -> UInt64 {
        let due = max(transaction.intrinsicGas, transaction.floorGas(fork: fork))
        let extra =
            switch random.below(20) {
            case 0: random.below(2)
            case 1: random.below(3000)
            case 2...5: random.below(profile.typicalGas / 4)
            case 6...17: random.within(profile.typicalGas / 2...profile.typicalGas)
            default: random.within(profile.typicalGas...profile.typicalGas &* 4)
            }
        return due &+ UInt64(extra)
    }

    /// Gives the sender about as much as the transaction may cost.
    private func exhaust(_ sender: inout FuzzAccount, _ transaction: Transaction, _ random: inout FuzzRandom) {
        guard let cost = transaction.greatestCost else { return }
        switch random.below(4) {
        case 0 where !cost.isZero: sender.balance = cost &- 1
        case 1: sender.balance = cost &+ 1
        case 2: sender.balance = cost &+ UInt256(UInt64(random.below(2_000_000)))
        default: sender.balance = cost
        }
    }

    /// Breaks one of the rules that a transaction must keep, or seems to.
    private func spoil(_ transaction: inout Transaction, _ sender: inout FuzzAccount, _ random: inout FuzzRandom) {
        switch random.below(12) {
        case 0: transaction.nonce &+= 1
        case 1: sender.nonce &+= 1
        case 2: transaction.gasLimit = max(transaction.intrinsicGas, 1) &- 1
        case 3: transaction.gasLimit = max(transaction.floorGas(fork: fork), 1) &- 1
        case 4: transaction.gasLimit = profile.blockGasLimit &+ UInt64(random.below(2))
        case 5: sender.code = random.pick([[0x00], [0xef, 0x01, 0x00], [UInt8](repeating: 0x5b, count: 23)])
        case 6: if transaction.chainId != nil { transaction.chainId = 2 }
        case 7: transaction.value = random.pick([.max, UInt256.one << 255, UInt256.one << 90])
        case 8: transaction.maxFeePerGas = random.pick([.max, .zero, UInt256.one << 128])
        case 9: transaction.maxPriorityFeePerGas = transaction.maxFeePerGas &+ 1
        default: spoilBlobs(&transaction, &random)
        }
        if transaction.type == .legacy || transaction.type == .accessList {
            transaction.maxPriorityFeePerGas = transaction.maxFeePerGas
        }
    }

    private func spoilBlobs(_ transaction: inout Transaction, _ random: inout FuzzRandom) {
        guard transaction.type == .blob else { return }
        switch random.below(5) {
        case 0: transaction.blobVersionedHashes = []
        case 1: transaction.blobVersionedHashes[0] = Bytes32(random.uniformWord())
        case 2: transaction.blobVersionedHashes += transaction.blobVersionedHashes + transaction.blobVersionedHashes
        case 3: transaction.maxFeePerBlobGas = transaction.maxFeePerBlobGas &- 1
        default: transaction.maxFeePerBlobGas = .zero
        }
    }
}
