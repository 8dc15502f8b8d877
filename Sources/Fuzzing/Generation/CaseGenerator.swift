package import EVM
import HostAccelerators
import Primitives
import StateTransition

/// Makes cases: a seed and an index give the same case always.
package struct CaseGenerator: Sendable {
    /// Rules of the cases.
    package let fork: Fork
    /// What tells one campaign from another.
    package let seed: UInt64
    /// How large the cases are.
    package let profile: FuzzProfile

    /// A generator whose cases follow from fork, seed, profile and index alone.
    package init(fork: Fork, seed: UInt64, profile: FuzzProfile) {
        self.fork = fork
        self.seed = seed
        self.profile = profile
    }

    /// One case of the campaign.
    package func fuzzCase(at index: UInt64) -> FuzzCase {
        var random = FuzzRandom(seed: seed, index: index)
        let block = block(&random)
        let world = FuzzWorld(fork: fork, coinbase: block.coinbase, contractCount: random.within(2...5))
        var accounts = accounts(&random, world: world)
        let transaction = transaction(&random, world: world, block: block, accounts: &accounts)
        accounts.sort { $0.address < $1.address }
        return FuzzCase(
            fork: fork,
            block: block,
            accounts: accounts,
            transaction: transaction,
            senderKey: FuzzWorld.senderKey
        )
    }

    private func block(_ random: inout FuzzRandom) -> FuzzBlock {
        let coinbase: Address = random.pick(weighted: [
            (16, Address(w0: 0xc0b, w1: 0, w2: 0xba5e)), (1, FuzzWorld.senderKey.address), (1, FuzzWorld.wealthy),
            (1, Address(UInt64(random.within(1...9)))), (1, Address(w0: 0xc0de_0000, w1: 0x1111_2222_3333_4444, w2: 0)),
        ])
        return FuzzBlock(
            number: random.chance(20) ? UInt64(random.below(4)) : UInt64(random.within(200...100_000)),
            timestamp: UInt64(random.within(1...2_000_000_000)),
            coinbase: coinbase,
            gasLimit: profile.blockGasLimit,
            baseFee: profile.hasBaseFee
                ? UInt256(UInt64(random.chance(20) ? random.below(3) : random.within(7...1000))) : .zero,
            prevRandao: Bytes32(random.uniformWord()),
            excessBlobGas: random.chance(60) ? 0 : UInt64(random.below(60_000_000))
        )
    }

    private func accounts(_ random: inout FuzzRandom, world: FuzzWorld) -> [FuzzAccount] {
        var accounts = world.contracts.enumerated().map { index, address in
            var generator = CodeGenerator(
                random: FuzzRandom(seed: random.next()),
                world: world,
                contractIndex: index
            )
            let phraseCount =
                index == 0 ? random.within(2...profile.phraseLimit) : random.below(profile.phraseLimit / 2 &+ 1)
            return FuzzAccount(
                address: address,
                nonce: UInt64(random.chance(90) ? 1 : random.below(3)),
                balance: random.chance(50) ? .zero : UInt256(UInt64(random.below(5000))),
                code: generator.contract(phraseCount: phraseCount),
                storage: storage(&random)
            )
        }
        accounts.append(FuzzAccount(address: FuzzWorld.wealthy, balance: UInt256.one << 70))
        if fork.hasDelegations { accounts += authorities(&random, world: world) }
        return accounts.filter(\.isPossible)
    }

    private func storage(_ random: inout FuzzRandom) -> [FuzzAccount.StorageEntry] {
        guard random.chance(70) else { return [] }
        return (0..<UInt64(4)).compactMap { slot in
            let value = random.chance(45) ? random.slotValue() : .zero
            return value.isZero ? nil : FuzzAccount.StorageEntry(slot: UInt256(slot), value: value)
        }
    }

    /// Accounts whose keys are at hand: absent, with ether, or with a delegation already (EIP-7702).
    private func authorities(_ random: inout FuzzRandom, world: FuzzWorld) -> [FuzzAccount] {
        FuzzWorld.authorityKeys.map { key in
            let isDelegated = random.chance(40)
            return FuzzAccount(
                address: key.address,
                nonce: UInt64(isDelegated ? random.within(1...2) : random.below(3)),
                balance: random.chance(50) ? .zero : UInt256(UInt64(random.below(5000))),
                code: isDelegated ? [0xef, 0x01, 0x00] + world.address(&random).bytes : [],
                storage: isDelegated ? storage(&random) : []
            )
        }
    }
}

/// How large the cases of a campaign are, and what the oracle can be asked about.
package struct FuzzProfile: Hashable, Sendable {
    /// Gas limit of the blocks.
    package var blockGasLimit: UInt64
    /// About how much gas a transaction has, beyond what is due before it starts.
    package var typicalGas: Int
    /// Greatest number of phrases of a code.
    package var phraseLimit: Int
    /// Whether blocks have a base fee other than zero.
    package var hasBaseFee: Bool

    /// Large cases without base fee, for an oracle that is fast and has none.
    package static let large = FuzzProfile(
        blockGasLimit: 30_000_000,
        typicalGas: 800_000,
        phraseLimit: 24,
        hasBaseFee: false
    )
    /// Small cases, for an oracle that executes about a million gas per second.
    package static let small = FuzzProfile(
        blockGasLimit: 36_000_000,
        typicalGas: 90_000,
        phraseLimit: 10,
        hasBaseFee: true
    )
}
