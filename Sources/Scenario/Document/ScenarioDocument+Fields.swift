extension ScenarioDocument {
    /// Sections of a scenario.
    struct Fields: FieldSet {
        static let declared = Fields()
        let format = Field<DocumentNode>.node(
            "format",
            "The format of the file, always the first line.",
            .choice([ValueShape.Choice(ScenarioDocument.format, "the only format of this version")]),
            absent: nil,
            example: "format: \(ScenarioDocument.format)"
        )
        let name = Field<String>.required(
            "name",
            "The scenario's name: letters, digits, `-` and `_`. Reports show it.",
            range: "at most \(ScenarioDocument.maximumNameLength) characters",
            example: "name: my-first-rollup"
        )
        let level = Field<UInt64>.optional(
            "level",
            "Learning level, from Ethereum basics to production monitoring.",
            absent: "none",
            range: "\(ScenarioDocument.levels.lowerBound) to \(ScenarioDocument.levels.upperBound)",
            example: "level: 3"
        )
        let layers = Field<[DocumentNode]>.list(
            "layers",
            "The layers of a rollup that the scenario touches.",
            of: .list(Layer.shape),
            absent: "none",
            example: "layers: [execution, settlement]"
        )
        let teaches = Field<String>.optional(
            "teaches",
            "What a reader learns, in a sentence or two.",
            absent: "none",
            example: "teaches: What L1 does with a wrong state root."
        )
        let seed = Field<UInt64>.optional(
            "seed",
            "Seed of every random choice. The same file with the same seed gives the same run, byte for byte.",
            absent: "`0`",
            example: "seed: 7"
        )
        let limits = Field<DocumentNode>.node(
            "limits",
            "What a run may spend before it is stopped.",
            Limits.Fields.shape,
            absent: "the default of each",
            example: "limits: {wall: 30s, steps: 500, blocks: 1000blk, gas: 100M}"
        )
        let l1 = Field<DocumentNode>.node(
            "l1",
            "The L1 chain.",
            L1Section.Fields.shape,
            absent: "its defaults",
            example: "l1: {preset: osaka, gas_limit: 60M, slot: 12s, base_fee: 1 gwei, proof_timing: same_block}"
        )
        let actors = Field<[DocumentNode.Entry]>.entries(
            "actors",
            "The people of the scenario: a key pair each, made from the name and the seed.",
            .named("names of your choice", ActorSection.Fields.shape),
            absent: "nobody",
            example: """
                actors:
                  alice: {l1: 10 ETH, l2: {nat: 2 ETH}}
                  bob:
                  operator: {l1: 5 ETH}
                """
        )
        let provers = Field<[DocumentNode.Entry]>.entries(
            "provers",
            "Proof systems that rollups of the preset `multi-proof` name. What is simulated says so in every report.",
            .named("names of your choice", ProverSection.Fields.shape),
            absent: "none",
            source: "decision 0074",
            example: """
                provers:
                  vm: {kind: execute, family: zkvm, bits: 100}
                  committee: {kind: attested, signers: [alice, bob, operator], threshold: 2}
                  sim:
                    kind: simulated
                    operator: operator
                    family: simulated_zk
                    latency: 40m
                    failure_rate: 5%
                    price: 0.01 ETH
                    recursive: true
                """
        )
        let rollups = Field<[DocumentNode.Entry]>.entries(
            "rollups",
            "The rollups, deployed on L1 before the first step.",
            .named("names of your choice", RollupSection.Fields.shape),
            absent: "none",
            example: """
                rollups:
                  nat:
                    preset: native-reexec
                    chain_id: 1234321
                    advancer: operator
                    l2_gas_limit: 15M
                    gas_rule: v6
                    requests_policy: must_be_empty
                    auto: off
                  promised: {preset: native-reexec, sequencer: operator, sequencer_bond: 10 ETH, auto: off}
                  inbox: {preset: native-reexec, inbox_delay: 1h, advancer: operator, auto: off}
                  proved:
                    preset: native-proof
                    advancer: operator
                    da: blob
                    proof_gas_rule: sidecar
                    verification_key: pinned
                    auto: off
                  pay: {preset: contract-groth16, advancer: operator, batch: 4, auto: off}
                  val:
                    preset: contract-groth16
                    da: committee
                    committee: {members: [alice, bob], threshold: 2}
                    freeze_grace: 7d
                    auto: off
                  hybrid:
                    preset: zk-dispute-game
                    advancer: operator
                    guardian: operator
                    max_challenge: 7d
                    max_prove: 1d
                    air_gap: 3.5d
                    bond_delay: 1d
                    init_bond: 0.08 ETH
                    challenger_bond: 0.5 ETH
                    pace: real
                    upgrades: {owner: operator, delay: 10d, council: [alice, operator], threshold: 2}
                    auto: off
                  siblings:
                    preset: kailua
                    advancer: operator
                    vanguard: operator
                    head_start: 10m
                    auto: off
                  multi:
                    preset: multi-proof
                    provers: [sim, committee]
                    proofs: 2
                    families: 2
                    min_bits: 80
                    mode: zk
                    challenge_window: 7d
                    proof_delay: 1d
                    fall_back_after: 12h
                    init_bond: 1 ETH
                    prover: operator
                    permissionless_after: 5d
                    operator: operator
                    guardian: operator
                    auto: off
                  broken: {preset: contract-groth16, unsafe: [gamma_equals_delta], auto: off}
                  op:
                    preset: optimistic
                    advancer: operator
                    challenge_window: 7d
                    portal:
                      maturity: 7d
                      finality_delay: 3.5d
                      guardian: operator
                      pause_period: 30d
                      rate_limit: 1000 ETH
                      rate_period: 1d
                    auto: off
                """
        )
        let contracts = Field<[DocumentNode.Entry]>.entries(
            "contracts",
            "Contracts that steps deploy, each with one origin: `stock`, `artifact`, `vyper` or `code`.",
            .named("names of your choice", ContractSection.Fields.shape),
            absent: "none",
            source: "decision 0051",
            example: """
                contracts:
                  token: {stock: erc20}
                  vault: {artifact: contracts/Vault.json, contract: Vault}
                  coin: {vyper: contracts/Vault.vy}
                  raw: {code: 0x6001600c60003960016000f300, abi: contracts/Vault.json}
                  echo: {artifact: contracts/Echo.json}
                steps:
                  - deploy: {contract: echo, on: l1}
                    by: alice
                  - call:
                      contract: echo
                      function: echo
                      args: [[{to: bob, amounts: [1, 2]}, [alice, [3]]]]
                    by: alice
                    id: echoed
                    assert:
                      - result(echoed).count == 2
                      - result(echoed)[0].to == bob
                      - result(echoed)[0].amounts[1] == 2
                      - echo.echo([[alice, [7, 8]]])[0].amounts == [7, 8]
                """
        )
        let matrix = Field<DocumentNode>.node(
            "matrix",
            "One run for each combination of values of some keys, and one table of all.",
            MatrixPlan.Fields.shape,
            absent: "one run",
            source: "decision 0052",
            example: """
                matrix:
                  keys: {rollups.nat.gas_rule: [v6, flat], seed: [1, 2]}
                  show: escrow(nat)
                """
        )
        let defaults = Field<DocumentNode>.node(
            "defaults",
            "What steps leave unsaid.",
            StepDefaults.Fields.shape,
            absent: "every step says it all",
            example: "defaults: {by: alice, rollup: nat}"
        )
        let monitors = Field<[DocumentNode.Entry]>.entries(
            "monitors",
            "Who watches the rollups and raises alerts; a step has to expect each of them with `alerts`.",
            .named("names of your choice", MonitorSection.Fields.shape),
            absent: "nobody watches",
            source: "decision 0084",
            example: """
                monitors:
                  silence: {rollup: nat, rule: stall, after: 1d, every: 1h}
                  backing: {rollup: nat, rule: escrow, lag: 4m}
                """
        )
        let invariants = Field<DocumentNode>.node(
            "invariants",
            "Properties that are checked after every step, and what follows when one is violated.",
            InvariantSetting.Fields.shape,
            absent: "all are enforced",
            source: "decision 0011",
            example: """
                invariants:
                  escrow_solvency: enforce
                  no_double_claim: enforce
                  monotonic_finality: report
                  eth_conservation: enforce
                  message_once: enforce
                  message_not_lost: enforce
                  root_matches_reference: enforce
                  bond_conservation: enforce
                """
        )
        let steps = Field<[DocumentNode]>.list(
            "steps",
            "What happens, in order. Each step has one verb, and modifiers beside it.",
            of: .steps,
            absent: nil,
            range: "at most \(Step.maximumCount) steps",
            example: """
                steps:
                  - deposit: {to: nat, amount: 1 ETH}
                    by: alice
                    assert: escrow(nat) == 1 ETH
                """
        )
        let incidents = Field<[DocumentNode.Entry]>.entries(
            "incidents",
            "What has really happened and is re-enacted here, for `rollupsim incidents`.",
            .named("names of your choice", IncidentSection.Fields.shape),
            absent: "none",
            source: "decision 0078",
            example: """
                steps:
                  - seal: {rollup: nat}
                    id: b1
                  - advance: {rollup: nat, block: b1, tamper: {state_root: flip_bit}}
                    id: lie
                    expect: {halt: any, revert: any}
                incidents:
                  lie_2030:
                    title: A proposer's lie
                    date: 2030-01
                    cause: proof
                    loss: 1.5M USD
                    shown_by: lie
                    native: prevented
                    native_shown_by: lie
                    because: Every validator computes the root that the proposer claims.
                """
        )
        let report = Field<DocumentNode>.node(
            "report",
            "What the report shows.",
            ReportSection.Fields.shape,
            absent: "the timeline alone",
            example: """
                steps:
                  - seal: {rollup: nat}
                    id: b1
                  - advance: {rollup: nat, block: b1}
                report:
                  timeline: true
                  gas_table: {blocks: [b1], modes: [reexec/v6, reexec/flat]}
                """
        )
    }
}
