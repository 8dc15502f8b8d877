import Foundation
import HostAccelerators
import Primitives
import RollupContracts
import Scenario
import Testing
import TextOutput

/// Contracts by name: what is deployed, called, asked and refused.
@Suite struct ContractStepTests {
    private static func run(
        _ steps: String,
        contracts: String = "token: {stock: erc20}",
        files: ContractFiles = .none,
        observation: ObservationDepth = .none
    ) throws -> ScenarioResult {
        let text = """
            format: rollupsim/1
            name: small
            actors: {alice: {l1: 10 ETH, l2: {nat: 2 ETH}}, bob: {l2: {nat: 1 ETH}}, operator: {l1: 10 ETH}}
            contracts:
              \(contracts)
            rollups:
              nat: {preset: native-reexec, advancer: operator, auto: off}
            defaults: {rollup: nat, by: alice}
            steps:

            """
        return ScenarioRun.run(
            try ScenarioDocument(name: "small.yaml", bytes: Array((text + steps).utf8), files: files),
            options: SimulationOptions(observation: observation)
        )
    }

    private static func expectPass(
        _ steps: String,
        contracts: String = "token: {stock: erc20}",
        files: ContractFiles = .none
    ) throws {
        let result = try run(steps, contracts: contracts, files: files)
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
    }

    @Test func contractOnL1AnswersAtOnce() throws {
        try Self.expectPass(
            """
              - deploy: {contract: token, on: l1, args: [Coin, CN, 6, 1000]}
                id: made
                assert:
                  - token.decimals() == 6
                  - token.balanceOf(alice) == 1000
                  - event(made, token, "Transfer").value == 1000
                  - l1.code_size(token) > 2000 B
              - call: {contract: token, function: transfer, args: [bob, 1]}
                id: t
                assert:
                  - result(t)
                  - event(t, token, "Transfer").sender == alice
                  - events(token, "Transfer").count == 2
                  - events(token, "Transfer").first.sender == 0x0000000000000000000000000000000000000000
                  - l1.storage(token, 6) == 1000
              - call: {contract: token, function: transfer, args: [bob, 1000]}
                id: bad
                expect: {revert: insufficient balance}
              - call: {contract: token, function: mint, args: {to: bob, amount: 5}}
                by: operator
                expect: {revert: not the minter}
            """
        )
    }

    @Test func oneContractStandsOnTwoChainsUnderTwoNames() throws {
        try Self.expectPass(
            """
              - deploy: {contract: token, on: l1, args: [Coin, CN, 6, 1000]}
                save: above
              - deploy: {contract: token, args: [Coin, CN, 6, 2000]}
                save: below
              - seal: {}
                assert:
                  - above.totalSupply() == 1000
                  - below.totalSupply() == 2000
                  - l2(nat).code_size(below) == l1.code_size(above)
            """
        )
    }

    @Test func expressionAboutAnUnsealedContractHasNoValue() throws {
        let result = try Self.run(
            """
              - deploy: {contract: token, args: [Coin, CN, 6, 1000]}
              - assert: token.totalSupply() == 1000
            """
        )
        #expect(TextReport(result).text.contains("`token` has no code on nat yet"))
        #expect(result.verdict.exitCode == 1)
    }

    @Test func failedDeploymentLeavesNoContractBehind() throws {
        let result = try Self.run(
            """
              - deploy: {contract: token, on: l1, args: [Coin, CN, 6, 1000], gas_limit: 200000}
                expect: {halt: OutOfGas}
              - call: {contract: token, function: transfer, args: [bob, 1]}
            """
        )
        #expect(result.verdict == .impossible("line 12: `token` has not been deployed"))
        #expect(result.verdict.exitCode == 2)
    }

    /// Init code that stores nothing and deploys `PUSH1 1 PUSH1 0 SSTORE`: a call sets slot 0.
    private static let setter = "0x6005600c60003960056000f36001600055"

