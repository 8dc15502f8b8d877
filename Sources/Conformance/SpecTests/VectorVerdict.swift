/// What became of one case of a conformance suite.
public enum VectorVerdict: Equatable, Sendable {
    /// The result is the expected one.
    case passed
    /// The result differs, or the case could not be read; the text tells how.
    case failed(String)
    /// The case asks for something that the project does not have; the text tells what.
    case notCovered(String)
}
