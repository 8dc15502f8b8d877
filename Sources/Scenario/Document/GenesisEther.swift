import Primitives

/// The bound on the ether that the chains of a scenario begin with.
///
/// Below it no sum of balances and no product of a fee and a gas limit reaches 2^256 wei, whatever the steps do. What a
/// ledger of payments has room for is less (`LedgerAmount`).
enum GenesisEther {
    /// Wei that the accounts of one chain hold less of, in all.
    static let limit = UInt256(1) << 199

    /// Reports the balance with which the actors exceed the bound, on L1 or on an L2.
    static func check(_ entries: [DocumentNode.Entry], _ actors: [ActorSection], context: ReadingContext) {
        let nodes = Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
        var sums: [String: UInt256] = [:]
        for actor in actors {
            let fields = nodes[actor.name]?.entries ?? [:]
            if let amount = actor.l1, let node = fields["l1"] { add(amount, to: "L1", &sums, node, context) }
            for balance in actor.l2 {
                guard let node = fields["l2"]?.entries[balance.rollup] else { continue }
                let design = context.scope.rollupSections[balance.rollup]?.design
                if design?.ledger == .payments,
                    let refusal = LedgerAmount.genesis.refusal(of: balance.amount.wei, on: balance.rollup)
                {
                    context.report(.outOfRange, refusal, at: node.location)
                    continue
                }
                add(balance.amount, to: "the L2 of `\(balance.rollup)`", &sums, node, context)
            }
        }
    }

    private static func add(
        _ amount: Amount,
        to chain: String,
        _ sums: inout [String: UInt256],
        _ node: DocumentNode,
        _ context: ReadingContext
    ) {
        let sum = sums[chain] ?? .zero
        guard sum < limit else { return }
        let (next, overflow) = sum.addingReportingOverflow(amount.wei)
        sums[chain] = overflow ? limit : next
        guard overflow || next >= limit else { return }
        context.report(.outOfRange, "the actors hold 2^199 wei or more on \(chain)", at: node.location)
    }
}

extension DocumentNode {
    /// The values of a mapping by key; none for another node.
    fileprivate var entries: [String: DocumentNode] {
        guard case .mapping(let entries) = content else { return [:] }
        return Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}