    @Test func rawTransactionsCreateAndCallOnBothChains() throws {
        try Self.expectPass(
            """
              - l1_tx: {create: \(Self.setter)}
                id: c1
                assert: tx(c1).status == success
              - l1_tx: {create: "0xfe", gas_limit: 100000}
                expect: {halt: InvalidOpcode}
              - l1_tx: {to: bob, value: 1 ETH}
                assert: l1.balance(bob) == 1 ETH
              - l2_tx: {create: \(Self.setter)}
                id: c2
              - deploy: {contract: setter}
                save: s
              - seal: {}
                assert:
                  - tx(c2).status == success
                  - l2(nat).code_size(s) == 5 B
                  - l2(nat).storage(s, 0) == 0
              - l2_tx: {to: s}
              - seal: {}
                assert: l2(nat).storage(s, 0) == 1
            """,
            contracts: "setter: {code: \(Self.setter)}"
        )
    }

    /// `ADDRESS, SELFDESTRUCT` as init code: the ether that goes along is nobody's afterwards.
    @Test func etherThatAContractDestroysIsMissed() throws {
        let step = "  - l1_tx: {create: 0x30ff, value: 1 ETH}\n    expect: ok\n"
        let result = try Self.run(step)
        guard case .invariantViolated(let reason) = result.verdict else {
            Issue.record("\(result.verdict)")
            return
        }
        #expect(reason.contains("eth_conservation"))
        #expect(
            try Self.run(step, contracts: "token: {stock: erc20}\ninvariants: {eth_conservation: expect_violation}")
                .verdict == .passed
        )
    }

    @Test func accessListWarmsWhatItNames() throws {
        try Self.expectPass(
            """
              - deploy: {contract: setter, on: l1}
                save: s
              - l1_tx: {to: s}
                id: cold
              - deploy: {contract: setter, on: l1}
                save: again
              - l1_tx: {to: again, access_list: [{account: again, slots: [0]}]}
                id: warm
                assert:
                  - gas(cold) == 21000 + 2100 + 20000 + 6
                  - gas(warm) == gas(cold) - 2100 + 2400 + 1900
            """,
            contracts: "setter: {code: \(Self.setter)}"
        )
    }

    @Test(arguments: ["l1", "nat"])
    func delegationRunsTheCodeInTheAuthoritysName(_ chain: String) throws {
        let verb = chain == "l1" ? "l1_tx" : "l2_tx"
        let seal = chain == "l1" ? "" : "  - seal: {}\n"
        let state = chain == "l1" ? "l1" : "l2(nat)"
        try Self.expectPass(
            """
              - deploy: {contract: setter, on: \(chain)}
                save: s
            \(seal)  - \(verb): {to: bob, authorizations: [{authority: bob, delegate: s}]}
                id: t
            \(seal)  - assert:
                  - \(state).code_size(bob) == 23 B
                  - \(state).storage(bob, 0) == 1
                  - \(state).storage(s, 0) == 0
                  - \(state).nonce(bob) == 1
              - note: the sender's own delegation is signed for the nonce behind the transaction's
                \(verb): {to: bob, authorizations: [{authority: alice, delegate: s}, {authority: alice, delegate: bob}]}
            \(seal)  - assert:
                  - \(state).code_size(alice) == 23 B
              - note: a delegation for another chain is skipped
                \(verb): {to: bob, authorizations: [{authority: operator, delegate: s, chain_id: 999}]}
            \(seal)  - assert:
                  - \(state).code_size(operator) == 0 B
            """,
            contracts: "setter: {code: \(Self.setter)}"
        )
    }

    /// Reverts with `InsufficientBalance(5, 10)`.
    private static let picky = """
        {"abi":[{"type":"function","name":"pay","inputs":[],"outputs":[],"stateMutability":"nonpayable"},
        {"type":"error","name":"InsufficientBalance","inputs":[{"name":"available","type":"uint256"},
        {"name":"required","type":"uint256"}]}],
        "bytecode":{"object":"0x601a600c600039601a6000f363cf47918160e01b6000526005600452600a60245260446000fd"}}
        """

    @Test func customErrorIsExpectedByItsNameAndToldWithItsValues() throws {
        let files = ContractFiles(
            read: { path, _ in path == "out/P.json" ? .success(Array(Self.picky.utf8)) : .failure(.init("is not there"))
            },
            compile: { _ in .failure(.init("is not compiled")) }
        )
        let result = try Self.run(
            """
              - deploy: {contract: picky, on: l1}
              - call: {contract: picky, function: pay}
                expect: {revert: InsufficientBalance}
              - deploy: {contract: picky}
                save: below
              - call: {contract: below, function: pay}
                expect: {l2_failed: InsufficientBalance}
              - seal: {}
            """,
            contracts: "picky: {artifact: out/P.json}",
            files: files,
            observation: .calls
        )
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        let text = TextReport(result, style: TextStyle(width: 200)).text
        let told = "InsufficientBalance(available: 5, required: 10)"
        #expect(text.components(separatedBy: "reverts with " + told).count == 3)
        // Every report has the same words for it.
        let json = try ReportDocument(.run, [FileRecord(file: "a", result)]).text()
        #expect(json.components(separatedBy: "\"failure\" : \"\(told)\"").count == 3, "\(json)")
        let page = HTMLReport.text([("a", result)])
        #expect(page.components(separatedBy: "reverted: \(told)</span>").count >= 3)
        #expect(page.contains("[Revert] \(told)"))
        let table = try #require(TableFiles.tables([("a", result)]).first { $0.name == "transactions.csv" })
        #expect(table.text.contains(told))
    }

    /// A call of `mark` stores 1 at the caller's key of the mapping in slot 0, as Solidity places it.
    private static let marker = """
        {"abi":[{"type":"function","name":"mark","inputs":[],"outputs":[],"stateMutability":"nonpayable"}],
        "bytecode":{"object":"0x600c8060095f395ff3335f5260405f20600190550000"},
        "storageLayout":{"storage":[{"label":"marks","slot":"0","offset":0,"type":"t_m"}],
        "types":{"t_m":{"label":"mapping(address => uint256)"}}}}
        """

    @Test func slotsOfSolidityContractsHaveTheirNames() throws {
        let files = ContractFiles(
            read: { _, _ in .success(Array(Self.marker.utf8)) },
            compile: { _ in .failure(.init("is not compiled")) }
        )
        let result = try Self.run(
            """
              - deploy: {contract: marker, on: l1}
              - call: {contract: marker, function: mark}
            """,
            contracts: "marker: {artifact: M.json}",
            files: files,
            observation: .calls
        )
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        let page = HTMLReport.text([("a", result)])
        let cells = "</span></td><td class=\"number\">0</td><td class=\"number\">1</td>"
        #expect(page.contains("<td>marker on l1</td>") && page.contains("marks[alice]" + cells))
    }

    @Test func itemsOfListsAreCountedFromZero() throws {
        let steps = """
              - deploy: {contract: token, on: l1, args: [Coin, CN, 6, 1000]}
              - call: {contract: token, function: transfer, args: [bob, 1]}
                assert:
                  - events(token, "Transfer")[0].value == 1000
                  - events(token, "Transfer")[3 - 2].receiver == bob
                  - events(token, "Transfer")[events(token, "Transfer").count - 1].value == 1
                  - "[4, 5, 6][1] == 5"
            """
        try Self.expectPass(steps)
        for (place, reason) in [
            ("2", "there is no item [2]: the list goes from [0] to [1]"), ("-1", "there is no item [-1]"),
            ("1 / 2", "there is no item [0.5]"),
        ] {
            let result = try Self.run(steps + "\n  - assert: events(token, \"Transfer\")[\(place)].value == 1\n")
            guard case .failed(let problems) = result.verdict else {
                Issue.record("\(place): \(result.verdict)")
                continue
            }
            #expect(problems.count == 1 && problems[0].contains(reason), "\(problems)")
        }
    }

    @Test func itemsOfWhatIsNoListAreRefused() throws {
        for (expression, message) in [
            ("l1.head.number[0] == 1", "`[…]` needs a list, found a plain number"),
            ("[1, 2][1 ETH] == 1", "an item's place is a plain number, found an amount"),
            ("[1, 2][0 == 1", "expected `]`, found `==`"),
        ] {
            let text = ScenarioSamples.head + "  - assert: '\(expression)'\n"
            let refusal = try #require(ScenarioSamples.refusal(of: text), "\(expression)")
            #expect(refusal.rendered.contains(message), "\(refusal.rendered)")
        }
    }

    @Test func structsOfExpressionsAreListsOfTheirFields() throws {
        let steps = """
              - deploy: {contract: echo, on: l1}
                assert:
                  - echo.echo([])[0].amounts == [1]
            """
        let echo = "echo: {artifact: contracts/Echo.json}"
        guard case .failed(let problems) = try Self.run(steps, contracts: echo, files: ScenarioFolder.files).verdict
        else {
            Issue.record("an empty list has an item")
            return
        }
        #expect(problems[0].contains("the list is empty"), "\(problems)")
        try Self.expectPass(
            """
              - deploy: {contract: echo, on: l1}
                assert:
                  - echo.echo([[alice, [1, 2]], [bob, [3]]])[1].to == bob
                  - echo.echo([[alice, [1 wei, 2]]])[0].amounts == [1, 2]
            """,
            contracts: echo,
            files: ScenarioFolder.files
        )
        let wrong = #expect(throws: ScenarioError.self) {
            try Self.run(
                "  - deploy: {contract: echo, on: l1}\n    assert: echo.echo([[alice]])[0].to == bob\n",
                contracts: echo,
                files: ScenarioFolder.files
            )
        }
        #expect(wrong?.rendered.contains("write `[to, amounts]`") == true, "\(wrong?.rendered ?? "")")
    }

    @Test func sourceIsCompiledByWhoeverReadsTheFile() throws {
        let compiled = StockContract.erc20.artifact
        let files = ContractFiles(
            read: { _, _ in .failure(.init("is not there")) },
            compile: { $0 == "Coin.vy" ? .success(Array(compiled.utf8)) : .failure(.init("is not there")) }
        )
        try Self.expectPass(
            "  - deploy: {contract: coin, on: l1, args: [A, B, 1, 2]}\n    assert: coin.totalSupply() == 2",
            contracts: "coin: {vyper: Coin.vy}",
            files: files
        )
    }

    @Test(arguments: ["../x.json", "/etc/passwd", "a/../b.json", "./a.json", "a//b.json", ""])
    func pathOutsideTheFolderIsNeverRead(_ path: String) throws {
        let files = ContractFiles(
            read: { path, _ in
                Issue.record("\(path) is read")
                return .failure(.init(""))
            },
            compile: { path in
                Issue.record("\(path) is compiled")
                return .failure(.init(""))
            }
        )
        for key in ["artifact", "vyper"] {
            #expect(throws: ScenarioError.self) {
                try Self.run("  - l1_mine: 1blk\n", contracts: "c: {\(key): '\(path)'}", files: files)
            }
        }
    }

    @Test func hostileNamesInAnArtifactAreRefusedWithoutRepeatingThem() throws {
        let files = ContractFiles(
            read: { _, _ in .success(Array(#"{"abi":[{"type":"function","name":"\u001b[31m"}],"bytecode":"00"}"#.utf8))
            },
            compile: { _ in .failure(.init("is not compiled")) }
        )
        let error = #expect(throws: ScenarioError.self) {
            try Self.run("  - l1_mine: 1blk\n", contracts: "c: {artifact: x.json}", files: files)
        }
        #expect(error?.rendered.contains("\u{1b}") == false)
        #expect(error?.diagnostics.map(\.code) == [.invalidArtifact])
    }

    @Test func outputThatIsNotWhatTheABISaysIsRefused() throws {
        // Answers its own calldata: the selector and a word, which are no canonical encoding of one number.
        let echo = "0x600a600c600039600a6000f3366000600037366000f3"
        let abi = #"""
            {"abi":[{"type":"function","name":"echo","stateMutability":"view","inputs":[{"name":"a","type":"uint256"}],
            "outputs":[{"name":"b","type":"uint256"}]}],"bytecode":"\#(echo)"}
            """#
        let files = ContractFiles(
            read: { _, _ in .success(Array(abi.utf8)) },
            compile: { _ in .failure(.init("is not compiled")) }
        )
        let result = try Self.run(
            "  - deploy: {contract: echo, on: l1}\n    assert: echo.echo(7) == 7",
            contracts: "echo: {artifact: x.json}",
            files: files
        )
        #expect(TextReport(result).text.contains("`echo` has returned what its ABI does not say"))
    }
}
