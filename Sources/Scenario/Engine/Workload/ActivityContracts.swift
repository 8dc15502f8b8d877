import ContractABI
import EVM
package import Primitives
package import RollupActors
import RollupContracts

/// Contracts that a load of transactions uses on one rollup: two tokens, and a pool of both.
package struct ActivityContracts: Sendable {
    let gold: Address
    let silver: Address
    let pool: Address

    /// Units that the pool holds of either token at first, and that every sender gets.
    private static let supply = UInt256(1_000_000) &* UInt256(1_000_000_000_000_000_000)

    /// Both contracts, read once: a load makes thousands of calls.
    private static let stock: [StockContract: CompiledContract] = {
        var contracts: [StockContract: CompiledContract] = [:]
        for contract in [StockContract.erc20, .amm] {
            contracts[contract] = try? CompiledContract(artifact: Array(contract.artifact.utf8))
        }
        return contracts
    }()

    private static func compiled(_ contract: StockContract) throws(SimulationFault) -> CompiledContract {
        guard let compiled = stock[contract] else { throw .setup("the stock contracts are not readable") }
        return compiled
    }

    /// Call data of a stock contract's function.
    private static func call(_ stock: StockContract, _ name: String, _ arguments: [ABIValue]) throws(SimulationFault)
        -> [UInt8]
    {
        guard let function = try compiled(stock).interface.functions(named: name).first?.codec,
            function.accepts(arguments)
        else { throw .setup("the stock contract \(stock.rawValue) has no \(name) of that form") }
        return function.encodeCall(arguments)
    }

    /// Init code of a token whose whole supply its deployer holds.
    static func tokenCode(_ name: String) throws(SimulationFault) -> [UInt8] {
        let arguments: [ABIValue] = [
            .string(Array(name.utf8)), .string(Array(name.prefix(4).utf8)), .uint(18), .uint(supply &* UInt256(1_000)),
        ]
        return try compiled(.erc20).creationCode + ABI.encode(arguments)
    }

    /// What has to be done before the load, in order, each by whom: deployments, tokens for all senders, the pool's.
    ///
    /// - Parameters:
    ///   - deployer: Who makes the contracts, and provides the pool's tokens.
    ///   - nonce: The deployer's next.
    ///   - senders: Who is to swap and transfer.
    /// - Returns: Where the contracts will stand, and the transactions.
    /// - Throws: `SimulationFault.setup` when a stock contract is not what it has to be.
    package static func preparation(
        deployer: Actor,
        nonce: UInt64,
        senders: [Actor]
    ) throws(SimulationFault) -> (contracts: ActivityContracts, intents: [(by: Actor, intent: TransactionIntent)]) {
        func created(_ index: UInt64) -> Address { .created(by: deployer.address, nonce: nonce &+ index) }
        let contracts = ActivityContracts(gold: created(0), silver: created(1), pool: created(2))
        let poolCode =
            try compiled(.amm).creationCode + ABI.encode([.address(contracts.gold), .address(contracts.silver)])
        var intents: [(by: Actor, intent: TransactionIntent)] = [
            (deployer, TransactionIntent(to: nil, data: try tokenCode("Gold"), gasLimit: Self.creationGas)),
            (deployer, TransactionIntent(to: nil, data: try tokenCode("Silver"), gasLimit: Self.creationGas)),
            (deployer, TransactionIntent(to: nil, data: poolCode, gasLimit: Self.creationGas)),
        ]
        for token in [contracts.gold, contracts.silver] {
            for sender in senders where sender != deployer {
                let data = try call(.erc20, "transfer", [.address(sender.address), .uint(supply)])
                intents.append((deployer, TransactionIntent(to: token, data: data, gasLimit: Self.tokenGas)))
            }
            let approval = try call(.erc20, "approve", [.address(contracts.pool), .uint(.max)])
            for sender in [deployer] + senders.filter({ $0 != deployer }) {
                intents.append((sender, TransactionIntent(to: token, data: approval, gasLimit: Self.tokenGas)))
            }
        }
        let provision = try call(.amm, "addLiquidity", [.uint(supply), .uint(supply)])
        intents.append((deployer, TransactionIntent(to: contracts.pool, data: provision, gasLimit: Self.swapGas)))
        return (contracts, intents)
    }

    /// Gas limits with room above what each kind uses: a token's transfer some 50,000, a swap some 110,000.
    static let tokenGas: UInt64 = 150_000
    static let swapGas: UInt64 = 400_000
    static let creationGas: UInt64 = 2_500_000

    /// A transfer of gold.
    package func transfer(_ amount: UInt256, to: Address) throws(SimulationFault) -> TransactionIntent {
        let data = try Self.call(.erc20, "transfer", [.address(to), .uint(amount)])
        return TransactionIntent(to: gold, data: data, gasLimit: Self.tokenGas)
    }

    /// A swap of one token for the other, at any price.
    package func swap(_ amount: UInt256, ofGold isGold: Bool) throws(SimulationFault) -> TransactionIntent {
        let token = isGold ? gold : silver
        let data = try Self.call(.amm, "swap", [.address(token), .uint(amount), .uint(.zero)])
        return TransactionIntent(to: pool, data: data, gasLimit: Self.swapGas)
    }
}
