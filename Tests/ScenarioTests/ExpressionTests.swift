import Primitives
import Scenario
import Testing

@Suite struct ExpressionTests {
    private static let ether = UInt256(1_000_000_000_000_000_000)

    private static func environment() -> StubEnvironment {
        var environment = StubEnvironment()
        environment.balances = [
            .l1: [.actor("alice"): UInt256(7_400_000_000_000_000_000), .address(Address(0x0101)): UInt256(5)],
            .l2("nat"): [.actor("bob"): ether],
        ]
        environment.fees = [.l1: [.actor("alice"): UInt256(100_000_000_000_000_000)]]
        environment.transactions = [
            "dep": TransactionFacts(
                status: .success,
                gasUsed: 21_000,
                gasLimit: 30_000,
                fee: UInt256(21_000),
                blockNumber: 2
            ),
            "adv": TransactionFacts(
                status: .reverted,
                gasUsed: 15_100_000,
                gasLimit: 16_000_000,
                fee: UInt256(9),
                blockNumber: 3
            ),
        ]
        environment.executions = ["adv": ExecutionFacts(gasCharge: 21_000, workGas: 12_600_000, inputByteCount: 49_152)]
        let root = Bytes32(UInt256(0xabc))
        environment.blocks = [
            .sealed(step: "b1"): BlockFacts(
                number: 1,
                timestamp: 1_800_000_012,
                gasLimit: 15_000_000,
                gasUsed: 12_600_000,
                baseFee: UInt256(1_000_000_000),
                transactionCount: 3,
                hash: root,
                stateRoot: root
            ),
            .head(.l1): BlockFacts(
                number: 9,
                timestamp: 1_800_000_108,
                gasLimit: 60_000_000,
                gasUsed: 0,
                baseFee: UInt256(7),
                transactionCount: 0,
                hash: .zero,
                stateRoot: .zero
            ),
        ]
        environment.heads = ["nat": SettledHeadFacts(number: 1, hash: root, stateRoot: root)]
        environment.escrows = ["nat": UInt256(2_500_000_000_000_000_000)]
        environment.now = 90_000
        environment.stepTimes = ["dep": 3_600]
        environment.latencies = ["w": 120]
        return environment
    }

    @Test(arguments: [
        "l1.balance(alice) == 7.4 ETH", "l1.balance(alice) != 7.4 gwei", "l2(nat).balance(bob) >= 1 ETH",
        "l1.balance(0x0000000000000000000000000000000000000101) == 5 wei", "l1.nonce(alice) == 4",
        "escrow(nat) == 2.5 ETH", "escrow(nat) - 1 ETH * 2 == 500000000 gwei",
        "gas(dep) == 21000", "gas(dep) == 21k", "gas(dep) + 9 < 21010", "fee(dep) == 21000 wei", "21k == gas(dep)",
        "tx(dep).status == success", "success == tx(dep).status", "tx(adv).status in [reverted, halted]",
        "tx(adv).status not in [success, pending]", "not tx(adv).status == success", "tx(adv).block_number == 3",
        "execute(adv).work_gas / execute(adv).gas_charge > 100", "execute(adv).work_gas / gas(dep) == 600",
        "execute(adv).input_size == 48 KiB", "nat.head.number == block(b1).number", "nat.head.hash == block(b1).hash",
        "nat.head.state_root == 0x0000000000000000000000000000000000000000000000000000000000000abc",
        "block(b1).base_fee == 1 gwei", "block(b1).transactions == 3", "l1.head.number - 8 == 1",
        "elapsed() == 25h", "time_since(dep) == 1d", "latency(w) <= 2m", "latency(w) / 2 == 1m",
        "events(nat, \"L2MessageClaimed\").count == 0", "max(gas(dep), 20k, 3M) == 3M", "min(3, 1, 2) == 1",
        "sum(1 ETH, 2 wei) > 1 ETH",
        "l1.balance(alice) == 7.5 ETH ± gas", "l1.balance(alice) == 7.3 ETH ± gas", "gas(dep) == 20k ± 1000",
        "gas(dep) == 20k ≈ 5%", "gas(dep) == 22105 ≈ 5%", "1 / 3 + 1 / 3 + 1 / 3 == 1", "50% * 4 == 2", "-3 + 5 == 2",
        "2 + 3 * 4 == 14", "(2 + 3) * 4 == 20", "7 - 2 - 1 == 4", "12 / 2 / 3 == 2", "true or false and false",
        "not false and true", "3 in [1, 2, 3]", "\"a\\\"b\" == \"a\\\"b\"", "[1, 2] == [1, 2]",
    ])
    func holds(_ text: String) throws {
        let expression = try #require(try ScenarioSamples.expressions([text]).first)
        let result = expression.assertion(in: Self.environment())
        #expect(result.holds, "\(result.explanation)")
    }

    @Test(arguments: [
        ("l1.balance(alice) == 7.5 ETH", "l1.balance(alice) is 7.4 ETH"),
        (
            "l1.balance(alice) == 7.6 ETH ± gas",
            "l1.balance(alice) is 7.4 ETH, apart by 0.2 ETH where 0.1 ETH is allowed"
        ),
        ("gas(dep) == 20k ≈ 4.9%", "gas(dep) is 21000 gas, apart by 1000 gas where 980 gas is allowed"),
        ("gas(dep) > 1 and tx(adv).status == success", "tx(adv).status is reverted"),
        ("nat.head.number > l1.head.number", "nat.head.number is 1, l1.head.number is 9"),
        ("latency(w) > 1h or elapsed() < 1d", "elapsed() is 1d 1h"),
        ("not gas(dep) / 8 == 2625", "gas(dep) / 8 is 2625 gas"),
        ("execute(adv).input_size < 1 KiB", "execute(adv).input_size is 48 KiB"),
        ("l2(nat).balance(alice) == 0 ETH", "there is no balance"),
        ("1 / (1 - 1) == 0", "division by zero"),
        ("gas(dep) / 9 > 3k", "gas(dep) / 9 is ≈ 2333.333333 gas"),
    ])
    func failureSaysWhatTheSidesWere(text: String, explanation: String) throws {
        let expression = try #require(try ScenarioSamples.expressions([text]).first)
        let result = expression.assertion(in: Self.environment())
        #expect(!result.holds)
        #expect(result.explanation == explanation)
    }

    @Test func decisionsDoNotAskForMoreThanTheyNeed() throws {
        let texts = ["false and 1 / 0 == 1", "true or 1 / 0 == 1"]
        let values = try ScenarioSamples.expressions(texts).map { try $0.value(in: StubEnvironment()) }
        #expect(values == [.bool(false), .bool(true)])
    }

    @Test(arguments: [
        ("7.5 ETH", "7.5 ETH"), ("1 wei", "1 wei"), ("1500000 wei", "0.0015 gwei"), ("0 ETH", "0 ETH"),
        ("90m", "1h 30m"),
        ("36h", "1d 12h"), ("3.5d", "3d 12h"), ("-61s", "-1m 1s"), ("1s", "1s"), ("0.5s", "0.5s"),
        ("15M", "15000000 gas"), ("2048 KiB", "2 MiB"),
        ("1 B", "1 B"), ("256blk", "256blk"), ("25%", "0.25"), ("1 / 3", "≈ 0.333333"), ("-1 ETH", "-1 ETH"),
        ("-0.5", "-0.5"),
    ])
    func valuesArePrintedInTheUnitOfAPerson(text: String, printed: String) throws {
        let expression = try #require(try ScenarioSamples.expressions([text]).first)
        #expect(try expression.value(in: StubEnvironment()).description == printed)
    }
}
