import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver

/// What every instruction chip has: whether the row is used, and its place in the run.
struct InstructionColumns {
    let used: Column
    let programCounter: Column
    let timestamp: Column

    init(in builder: inout ChipBuilder) {
        used = builder.column("used")
        programCounter = builder.column("pc")
        timestamp = builder.column("timestamp")
        builder.require("used is boolean", isBoolean: used)
    }

    /// Timestamp of an access of the row.
    func timestamp(of slot: ToySlot) -> Expression {
        timestamp + Expression(slot.rawValue)
    }

    /// Reads a register.
    func read(
        _ name: String,
        register: some ExpressionConvertible,
        slot: ToySlot,
        in builder: inout ChipBuilder
    ) -> WordRead {
        WordRead(
            name,
            in: &builder,
            times: used,
            space: MemorySpace.register,
            address: register,
            timestamp: timestamp(of: slot),
            buses: ToyBuses.access
        )
    }

    /// Gives a register the row's result.
    func writeRegister(_ value: WordExpression, in builder: inout ChipBuilder) -> RegisterWrite {
        RegisterWrite(
            of: value,
            in: &builder,
            times: used,
            timestamp: timestamp(of: .destination),
            buses: ToyBuses.access
        )
    }

    /// Takes the control of the run, and passes it on unless the run ends here.
    func linkExecution(in builder: inout ChipBuilder, next: Expression?) {
        builder.receive("control in", from: ToyBuses.execution, times: used, [programCounter, timestamp])
        guard let next else { return }
        let after = timestamp + Expression(ToyLayout.timestampStep)
        builder.send("control out", to: ToyBuses.execution, times: used, [next, after])
    }

    /// Requires that the program has the instruction.
    func lookUp(
        opcode: UInt64,
        rd: any ExpressionConvertible = Expression(0),
        keepsResult: any ExpressionConvertible = Expression(0),
        rs1: any ExpressionConvertible = Expression(0),
        rs2: any ExpressionConvertible = Expression(0),
        immediate: WordColumns? = nil,
        target: any ExpressionConvertible = Expression(0),
        in builder: inout ChipBuilder
    ) {
        let low: any ExpressionConvertible = immediate?.low ?? Expression(0)
        let high: any ExpressionConvertible = immediate?.high ?? Expression(0)
        builder.send(
            "instruction",
            to: ToyBuses.program,
            times: used,
            [programCounter, Expression(opcode), rd, keepsResult, rs1, rs2, low, high, target]
        )
    }

    func write(_ step: ToyStep, to table: inout TraceTable, row: Int) {
        table[used, row] = .one
        table[programCounter, row] = Goldilocks(step.programCounter)
        table[timestamp, row] = Goldilocks(step.timestamp)
    }
}

/// The address rs1 + immediate of a load or store.
///
/// The lower limb is a tuple element, so it equals an address of a dense table: below 2^30 and a multiple of 8. The
/// upper limb must be zero after wrapping at 2^64. So no bit of the address is left to the prover, and no limb of it
/// needs a range check.
struct AddressColumns {
    private let base: WordColumns
    private let immediate: WordColumns
    private let carry: Column

    init(base: WordColumns, immediate: WordColumns, in builder: inout ChipBuilder) {
        self.base = base
        self.immediate = immediate
        carry = builder.column("address carry")
        builder.require("address carry is boolean", isBoolean: carry)
        let carryHigh = (base.high + immediate.high + carry) * WordExpression.carryScale
        builder.require("address is below 2^32", isBoolean: carryHigh)
    }

    var low: Expression { base.low + immediate.low - Expression(1 << 32) * carry }

    func write(address: UInt64, base value: UInt64, offset: UInt64, to table: inout TraceTable, row: Int) {
        let excess = value.lowHalf + offset.lowHalf - Goldilocks(address)
        table[carry, row] = excess * (Goldilocks(1 << 32).inverse ?? .zero)
    }
}
