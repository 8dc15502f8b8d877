extension ExpectedOutcome {
    /// The form of `expect`.
    static var shape: ValueShape {
        let ok = ValueShape.Choice("ok", "the step succeeds")
        return .either([
            .choice([ok]),
            .mapping(
                OutcomeLayer.allCases.map { layer in
                    FieldEntry(
                        key: layer.rawValue,
                        summary: layer.summary,
                        shape: FailureMatch.shape(of: layer),
                        presence: .optional("the step must not fail in the layer"),
                        range: nil,
                        source: nil
                    )
                }
            ),
        ])
    }
}

extension FailureMatch {
    /// The form of the failure that is expected in a layer: any, any with some text, or one by its name.
    fileprivate static func shape(of layer: OutcomeLayer) -> ValueShape {
        let any = ValueShape.Choice("any", "any failure in the layer")
        let containing = ScalarShape(
            "a part of the reason",
            examples: "`~\"not available\"`",
            pattern: "^~\".+\"$"
        )
        guard let codes = layer.codes else {
            let exact = ScalarShape("the exact reason", examples: "`AlreadyClaimed`", mayBeNumber: true)
            return .either([.choice([any]), .scalar(containing), .scalar(exact)])
        }
        let named = codes.map { ValueShape.Choice($0.name, $0.summary) }
        return .either([.choice([any] + named), .scalar(containing)])
    }
}

extension CheckedExpression {
    /// The form of a list of expressions; one alone needs no list.
    static var shape: ValueShape {
        let expression = ScalarShape(
            "an expression",
            examples: "`l1.balance(alice) == 7.5 ETH ± gas`",
            mayBeNumber: true
        )
        return .either([.scalar(expression), .list(.scalar(expression))])
    }
}
