import HostAccelerators
import Scenario
import TestSupport
import Testing

/// Scenarios of every verb at the ends of what the language lets a file say: no file ends with exit code 3.
@Suite struct ExtremeFuzzTests {
    /// A random file, step by step.
    private struct Author {
        private var random: SplitMix64
        private var sealed: [String] = []
        private var saved: [String] = []
        private var contracts: [String] = []
        private var count = 0

        init(seed: UInt64) { random = SplitMix64(seed: seed) }

        mutating func pick(_ values: [String]) -> String { values[Int(random.next() % UInt64(values.count))] }

        private static let amounts = ["0 wei", "1 wei", "0.1 ETH", "5 ETH", "\(UInt64.max) wei", "1000000000000 ETH"]
        private static let gas = ["0", "21000", "60000", "16M", "900M", "1000000M"]
        private static let accounts = ["alice", "bob", "nat", "twin", "\"0x0000000000000000000000000000000000000101\""]

        mutating func head() -> String {
            """
            format: rollupsim/1
            name: extreme
            limits: {blocks: 400blk, gas: 3000M}
            l1:
              preset: \(pick(["cancun", "prague", "osaka", "osaka"]))
              gas_limit: \(pick(["60M", "1000M", "1000000M"]))
              slot: \(pick(["1s", "12s", "36525d"]))
              base_fee: \(pick(["0 wei", "7 wei", "1 gwei", "1 ETH"]))
            actors:
              alice: {l1: \(pick(["50 ETH", "100000000000000000000000 ETH"])), l2: {nat: 2 ETH, twin: 9 ETH}}
              bob: {l2: {nat: 1000000000000000000000 ETH}}
              operator: {l1: 1000000000000 ETH}
            contracts:
              token: {stock: erc20}
              greeter: {stock: greeter}
              invalid: {code: 0xfe}
              looping: {code: 0x6005600c60003960056000f35b600056}
            rollups:
              nat: {preset: native-reexec, advancer: operator, auto: off, l2_gas_limit: \(pick(["5M", "60M", "900000M"]))}
              twin:
                preset: native-reexec
                advancer: operator
                auto: off
                chain_id: \(pick(["1", "18446744073709551615"]))
                gas_rule: \(pick(["v6", "gas_used", "flat"]))
                requests_policy: \(pick(["accept_any", "must_be_empty"]))
            steps:

            """
        }

        /// A step without its expectation, and what it leaves behind when it is done.
        mutating func step() -> String {
            count += 1
            let rollup = pick(["nat", "twin"])
            let by = "    by: \(pick(["alice", "bob", "operator"]))\n"
            let (amount, gas, account) = (pick(Self.amounts), pick(Self.gas), pick(Self.accounts))
            switch random.next() % 17 {
            case 0: return "  - deposit: {to: \(rollup), amount: \(amount), recipient: \(account), fee: 1 wei}\n\(by)"
            case 1: return "  - l1_tx: {to: \(account), value: \(amount), data: \(bytes()), gas_limit: \(gas)}\n\(by)"
            case 2: return "  - l1_tx: {create: \(bytes())}\n\(by)"
            case 3:
                saved.append("w\(count)")
                return "  - l2_tx: {rollup: \(rollup), withdraw: \(amount)}\n\(by)    save: w\(count)\n"
            case 4:
                let what = pick([
                    "to: \(account), value: \(amount), data: \(bytes()), gas_limit: \(gas)", "burn_gas: \(gas)",
                    "request: withdrawal", "request: consolidation", "create: \(bytes())",
                    "to: \(account), authorizations: [{authority: bob, delegate: \(account), chain_id: 0}]",
                ])
                return "  - l2_tx: {rollup: \(rollup), \(what)}\n\(by)    repeat: \(pick(["1", "1", "2", "90"]))\n"
            case 5, 6, 7:
                sealed.append("s\(count)")
                return "  - seal: {rollup: \(rollup), include_l1_messages: \(pick(["all", "none", "1000000"]))}\n"
                    + "    id: s\(count)\n"
            case 8 where !sealed.isEmpty, 9 where !sealed.isEmpty:
                let block = pick(sealed)
                let change = pick([
                    "", "", ", gas: \(gas)", ", pad_witness: 1 MiB", ", into: block", ", tamper: {\(tampering())}",
                    ", into: block, tamper: {\(tampering()), block_hash: flip_bit}",
                ])
                return "  - advance: {rollup: \(rollup), block: \(block)\(change)}\n"
            case 10 where !saved.isEmpty: return "  - claim: {rollup: \(rollup), withdrawal: \(pick(saved))}\n\(by)"
            case 11:
                contracts.append("c\(count)")
                let code = pick([
                    "token, args: [A, B, 18, 1000 ETH]", "greeter, args: [nat, true]", "invalid", "looping",
                ])
                let place = pick(["l1", "nat", "twin"])
                return "  - deploy: {contract: \(code), on: \(place), gas_limit: \(pick(["3M", gas]))}\n\(by)"
                    + "    save: c\(count)\n"
            case 12 where !contracts.isEmpty:
                let call = pick(["transfer, args: [bob, \(amount)]", "greet, args: [hello]"])
                return "  - call: {contract: \(pick(contracts)), function: \(call), gas_limit: \(gas)}\n\(by)"
            case 13:
                let way = pick(["from: l1, to: \(rollup)", "from: \(rollup), to: l1"])
                return "  - send_message: {\(way), receiver: \(account), value: \(amount), fee: 1 wei}\n\(by)"
            case 14:
                let load = pick(["blocks: 1, rate: 3", "blocks: 2, rate: 40"])
                return
                    "  - activity: {rollup: \(rollup), \(load), senders: [alice, bob], settle: \(pick(["true", "false"]))}\n"
            case 15: return "  - advance_time: \(pick(["1s", "2h", "36525d"]))\n    repeat: \(pick(["1", "10000"]))\n"
            default: return "  - l1_mine: \(pick(["1blk", "300blk"]))\n"
            }
        }

