/// Why an assignment does not belong to a constraint system.
package enum AssignmentError: Error, Equatable, CustomStringConvertible {
    /// The numbers of public and of all values are not the system's.
    case wrongShape(expectedPublic: Int, expectedAll: Int, gotPublic: Int, gotAll: Int)
    /// The first value, which every system takes for one, is another.
    case constantIsNotOne
    /// A constraint does not hold; the first such, with its name.
    case unsatisfied(index: Int, name: String)

    /// The sentence for a message.
    package var description: String {
        switch self {
        case .wrongShape(let expectedPublic, let expectedAll, let gotPublic, let gotAll):
            "the system has \(expectedAll) variables, \(expectedPublic) of them public; the assignment has \(gotAll) "
                + "and \(gotPublic)"
        case .constantIsNotOne:
            "the assignment's first value is not one"
        case .unsatisfied(let index, let name):
            "constraint \(index) (\(name)) is not satisfied"
        }
    }
}
