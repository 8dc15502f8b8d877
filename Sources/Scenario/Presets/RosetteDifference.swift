/// Where a derived rosette, or its stage, differs from what is published of the rollup that a preset stands for.
package struct RosetteDifference: Hashable, Sendable, Encodable {
    /// The question, or `stage`.
    package let subject: String
    /// What is derived here.
    package let derived: String
    /// What is published.
    package let published: String
    /// Why they differ; nil where the preset does not say, which a test refuses for those that are shipped.
    package let explanation: String?
}

extension PresetFile {
    /// The differences between a rosette of the preset and what is published; none where nothing is.
    package func differences(from rosette: Rosette) -> [RosetteDifference] {
        guard let published else { return [] }
        var differences: [RosetteDifference] = []
        for slice in rosette.slices {
            guard let answer = published.answers[slice.question],
                answer.value != slice.value || answer.sentiment != slice.sentiment
            else { continue }
            differences.append(
                RosetteDifference(
                    subject: slice.question.rawValue,
                    derived: "\(slice.value) [\(slice.sentiment.rawValue)]",
                    published: "\(answer.value) [\(answer.sentiment.rawValue)]",
                    explanation: explanations[slice.question.rawValue]
                )
            )
        }
        if let stage = published.stage, stage != rosette.stage.text {
            differences.append(
                RosetteDifference(
                    subject: "stage",
                    derived: rosette.stage.text,
                    published: stage,
                    explanation: explanations["stage"]
                )
            )
        }
        return differences
    }
}
