import Cryptography
import Groth16
import Primitives
import TestSupport
import Testing

@Suite("The builder of constraint systems")
struct ConstraintBuilderTests {
    typealias Fr = BN254.Fr

    /// x^3 + x + 5 = y, with y public and allocated last, and a range of two bits.
    static func build(_ builder: inout ConstraintBuilder, x: UInt64, y: UInt64) {
        let input = builder.allocatePrivate { _ in Fr(x) }
        let cube = builder.within("cube") { builder in
            let square = builder.product("square", LinearCombination(input), LinearCombination(input))
            return builder.product("times x", LinearCombination(square), LinearCombination(input))
        }
        let output = builder.allocatePublic { _ in Fr(y) }
        builder.constrainEqual(
            "sum",
            LinearCombination(cube) + LinearCombination(input) + LinearCombination(5),
            LinearCombination(output)
        )
    }

    @Test("An assignment that satisfies all constraints passes, and public inputs stand first")
    func satisfied() throws {
        var builder = ConstraintBuilder(.assignment)
        Self.build(&builder, x: 3, y: 35)
        let system = builder.constraintSystem
        let assignment = try #require(builder.assignment)
        try system.check(assignment)
        #expect(system.publicCount == 2 && system.privateCount == 3 && system.constraintCount == 3)
        #expect(assignment.values.map(\.value) == [1, 35, 3, 9, 27])
        #expect(assignment.publicInputs == [Fr(35)])
        #expect(builder.values?[LinearCombination(7)] == Fr(7))
    }

    @Test("The first unsatisfied constraint is reported by name")
    func unsatisfied() throws {
        var builder = ConstraintBuilder(.assignment)
        Self.build(&builder, x: 3, y: 36)
        let system = builder.constraintSystem
        let assignment = try #require(builder.assignment)
        #expect(throws: AssignmentError.unsatisfied(index: 2, name: "sum")) { try system.check(assignment) }
        // Each private value, changed, breaks the constraint that computes with it first.
        for (column, name) in [(2, "cube/square"), (3, "cube/square"), (4, "cube/times x")] {
            var values = assignment.values
            values[1] = Fr(35)
            values[column] += .one
            let expected = AssignmentError.unsatisfied(index: name == "cube/square" ? 0 : 1, name: name)
            #expect(throws: expected) { try system.check(Assignment(values: values, publicCount: 2)) }
        }
    }

    @Test("An assignment of another shape is refused")
    func wrongShape() throws {
        var builder = ConstraintBuilder(.assignment)
        Self.build(&builder, x: 3, y: 35)
        let system = builder.constraintSystem
        let values = try #require(builder.assignment).values
        #expect(
            throws: AssignmentError.wrongShape(expectedPublic: 2, expectedAll: 5, gotPublic: 2, gotAll: 4)
        ) { try system.check(Assignment(values: values.dropLast(), publicCount: 2)) }
        #expect(
            throws: AssignmentError.wrongShape(expectedPublic: 2, expectedAll: 5, gotPublic: 1, gotAll: 5)
        ) { try system.check(Assignment(values: values, publicCount: 1)) }
        #expect(throws: AssignmentError.constantIsNotOne) {
            try system.check(Assignment(values: [Fr(2)] + values.dropFirst(), publicCount: 2))
        }
    }

    @Test("A shape calls no closure and has the digest that assignments have")
    func shape() {
        var shape = ConstraintBuilder(.shape)
        Self.build(&shape, x: 0, y: 0)
        _ = shape.allocatePrivate { _ in
            Issue.record("a shape has no values")
            return .zero
        }
        #expect(shape.assignment == nil && shape.values == nil)
        var digests: [Bytes32] = []
        for (x, y) in [(3, 35), (4, 73), (1, 1)] as [(UInt64, UInt64)] {
            var builder = ConstraintBuilder(.assignment)
            Self.build(&builder, x: x, y: y)
            _ = builder.allocatePrivate { _ in .one }
            digests.append(builder.constraintSystem.digest)
        }
        #expect(digests.allSatisfy { $0 == shape.constraintSystem.digest })
        shape.constrain("more", .one, .one, .one)
        #expect(shape.constraintSystem.digest != digests[0])
    }

    @Test("Terms of one variable are merged, and those that cancel vanish")
    func merging() {
        var builder = ConstraintBuilder(.assignment)
        let x = builder.allocatePrivate { _ in Fr(9) }
        let y = builder.allocatePrivate { _ in Fr(2) }
        var sum = LinearCombination(y) * Fr(3) + LinearCombination(x) - LinearCombination(y)
        sum += LinearCombination(4)
        sum -= LinearCombination(x)
        #expect(builder.values?[sum] == Fr(8))
        let merged = sum.merged
        #expect(merged.terms.map(\.variable) == [.one, y])
        #expect(merged.terms.map(\.coefficient) == [Fr(4), Fr(2)])
        #expect(builder.values?[merged] == Fr(8))
        #expect(LinearCombination(Fr.zero).terms.isEmpty)
        #expect((LinearCombination(x) * .zero).merged.terms.isEmpty)
    }

    @Test("Labels nest, and end with their part")
    func labels() {
        var builder = ConstraintBuilder(.shape)
        builder.within("outer") { builder in
            builder.within("inner") { $0.constrain("first", .one, .one, .one) }
            builder.constrain("second", .one, .one, .one)
        }
        builder.constrain("third", .one, .one, .one)
        let names = builder.constraintSystem.names
        #expect((0..<3).map { names[$0] } == ["outer/inner/first", "outer/second", "third"])
        #expect(names[3] == "" && names[-1] == "")
    }
}
