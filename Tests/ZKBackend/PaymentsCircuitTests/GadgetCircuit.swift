import Cryptography
import Groth16
import PaymentsCircuit
import Primitives
import TestSupport
import Testing

/// A gadget alone, with private inputs in front.
struct GadgetCircuit {
    let system: R1CS
    let assignment: Assignment
    /// The values of what the gadget gives.
    let outputs: [BN254.Fr]
    /// The columns of the inputs.
    let inputColumns: Set<Int>
    /// The gadget's constraints.
    let constraintCount: Int

    /// Builds a gadget on inputs with given values.
    init(
        inputs: [BN254.Fr],
        _ gadget: (inout ConstraintBuilder, [LinearCombination]) -> [LinearCombination]
    ) throws {
        var builder = ConstraintBuilder(.assignment)
        let variables = inputs.map { value in LinearCombination(builder.allocatePrivate { _ in value }) }
        let outputs = gadget(&builder, variables)
        system = builder.constraintSystem
        assignment = try #require(builder.assignment)
        self.outputs = outputs.map { builder.values?[$0] ?? .zero }
        inputColumns = Set(1..<inputs.count + 1)
        constraintCount = builder.constraintCount
        var shape = ConstraintBuilder(.shape)
        let shapeInputs = inputs.map { _ in LinearCombination(shape.allocatePrivate { _ in .zero }) }
        _ = gadget(&shape, shapeInputs)
        #expect(shape.constraintSystem.digest == system.digest, "the shape depends on values")
    }

    /// The outputs as bits.
    var outputBits: [Bool?] { outputs.map { $0 == .one ? true : $0.isZero ? false : nil } }

    /// Expects that the constraints hold, and that they hold all values together by the inputs.
    func expectInnerValuesDetermined(sourceLocation: SourceLocation = #_sourceLocation) {
        let hunt = ConstraintHunt(system, assignment)
        #expect(hunt.isSatisfied, sourceLocation: sourceLocation)
        #expect(hunt.movableColumns(inputs: inputColumns).isEmpty, sourceLocation: sourceLocation)
    }

    /// Expects that the constraints hold, that every value alone is held, and all of them together by the inputs.
    func expectDetermined(using random: inout SplitMix64, sourceLocation: SourceLocation = #_sourceLocation) {
        let hunt = ConstraintHunt(system, assignment)
        #expect(hunt.isSatisfied, sourceLocation: sourceLocation)
        #expect(hunt.changeableColumns(using: &random).isEmpty, sourceLocation: sourceLocation)
        #expect(hunt.movableColumns(inputs: inputColumns).isEmpty, sourceLocation: sourceLocation)
    }
}
