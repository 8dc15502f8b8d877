/// A field that columns hold: Goldilocks as committed, the challenge field once a variable is bound.
protocol ColumnElement: Sendable {
    /// The neutral element of addition.
    static var zero: Self { get }
    /// Sum.
    static func + (a: Self, b: Self) -> Self
    /// Difference.
    static func - (a: Self, b: Self) -> Self
    /// Product with an element of the challenge field.
    func scaled(by factor: CubicExtension) -> CubicExtension
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
    func scaled(by factor: CubicExtension) -> CubicExtension { factor * self }

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
    func scaled(by factor: CubicExtension) -> CubicExtension { factor * self }

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
