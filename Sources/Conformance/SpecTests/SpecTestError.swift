public import InputFiles
public import StrictJSON

/// Why a file is no vector file that can be run.
public enum SpecTestError: Error, Hashable, Sendable {
    /// The file or folder cannot be used.
    case file(InputFileError.Problem)
    /// A text is not UTF-8.
    case notText
    /// Neither name nor content is that of a kind of vectors.
    case unknownKind
    /// A value of the file is not what its kind has there.
    case malformed(JSONError)
    /// A KZG case is not what such a case is; the text tells why.
    case malformedCase(String)
    /// Vectors of a precompile that the file's name does not tell.
    case unknownPrecompile
    /// Vectors of an instruction that the file's name does not tell.
    case unknownInstruction
    /// The trusted setup that the cases need cannot be used.
    case trustedSetup(String)
}

extension SpecTestError: CustomStringConvertible {
    /// What is wrong with the file, in one line.
    public var description: String {
        switch self {
        case .file(let problem): "\(problem)"
        case .notText: "is not UTF-8"
        case .unknownKind: "is of no known kind of vectors"
        case .malformed(let error): "\(error)"
        case .malformedCase(let problem): problem
        case .unknownPrecompile: "no precompile has this file name"
        case .unknownInstruction: "no instruction has this file name"
        case .trustedSetup(let problem): "trusted setup: \(problem)"
        }
    }
}
