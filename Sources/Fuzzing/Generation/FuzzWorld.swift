import EVM
import HostAccelerators
import Primitives

/// The names that a case's codes know: who there is to call, to pay and to look at.
struct FuzzWorld {
    let fork: Fork
    let coinbase: Address
    /// Contracts; the code of the first is what the transaction usually calls.
    let contracts: [Address]

    /// Signs the transactions.
    static let senderKey = key(0x5e4de5)
    /// Sign authorizations.
    static let authorityKeys = [key(0xa001), key(0xa002), key(0xa003)]
    /// An account with ether and nothing else.
    static let wealthy = Address(w0: 0xea51, w1: 0, w2: 0x1)
    /// Nobody's address.
    static let absent = Address(w0: 0xab5e, w1: 0x0123_4567_89ab_cdef, w2: 0x7)

    init(fork: Fork, coinbase: Address, contractCount: Int) {
        self.fork = fork
        self.coinbase = coinbase
        contracts = (0..<contractCount).map { Address(w0: 0xc0de_0000, w1: 0x1111_2222_3333_4444, w2: UInt64($0)) }
    }

    /// Whether the codes of a contract may change state: callees of STATICCALL should not all halt.
    static func changesState(contractIndex index: Int) -> Bool { index % 3 != 2 }

    /// A contract for another one to call: mostly one further down, so that few calls come back to where they began.
    func callee(of caller: Int, isStatic: Bool, _ random: inout FuzzRandom) -> Address {
        let below = contracts.indices.filter { $0 > caller && !(isStatic && FuzzWorld.changesState(contractIndex: $0)) }
        if below.isEmpty || random.chance(25) { return address(&random) }
        return contracts[random.pick(below)]
    }

    /// Some address that a code may name.
    func address(_ random: inout FuzzRandom) -> Address {
        switch random.below(20) {
        case 0: return FuzzWorld.senderKey.address
        case 1: return coinbase
        case 2: return FuzzWorld.wealthy
        case 3: return FuzzWorld.absent
        case 4: return Address(UInt64(random.below(20)))
        case 5: return random.pick(FuzzWorld.authorityKeys).address
        case 8, 9,
            10 where fork.hasDelegations:
            return random.pick(FuzzWorld.authorityKeys).address
        case 6: return Address(truncating: random.word())
        case 7: return Address.created(by: random.pick(contracts), nonce: UInt64(random.within(1...3)))
        default: return random.pick(contracts)
        }
    }

    private static func key(_ scalar: UInt64) -> PrivateKey {
        guard let key = PrivateKey(Bytes32(UInt256(scalar))) else {
            // Small numbers other than zero are keys.
            preconditionFailure("not a private key: \(scalar)")
        }
        return key
    }
}