        /// Bytes that are data, code or both.
        private mutating func bytes() -> String {
            let loop = "0x5b600056"
            // Calls precompile 5 (MODEXP) with operands of 2^62 bytes each.
            let power =
                "0x6740000000000000006000526740000000000000006020526740000000000000006040526000600060606000600060055af1"
            return pick([
                "0x", "0xfe", loop, power, "0x" + String(repeating: "ff", count: 60_000), "0x5f5ff3", "0x5f5ffd",
            ])
        }

        private mutating func tampering() -> String {
            pick([
                "timestamp: 0", "timestamp: \(UInt64.max)", "block_number: \(UInt64.max)", "gas_limit: \(UInt64.max)",
                "gas_used: \(UInt64.max)", "base_fee: 0", "excess_blob_gas: \(UInt64.max)", "extra_data: 0x",
                "state_root: flip_bit", "transactions: drop_last", "transactions: add_blob_transaction",
                "witness: drop_last", "requests: add_withdrawal_request", "chain_id: 0", "logs_bloom: flip_bit",
                "withdrawals: {to: bob, amount: 1 gwei}", "parent_hash: flip_bit", "parent_beacon_block_root: flip_bit",
            ])
        }
    }

    /// Runs a file; nil when it is no scenario.
    private static func run(_ text: String) -> ScenarioResult? {
        guard let document = try? ScenarioDocument(name: "extreme.yaml", bytes: Array(text.utf8)) else { return nil }
        return ScenarioRun.run(document, options: SimulationOptions(observation: .calls))
    }

    @Test(arguments: 0..<32)
    func noFileReachesAnInternalError(seed: UInt64) {
        var author = Author(seed: seed)
        var kept = author.head()
        var keptCount = 0
        for _ in 0..<14 {
            var step = author.step()
            guard var result = Self.run(kept + step) else { continue }
            // A failure that the author expects does not end the run, so that what comes after it is reached too.
            if case .failed = result.verdict, let failed = result.timeline.last, !failed.effect.problems.isEmpty,
                let layer = failed.effect.outcome.failures.keys.min(by: { $0.rawValue < $1.rawValue })
            {
                step += "    expect: {\(layer.rawValue): any}\n"
                result = Self.run(kept + step) ?? result
            }
            if case .fault(let reason) = result.verdict { Issue.record("seed \(seed): \(reason):\n\(kept)\(step)") }
            #expect(result.verdict.exitCode != 3)
            guard result.timeline.last?.effect.problems.isEmpty == true, result.verdict.exitCode < 2 else { continue }
            kept += step
            keptCount += 1
        }
        // A head that refuses everything would test nothing.
        #expect(keptCount >= 2, "seed \(seed): \(kept)")
    }
}
