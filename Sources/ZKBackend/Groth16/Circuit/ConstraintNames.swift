/// The names of constraints: a path of labels for each, with labels and paths stored once.
///
/// Names are for messages; nothing that is proved depends on them.
package struct ConstraintNames: Sendable {
    /// A label inside another path, or at the top.
    private struct Path: Hashable {
        let parent: Int32
        let label: Int32
    }

    private var labels: [String] = []
    private var labelNumbers: [String: Int32] = [:]
    private var paths: [Path] = []
    private var pathNumbers: [Path: Int32] = [:]
    /// The path of each constraint.
    private var pathOfConstraint: [Int32] = []

    /// The number of the path outside of all labels.
    static var top: Int32 { -1 }

    /// The number of a path, given the number of the one around it.
    mutating func path(_ label: String, in parent: Int32) -> Int32 {
        let labelNumber: Int32
        if let known = labelNumbers[label] {
            labelNumber = known
        } else {
            labelNumber = Int32(labels.count)
            labels.append(label)
            labelNumbers[label] = labelNumber
        }
        let path = Path(parent: parent, label: labelNumber)
        if let known = pathNumbers[path] { return known }
        let number = Int32(paths.count)
        paths.append(path)
        pathNumbers[path] = number
        return number
    }

    /// Names the next constraint.
    mutating func append(_ path: Int32) { pathOfConstraint.append(path) }

    /// The labels around a constraint and its own, separated by slashes; empty for a constraint that does not exist.
    package subscript(constraint: Int) -> String {
        guard pathOfConstraint.indices.contains(constraint) else { return "" }
        var parts: [String] = []
        var number = pathOfConstraint[constraint]
        while number != Self.top {
            let path = paths[Int(number)]
            parts.append(labels[Int(path.label)])
            number = path.parent
        }
        return parts.reversed().joined(separator: "/")
    }
}
