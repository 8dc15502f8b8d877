import Foundation
import ProofVerifier
import SoundnessCatalogue
import TextOutput

/// Our own system's soundness for one machine: what `rollupsim soundness` prints.
struct OwnSoundness: Encodable {
    /// A codeword of WHIR.
    struct Codeword: Encodable {
        var variables: Int
        var logInverseRate: Int
        var logRows: Int
        var foldingFactor: Int
        var outOfDomainSamples: Int
        var queries: Int
        var grindingBits: Int
    }

    /// A public target and whether the proof meets it, even at its worst size or at its expected one.
    struct Milestone: Encodable {
        var name: String
        var securityBits: Int
        var proofBytes: Int
        var isMet: Bool
        var isMetByExpectedSize: Bool

        var verdict: String {
            if isMet { return "met" }
            return isMetByExpectedSize ? "met by the expected size, not by the worst" : "not met"
        }
    }

    /// A part of the proof.
    struct Part: Encodable {
        var name: String
        var formula: String
        var worstBytes: Int
        var expectedBytes: Int
    }

    var machine: String
    var logArea: Int
    var columns: Int
    var maximumLogHeight: Int
    var constraints: Int
    var maximumDegree: Int
    var logFractions: Int
    var publicFractions: Int
    var maximumTupleLength: Int
    var level: Int
    var codewords: [Codeword]
    var finalVariables: Int
    var rounds: [SoundnessRound]
    var provableBits: Double
    /// Bits of the sum of all rounds' errors, rounded down to a hundredth.
    var unionBits: Double
    var assumption = ProofBits.assumption
    var parts: [Part]
    var worstBytes: Int
    var expectedBytes: Int
    var milestones: [Milestone]

    init(_ example: SoundnessExample, level: Int, _ soundness: ProofSystemSoundness) {
        let report = soundness.report()
        machine = example.name
        logArea = example.logArea
        columns = example.shape.columnCount
        maximumLogHeight = example.shape.maximumLogHeight
        constraints = example.shape.constraintCount
        maximumDegree = example.shape.maximumDegree
        logFractions = example.shape.fractionVariableCount
        publicFractions = example.shape.publicFractionCount
        maximumTupleLength = example.shape.maximumTupleLength
        self.level = level
        codewords = soundness.whir.rounds.map {
            Codeword(
                variables: $0.variableCount,
                logInverseRate: $0.logInverseRate,
                logRows: $0.logDomainSize,
                foldingFactor: $0.foldingFactor,
                outOfDomainSamples: $0.outOfDomainSampleCount,
                queries: $0.queryCount,
                grindingBits: $0.queryGrindingBits
            )
        }
        finalVariables = soundness.whir.finalVariableCount
        rounds = report.rounds.map(SoundnessRound.init)
        provableBits = SoundnessRound.floored(report.totalBits ?? 0)
        unionBits = SoundnessRound.floored(report.unionBits ?? 0)
        parts = soundness.sizeParts().map {
            Part(name: $0.name, formula: $0.formula, worstBytes: $0.worstBytes, expectedBytes: $0.expectedBytes)
        }
        worstBytes = soundness.proofSizeInBytes(sharing: .worst)
        expectedBytes = soundness.proofSizeInBytes(sharing: .expected)
        milestones = SecurityMilestone.published.map {
            Milestone(
                name: $0.name,
                securityBits: $0.securityBits,
                proofBytes: $0.proofBytes,
                isMet: $0.isMet(by: soundness, sharing: .worst),
                isMetByExpectedSize: $0.isMet(by: soundness, sharing: .expected)
            )
        }
    }
}

/// A round's error in a report.
struct SoundnessRound: Encodable {
    var name: String
    var formula: String
    var grindingBits: Int
    /// Provable bits, rounded down to a hundredth; nil where the error is zero.
    var bits: Double?

    init(_ round: SoundnessReport.Round) {
        name = round.name
        formula = round.formula
        grindingBits = round.grindingBits
        bits = round.error > 0 ? Self.floored(round.bits) : nil
    }

    /// Bits rounded down to a hundredth, so that none is claimed which is not there.
    static func floored(_ bits: Double) -> Double {
        (bits * 100).rounded(.down) / 100
    }

    /// Bits with two digits; those of an error of zero are none.
    static func text(_ bits: Double?) -> String {
        bits.map { String(format: "%.2f", $0) } ?? "-"
    }
}

extension OwnSoundness {
    /// The report of some machines, with what the bits rest on.
    static func text(of entries: [OwnSoundness]) -> String {
        """
        Goldilocks, challenges from its cubic extension K of 192 bits, Keccak-256, LogUp-GKR, WHIR at rate 1/4

        """ + entries.map(\.text).joined() + """

            Provable bits are the least of the rounds' (round-by-round soundness under Fiat-Shamir). They rest on the collision
            resistance of Keccak-256, on its behaving as a random oracle, and on mutual correlated agreement of Reed-Solomon codes
            up to the Johnson bound, with the error of BCHKS25, theorem 4.2. A proof shows that the statement holds; it does not
            hide its witness. Milestones are met or not by one proof of the area above; what a block takes, `guest run` predicts.
            What is assumed, what is proved and what is not: docs/trust.md.

            """
    }

    private var text: String {
        """

        \(machine): area 2^\(logArea), \(columns) columns, tallest table 2^\(maximumLogHeight) rows, \
        \(constraints) constraints of degree \(maximumDegree), 2^\(logFractions) leaves, \
        tuples of \(maximumTupleLength)
        parameters for \(level) bits:
        \(codewordTable.text())  final polynomial of 2^\(finalVariables) elements of K

        \(roundTable.text())  provable bits: \(headline)

        \(partTable.text())
        """
            + milestones.map { milestone in
                let target = "\(milestone.securityBits) bits in \(milestone.proofBytes / 1024) KiB"
                return "  \(milestone.name), \(target): \(milestone.verdict)\n"
            }.joined()
    }

    private var headline: String {
        "\(SoundnessRound.text(provableBits)), all errors together \(SoundnessRound.text(unionBits)), "
            + "given mutual correlated agreement with the proven error"
    }

    private var codewordTable: TextTable {
        var table = TextTable([
            ("codeword", .right), ("variables", .right), ("rate", .right), ("rows", .right), ("values a row", .right),
            ("samples", .right), ("queries", .right), ("work", .right),
        ])
        for (index, word) in codewords.enumerated() {
            table.add([
                "\(index)", "\(word.variables)", "2^-\(word.logInverseRate)", "2^\(word.logRows)",
                "2^\(word.foldingFactor)", "\(word.outOfDomainSamples)", "\(word.queries)", "\(word.grindingBits)",
            ])
        }
        return table
    }

    private var roundTable: TextTable {
        var table = TextTable([("round", .left), ("bits", .right), ("work", .right), ("error before work", .left)])
        for round in rounds {
            let work = round.grindingBits > 0 ? "\(round.grindingBits)" : ""
            table.add([round.name, SoundnessRound.text(round.bits), work, round.formula])
        }
        return table
    }

    private var partTable: TextTable {
        var table = TextTable([
            ("part of the proof", .left), ("worst bytes", .right), ("expected", .right), ("", .left),
        ])
        for part in parts {
            table.add([part.name, "\(part.worstBytes)", "\(part.expectedBytes)", part.formula])
        }
        let worst = String(format: "%.1f KiB at worst", Double(worstBytes) / 1024)
        table.add(["proof", "\(worstBytes)", "\(expectedBytes)", worst])
        return table
    }
}
