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
        files: ContractFiles = .none
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
            try ScenarioDocument(name: "small.yaml", bytes: Array((text + steps).utf8), files: files)
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
            files: files
        )
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        let text = TextReport(result, style: TextStyle(width: 200)).text
        #expect(text.components(separatedBy: "reverts with InsufficientBalance(available: 5, required: 10)").count == 3)
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
