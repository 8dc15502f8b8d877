extension Step {
    /// Keys that may stand beside a verb: each of `StepModifier`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let id = Field<DocumentNode>.node(
            StepModifier.id.rawValue,
            "The step's name, for the steps and expressions after it.",
            .name("a name of your choice"),
            absent: "the step has no name"
        )
        let by = Field<String>.actor(
            StepModifier.by.rawValue,
            "The actor who does it.",
            absent: "the actor of `defaults`, or whom the rollup names"
        )
        let signAs = Field<String>.actor(
            StepModifier.signAs.rawValue,
            "The actor whose key signs, of which whoever does the step has a copy by `compromise_key`.",
            absent: "the actor's own key",
            source: "decision 0084"
        )
        let at = Field<VirtualDuration>.optional(
            StepModifier.at.rawValue,
            "The earliest virtual time, counted from the beginning; the run waits until then.",
            absent: "at once"
        )
        let note = Field<String>.optional(StepModifier.note.rawValue, "A sentence for the reader.", absent: "none")
        let expect = Field<DocumentNode>.node(
            StepModifier.expect.rawValue,
            "How the step must end. A failure that was not expected fails the run, as does an expected one that fails to come.",
            ExpectedOutcome.shape,
            absent: "`ok`"
        )
        let save = Field<DocumentNode>.node(
            StepModifier.save.rawValue,
            "The name under which what the step makes is kept: a withdrawal.",
            .name("a name of your choice"),
            absent: "nothing is kept"
        )
        let alerts = Field<[DocumentNode]>.list(
            StepModifier.alerts.rawValue,
            "The monitors that raise alerts by the end of the step. An alert that no step expects fails the run, as does an expected one that fails to come.",
            of: .list(.name("a monitor's name")),
            absent: "no monitor raises an alert",
            source: "decision 0084"
        )
        let assert = Field<DocumentNode>.node(
            StepModifier.assert.rawValue,
            "What must hold after the step.",
            CheckedExpression.shape,
            absent: "nothing"
        )
        let `repeat` = Field<UInt64>.optional(
            StepModifier.repeat.rawValue,
            "How many times the step is done.",
            absent: "once",
            range: "1 to \(Step.maximumRepetitions)"
        )
    }
}

extension StepModifier {
    /// Steps of `ExampleFrame` that pass and use the modifier.
    var example: String {
        switch self {
        case .id:
            """
            - seal: {rollup: nat}
              id: b1
            - assert: block(b1).number == 1
            """
        case .by:
            """
            - deposit: {to: nat, amount: 1 ETH}
              by: alice
            """
        case .signAs:
            """
            - compromise_key: {of: alice}
              by: bob
            - deposit: {to: nat, amount: 1 ETH}
              by: bob
              sign_as: alice
              assert: l1.balance(alice) == 99 ETH ± gas
            """
        case .at:
            """
            - l1_mine: 1blk
              at: 2d
              assert: elapsed() >= 2d
            """
        case .note:
            """
            - note: nothing happens for a week
              advance_time: 7d
            """
        case .expect:
            """
            - deposit: {to: nat, amount: 1000 ETH}
              by: alice
              expect: {reject: InsufficientFunds}
            """
        case .save:
            """
            - l2_tx: {rollup: nat, withdraw: 1 ETH}
              by: alice
              save: w
            - seal: {rollup: nat}
            """
        case .alerts:
            """
            - seal: {rollup: governed}
              id: u1
            - propose: {rollup: governed, block: u1, tamper: {state_root: flip_bit}}
            - advance_time: 10m
              alerts: [roots]
              assert: alert_count(roots) == 1
            """
        case .assert:
            """
            - seal: {rollup: nat}
              assert:
                - l2(nat).head.number == 1
                - nat.head.number == 0
            """
        case .repeat:
            """
            - l2_tx: {rollup: nat, to: bob, value: 0.1 ETH}
              by: alice
              repeat: 3
            - seal: {rollup: nat}
              assert: l2(nat).balance(bob) == 0.3 ETH
            """
        }
    }
}
