package import ProofVerifier

/// A field that columns hold: Goldilocks as committed, the challenge field as soon as a variable is bound.
protocol ColumnElement: Sendable {
    /// The neutral element of addition.
    static var zero: Self { get }
    static func + (a: Self, b: Self) -> Self
    static func - (a: Self, b: Self) -> Self
    /// Adds the product of an element of the challenge field with a value.
    static func add(_ factor: CubicExtension, _ value: Self, to sum: inout CubicProductSum)
    /// Runs a chip's program on a chunk of rows.
    static func run(
        _ program: ConstraintProgram,
        columns: UnsafePointer<UnsafePointer<Self>>,
        lanes: Int,
        scratch: UnsafeMutablePointer<Self>,
        outputs: UnsafeMutablePointer<UnsafePointer<Self>>
    )
}

extension Goldilocks: ColumnElement {
    @inline(__always)
    static func add(_ factor: CubicExtension, _ value: Goldilocks, to sum: inout CubicProductSum) {
        sum.add(factor, value)
    }

    static func run(
        _ program: ConstraintProgram,
        columns: UnsafePointer<UnsafePointer<Goldilocks>>,
        lanes: Int,
        scratch: UnsafeMutablePointer<Goldilocks>,
        outputs: UnsafeMutablePointer<UnsafePointer<Goldilocks>>
    ) {
        program.evaluate(columns: columns, lanes: lanes, scratch: scratch, outputs: outputs)
    }
}

extension CubicExtension: ColumnElement {
    @inline(__always)
    static func add(_ factor: CubicExtension, _ value: CubicExtension, to sum: inout CubicProductSum) {
        sum.add(factor, value)
    }

    static func run(
        _ program: ConstraintProgram,
        columns: UnsafePointer<UnsafePointer<CubicExtension>>,
        lanes: Int,
        scratch: UnsafeMutablePointer<CubicExtension>,
        outputs: UnsafeMutablePointer<UnsafePointer<CubicExtension>>
    ) {
        program.evaluate(columns: columns, lanes: lanes, scratch: scratch, outputs: outputs)
    }
}
