import Foundation
import Primitives
import RollupActors
import Scenario
import Testing

@Suite("Scenarios on a ledger of payments")
struct PaymentsScenarioTests {
    private static let head = """
        format: rollupsim/1
        name: x
        actors: {alice: {l1: 10 ETH, l2: {pay: 2 ETH}}, bob: {}, operator: {l1: 10 ETH}}
        rollups: {pay: {preset: contract-groth16, advancer: operator, auto: off}}
        contracts: {token: {stock: erc20}}
        defaults: {rollup: pay}
        steps:

        """

    private static func document(_ steps: String) throws -> ScenarioDocument {
        try ScenarioDocument(name: "x.yaml", bytes: Array((head + steps + "\n").utf8))
    }

    private static func run(_ document: ScenarioDocument) -> ScenarioResult {
        ScenarioRun.run(document, options: SimulationOptions(batchProofs: SimulatedBatchProofs()))
    }

    @Test("Under both presets the same scenario passes with the same balances, at other costs")
    func sameRollupTwoWays() throws {
        let matrix = try #require(try ScenarioFolder.document("same-rollup-two-ways.yaml").matrix)
        let results = matrix.variants.map { Self.run($0.document) }
        #expect(results.count == 2)
        for result in results { #expect(result.verdict == .passed, "\(TextReport(result).text)") }
        let gas = results.map { result in
            result.timeline.filter { $0.verb == "advance" }.compactMap(\.gasUsed)
        }
        #expect(gas[0].count == 2 && gas[1].count == 2)
        for index in 0..<2 { #expect(gas[0][index] > 15_000_000 && gas[1][index] < 2_000_000, "\(gas)") }
    }

    @Test(
        "A verb that the ledger does not know is refused where it stands",
        arguments: [
            ("deploy: {contract: token, on: pay, args: [A, B, 18, 1]}", "deploy"),
            ("send_message: {from: l1, to: pay, receiver: bob}", "send_message"),
            ("send_message: {from: pay, to: l1, receiver: bob}", "send_message"),
            ("send_message: {to: pay, receiver: bob, data: 0x01}", "send_message"),
            ("send_message: {from: l1, receiver: pay, function: f}", "send_message"),
            ("activity: {rollup: pay, blocks: 1, rate: 1, senders: [alice]}", "activity"),
        ]
    )
    func foreignVerbs(_ step: String, _ verb: String) throws {
        let by = verb == "activity" ? "" : "\n    by: alice"
        let error = try #require(throws: ScenarioError.self) { try Self.document("  - \(step)\(by)") }
        let refusal = "x.yaml:8:5: error: `\(verb)` means nothing to `pay`, whose preset is contract-groth16"
        #expect(error.rendered.contains(refusal), "\(error.rendered)")
        let verbs = "its verbs are deposit, l2_tx, seal, advance, forge_batch, claim"
        #expect(error.rendered.contains(verbs), "\(error.rendered)")
    }

    @Test(
        "A key that the ledger does not know is refused where it stands",
        arguments: [
            ("deposit: {amount: 1 ETH, fee: 0.1 ETH}", "`fee` means nothing to `pay`"),
            ("deposit: {amount: 1 ETH, recipient: 0x0000000000000000000000000000000000000001}", "only actors have"),
            ("l2_tx: {to: bob, value: 1 ETH, data: 0x01}", "`data` means nothing to `pay`"),
            ("l2_tx: {to: bob, value: 1 ETH, gas_limit: 1M}", "`gas_limit` means nothing to `pay`"),
            ("l2_tx: {burn_gas: 1M}", "`burn_gas` means nothing to `pay`"),
            ("l2_tx: {to: bob}", "a payment has an amount"),
            ("l2_tx: {to: 0x0000000000000000000000000000000000000001, value: 1 ETH}", "only actors have accounts"),
            ("l2_tx: {withdraw: 1 ETH, to: bob}", "pays withdrawals to whom the account is of"),
        ]
    )
    func foreignKeys(_ step: String, _ refusal: String) throws {
        let error = try #require(throws: ScenarioError.self, "\(step)") {
            try Self.document("  - \(step)\n    by: alice")
        }
        #expect(error.rendered.contains(refusal), "\(error.rendered)")
        #expect(error.rendered.contains("x.yaml:8:"), "\(error.rendered)")
    }

    @Test(
        "What the ledger has not cannot be asked",
        arguments: [
            "l2(pay).head.number == 0", "l2(pay).code_size(alice) == 0 B", "l2(pay).storage(alice, 0) == 0",
            "block(b1).number == 1", "events(pay, \"BlockAdded\").count == 0",
        ]
    )
    func foreignFunctions(_ expression: String) throws {
        let error = try #require(throws: ScenarioError.self, "\(expression)") {
            try Self.document("  - {seal: {}, id: b1}\n  - assert: \(expression)")
        }
        #expect(
            error.rendered.contains("means nothing to `pay`") || error.rendered.contains("has no event"),
            "\(error.rendered)"
        )
    }

    @Test("Keys of rollups on EVM chains are refused, and a batch has bounds")
    func rollupKeys() throws {
        for (key, refusal) in [
            ("l2_gas_limit: 15M", "is for the presets native-reexec, native-proof, optimistic and zk-dispute-game"),
            ("chain_id: 5", "is for the presets native-reexec, native-proof, optimistic and zk-dispute-game"),
            ("challenge_window: 1d", "is for the preset optimistic"), ("batch: 0", "`batch` is between 1 and 16"),
            ("batch: 17", "`batch` is between 1 and 16"),
        ] {
            let text = """
                format: rollupsim/1
                name: x
                rollups: {pay: {preset: contract-groth16, auto: off, \(key)}}
                steps: []
                """
            let error = try #require(throws: ScenarioError.self) {
                try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8))
            }
            #expect(error.rendered.contains("x.yaml:3:") && error.rendered.contains(refusal), "\(error.rendered)")
        }
    }

    @Test(
        "An amount that the ledger has no room for is refused where it stands, in wei and in ether",
        arguments: [
            ("deposit: {amount: 1208926 ETH}", "8:23", "a deposit into `pay` is at least 1 wei and below 2^80 wei"),
            ("deposit: {amount: 0 ETH}", "8:23", "which is 1208925.819614629174706176 ETH"),
            ("l2_tx: {to: bob, value: 309485010 ETH}", "8:29", "a payment on `pay` is below 2^88 wei"),
            ("l2_tx: {withdraw: 309485010 ETH}", "8:23", "which is 309485009.821345068724781056 ETH"),
        ]
    )
    func amounts(_ step: String, _ place: String, _ refusal: String) throws {
        let error = try #require(throws: ScenarioError.self, "\(step)") {
            try Self.document("  - \(step)\n    by: alice")
        }
        #expect(error.rendered.contains("x.yaml:\(place): error: "), "\(error.rendered)")
        #expect(error.rendered.contains(refusal) && error.rendered.contains("add `expect: {re"), "\(error.rendered)")
    }

    @Test("The greatest amounts that there is room for are taken, and those beyond are refused by the chain")
    func boundsOfAmounts() throws {
        let text = Self.head.replacing("l1: 10 ETH, l2: {pay: 2 ETH}", with: "l1: 3M ETH, l2: {pay: 400M ETH}")
            .replacing("3M", with: "3000000").replacing("400M", with: "400000000")
        let steps = """
              - {deposit: {amount: 1208925819614629174706175 wei}, by: alice}
              - {deposit: {amount: 1208925819614629174706176 wei}, by: alice, expect: {revert: amount out of range}}
              - {l2_tx: {to: bob, value: 309485009821345068724781055 wei}, by: alice}
              - {l2_tx: {to: bob, value: 309485009821345068724781056 wei}, by: alice, expect: {reject: AmountTooLarge}}
              - {seal: {}, assert: l2(pay).balance(bob) == 309485009821345068724781055 wei}
              - {deposit: {amount: 0 ETH}, by: alice, expect: {revert: proof refused}}

            """
        let result = Self.run(try ScenarioDocument(name: "x.yaml", bytes: Array((text + steps).utf8)))
        // What a step says of its own mistake names the bounds too.
        let expected = """
            line 13: expected {revert: proof refused}, got {revert: amount out of range}: a deposit into `pay` is at least 1 \
            wei and below 2^80 wei, which is 1208925.819614629174706176 ETH
            """
        #expect(result.verdict == .failed([expected]), "\(TextReport(result).text)")
    }

    @Test("Ether beyond 2^100 wei cannot be there from the beginning")
    func genesisEther() throws {
        for (amount, isTaken) in [(UInt256(1) << 100 &- .one, true), (UInt256(1) << 100, false)] {
            let text = Self.head.replacing("l2: {pay: 2 ETH}", with: "l2: {pay: \(amount) wei}") + "  - seal: {}\n"
            guard !isTaken else {
                let result = Self.run(try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8)))
                #expect(result.verdict == .passed, "\(TextReport(result).text)")
                continue
            }
            let error = try #require(throws: ScenarioError.self) {
                try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8))
            }
            let refusal = """
                x.yaml:3:40: error: what an account of `pay` begins with is below 2^100 wei, which is \
                1267650600228.229401496703205376 ETH
                """
            #expect(error.rendered.contains(refusal) && error.rendered.contains("^"), "\(error.rendered)")
        }
    }

    @Test("Deposits that a batch has no places for are counted")
    func waitingDeposits() throws {
        let deposit = "  - {deposit: {amount: 1 ETH}, by: alice, repeat: 5}\n"
        let result = Self.run(
            try Self.document(
                deposit + "  - seal: {}\n  - seal: {}\n  - seal: {include_l1_messages: none}\n  - seal: {}"
            )
        )
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        let remarks = result.timeline.filter { $0.verb == "seal" }.map { $0.effect.details.map(\.description) }
        let ends = remarks.map { $0.first { $0.contains("for a later batch") } }
        #expect(
            ends == [
                "3 paid-in amounts wait for a later batch: a batch takes 2 at most",
                "1 paid-in amount waits for a later batch: a batch takes 2 at most",
                "1 paid-in amount waits for a later batch: a batch takes 2 at most", nil,
            ]
        )
    }

    @Test("Batches have a lane of their own on the page")
    func lane() throws {
        let result = Self.run(try Self.document("  - seal: {}"))
        let page = HTMLReport.text([("x.yaml", result)])
        #expect(page.contains(">pay: L2 batches</text>") && !page.contains(">in no block</text>"))
    }

    @Test("A batch that is settled out of its turn is told so")
    func turns() throws {
        let begin = """
              - {deposit: {amount: 1 ETH}, by: alice, repeat: 3}
              - {seal: {}, id: b1}
              - {seal: {}, id: b2}

            """
        for (steps, reason) in [
            (
                "  - advance: {block: b2}",
                "got {revert: wrong data}: L1's next is batch 1: batches are settled in the order in which they were sealed"
            ),
            (
                "  - advance: {block: b1}\n  - advance: {block: b1}",
                "got {revert: too many deposits}: batch 1 is settled already; L1's next is batch 2"
            ),
        ] {
            let result = Self.run(try Self.document(begin + steps))
            guard case .failed(let reasons) = result.verdict else {
                Issue.record("\(result.verdict)")
                continue
            }
            #expect(reasons.count == 1 && reasons[0].hasSuffix(reason), "\(reasons)")
            #expect(TextReport(result).text.contains("of pay out of its turn"))
        }
    }

    @Test("A damaged proof is refused, its data are taken back, and the batch settles afterwards")
    func damagedProof() throws {
        let result = Self.run(
            try Self.document(
                """
                  - {l2_tx: {to: bob, value: 1 ETH}, by: alice}
                  - {seal: {}, id: b1}
                  - advance: {block: b1, proof: flip_bit}
                    expect: {revert: proof refused}
                    assert:
                      - pay.head.number == 0
                      - events(pay, "BatchesReverted").count == 1
                  - advance: {block: b1}
                    assert:
                      - pay.head.number == 1
                      - l2(pay).balance(bob) == 1 ETH
                """
            )
        )
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
    }

    @Test("A ledger in blobs is settled and derived anew; a blob that does not come is missed by L1's pool")
    func inBlobs() throws {
        let steps = """
              - {l2_tx: {to: bob, value: 1 ETH}, by: alice}
              - {seal: {}, id: b1}
              - {advance: {block: b1, blobs: missing}, expect: {reject: BlobSidecarMissing}}
              - {advance: {block: b1}, id: a, assert: tx(a).blob_gas == 131072}
              - {rebuild: {rollup: pay}, assert: ["pay.head.number == 1", "l2(pay).balance(bob) == 1 ETH"]}
            """
        let text = (Self.head + steps + "\n").replacingOccurrences(
            of: "contract-groth16,",
            with: "contract-groth16, da: blob,"
        )
        let result = Self.run(try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8)))
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        let error = try #require(throws: ScenarioError.self) {
            try Self.document("  - {seal: {}, id: b1}\n  - advance: {block: b1, blobs: missing}")
        }
        #expect(error.rendered.contains("`blobs` means nothing to `pay`, whose blocks are in calldata"))
    }

    @Test("A batch out of its turn is refused, and so is a withdrawal that is not there")
    func order() throws {
        let result = Self.run(
            try Self.document(
                """
                  - {l2_tx: {withdraw: 1 ETH}, by: alice, save: w}
                  - {claim: {withdrawal: w}, by: alice, expect: {reject: WithdrawalNotSealed}}
                  - {seal: {}, id: b1}
                  - {l2_tx: {to: bob, value: 1 ETH}, by: alice}
                  - {seal: {}, id: b2}
                  - {advance: {block: b2}, expect: {revert: proof refused}}
                  - {advance: {block: b1}}
                  - {advance: {block: b2}}
                  - {claim: {withdrawal: w}, by: operator, assert: pay.head.number == 2}
                """
            )
        )
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        let text = TextReport(result).text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.contains("the proofs are of a circuit of payments, not of the EVM"))
        #expect(text.contains("simulated proof"))
    }

    @Test("Empty batches change no turn, so that numbers stay those of the contract")
    func emptyBatches() throws {
        let result = Self.run(
            try Self.document(
                """
                  - {seal: {}, id: b1}
                  - {seal: {}, id: b2}
                  - {advance: {block: b2}, id: early, expect: {reject: BatchOutOfTurn}}
                  - {advance: {block: b1}}
                  - {advance: {block: b1}, expect: {reject: BatchOutOfTurn}, assert: pay.head.number == 1}
                  - {l2_tx: {withdraw: 1 ETH}, by: alice, save: w}
                  - {seal: {}, id: b3}
                  - {advance: {block: b3}, expect: {reject: BatchOutOfTurn}, assert: pay.head.number == 1}
                  - {advance: {block: b2}, assert: gas(early) == 0}
                  - {advance: {block: b3}, assert: pay.head.number == 3}
                  - {claim: {withdrawal: w}, by: alice}
                  - {rebuild: {}}
                """
            )
        )
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
    }

    @Test("A proof that does not come means nothing where it is calldata, and the message says what does")
    func missingProof() throws {
        let error = try #require(throws: ScenarioError.self) {
            try Self.document("  - {seal: {}, id: b1}\n  - {advance: {block: b1, proof: missing}}")
        }
        #expect(
            error.rendered.contains("x.yaml:9:34: error: `proof: missing` means nothing to `pay`"),
            "\(error.rendered)"
        )
        #expect(error.rendered.contains("`proof: flip_bit` damages it"), "\(error.rendered)")
    }

    @Test("A refused transaction is named with its place among the three, and what was sent before it has been paid")
    func refusedAmongThree() throws {
        let poor = Self.head.replacing("operator: {l1: 10 ETH}", with: "operator: {l1: 0.001 ETH}")
        let steps = """
              - {seal: {}, id: b1}
              - {advance: {block: b1}, id: a, expect: {reject: InsufficientFunds}}
              - assert: tx(a).status == rejected
              - assert: gas(a) > 50000

            """
        let result = Self.run(try ScenarioDocument(name: "x.yaml", bytes: Array((poor + steps).utf8)))
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        let text = TextReport(result).text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
            text.contains(
                "the second of three transactions (proof) ends in {reject: InsufficientFunds}, and what was sent before "
                    + "it is paid for"
            ),
            "\(text)"
        )
    }

    @Test("A switch that removes a check is refused where it removes nothing, and twice")
    func unsafeSwitches() throws {
        let switches = UnsafeSwitch.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        for (rollup, place, refusal) in [
            ("preset: native-reexec, unsafe: [gamma_equals_delta]", "47", "means nothing to the preset native-reexec"),
            ("preset: native-proof, unsafe: [gamma_equals_delta]", "46", "means nothing to the preset native-proof"),
            ("preset: optimistic, unsafe: [gamma_equals_delta]", "44", "means nothing to the preset optimistic"),
            (
                "preset: contract-groth16, unsafe: [gamma_equals_delta, gamma_equals_delta]", "70",
                "`gamma_equals_delta` stands here already"
            ),
            (
                "preset: contract-groth16, unsafe: [gamma_is_delta]", "50",
                "expects one of \(switches), found"
            ),
            ("preset: contract-groth16, unsafe: gamma_equals_delta", "49", "expects a list, found"),
        ] {
            let text = """
                format: rollupsim/1
                name: x
                rollups: {x: {\(rollup), auto: off}}
                steps: []
                """
            let error = try #require(throws: ScenarioError.self, "\(rollup)") {
                try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8))
            }
            #expect(error.rendered.contains("x.yaml:3:\(place): error: "), "\(error.rendered)")
            #expect(error.rendered.contains(refusal) && error.rendered.contains("^"), "\(error.rendered)")
        }
        let native = """
            format: rollupsim/1
            name: x
            actors: {bob: {l1: 1 ETH}}
            rollups: {nat: {preset: native-proof, auto: off}}
            steps:
              - forge_batch: {rollup: nat}
                by: bob
            """
        let error = try #require(throws: ScenarioError.self) {
            try ScenarioDocument(name: "x.yaml", bytes: Array(native.utf8))
        }
        #expect(error.rendered.contains("`forge_batch` means nothing to `nat`"), "\(error.rendered)")
    }

    @Test("A forged batch is the sequencer's alone to hand in, and enforced solvency stops the run")
    func forgedBatches() throws {
        let result = Self.run(
            try Self.document("  - {forge_batch: {}, by: alice, expect: {revert: not sequencer}}")
        )
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        let text = """
            format: rollupsim/1
            name: x
            actors: {alice: {l2: {pay: 2 ETH}}, bob: {l1: 1 ETH}}
            rollups: {pay: {preset: contract-groth16, unsafe: [gamma_equals_delta], auto: off}}
            invariants: {root_matches_reference: report, message_once: report}
            steps:
              - {forge_batch: {rollup: pay}, by: bob, save: loot}
              - {claim: {rollup: pay, withdrawal: loot}, by: bob}
            """
        let stopped = Self.run(try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8)))
        guard case .invariantViolated(let reason) = stopped.verdict else {
            Issue.record("\(stopped.verdict)")
            return
        }
        #expect(reason.contains("escrow_solvency"))
        #expect(TextReport(stopped).text.contains("UNSAFE"))
    }

    @Test("Without anybody who proves, the scenario is impossible")
    func nobodyProves() throws {
        guard case .impossible(let reason) = ScenarioRun.run(try Self.document("  - seal: {}")).verdict else {
            Issue.record("it ran")
            return
        }
        #expect(reason.contains("needs proofs of payments"))
    }

    @Test("An escrow that falls short of the first balances is an insolvency")
    func insolvency() throws {
        var options = SimulationOptions(batchProofs: SimulatedBatchProofs())
        options.escrowShortfall = 1
        let result = ScenarioRun.run(try Self.document("  - seal: {}"), options: options)
        guard case .invariantViolated(let reason) = result.verdict else {
            Issue.record("\(result.verdict)")
            return
        }
        #expect(reason.contains("escrow_solvency"))
    }
}
