extension ProofSystemSoundness {
    /// A part of the proof and its bytes.
    public struct SizePart: Equatable, Sendable {
        /// Name of the protocol's step.
        public var name: String
        /// Bytes of an element of K, times the elements; for WHIR what its size depends on.
        public var formula: String
        /// Bytes when no two queries share a node of a tree.
        public var worstBytes: Int
        /// Bytes with the nodes that random queries share left out, on average.
        public var expectedBytes: Int
    }

    /// The parts of a proof without its header (the used rows of each chip).
    ///
    /// An element of K takes 24 bytes. Round polynomials of degree d take d elements: one more follows from the claim.
    public func sizeParts() -> [SizePart] {
        let layers = shape.fractionVariableCount
        let bytes = Self.elementByteCount
        let counted = [
            ("LogUp-GKR", "2 + \(layers) * 4 + \(layers) * \(layers - 1)", fractionSumElementCount),
            ("slice sumcheck", "\(sliceVariableCount) * 2", 2 * sliceVariableCount),
            (
                "joint sumcheck", "\(shape.maximumLogHeight) * \(shape.maximumDegree)",
                shape.maximumLogHeight * shape.maximumDegree
            ),
            ("column claims", "\(shape.columnCount)", shape.columnCount),
        ]
        var parts = counted.map { name, formula, elements in
            SizePart(
                name: name,
                formula: "\(bytes) (\(formula))",
                worstBytes: elements * bytes,
                expectedBytes: elements * bytes
            )
        }
        let queries = whir.rounds.map { "\($0.queryCount)" }.joined(separator: ", ")
        parts.append(
            SizePart(
                name: "WHIR",
                formula: "\(queries) queries, final polynomial 2^\(whir.finalVariableCount)",
                worstBytes: whir.proofSizeInBytes(sharing: .worst),
                expectedBytes: whir.proofSizeInBytes(sharing: .expected)
            )
        )
        return parts
    }

    /// A root of 2; in each layer four claims, and two elements per round of its sumcheck.
    private var fractionSumElementCount: Int {
        let layers = shape.fractionVariableCount
        return 2 + layers * 4 + layers * (layers - 1)
    }

    private static var elementByteCount: Int { ChallengeField.goldilocksCubic.elementBits / 8 }

    /// Bytes of the whole proof, header excepted.
    public func proofSizeInBytes(sharing: PathSharing) -> Int {
        sizeParts().reduce(0) { sum, part in
            switch sharing {
            case .worst: sum + part.worstBytes
            case .expected: sum + part.expectedBytes
            }
        }
    }
}
