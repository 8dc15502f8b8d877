extension GuestMachine {
    /// The machine's loop: executes until the program calls out, a rule is broken or the limit is reached.
    ///
    /// On return `cycle` counts the completed instructions and `index` names the one that ended the loop.
    mutating func execute<Observer: ExecutionObserver & ~Copyable>(
        cycleLimit: UInt64,
        _ observer: inout Observer
    ) -> Halt {
        program.instructions.withUnsafeBufferPointer { instructions in
            // Safety: the array is never empty (`.endOfText` is its last element), so it has an address. `Hart` reads
            // it at indices up to `textCount` only.
            guard let start = instructions.baseAddress else { return Halt(kind: .fetch) }
            let hart = Hart(
                instructions: start,
                textCount: UInt(instructions.count &- 1),
                textBase: program.textBase,
                x: registers,
                memory: memory.base
            )
            var position = Hart.Position(index: index, cycle: cycle)
            defer { (index, cycle) = (position.index, position.cycle) }
            return hart.run(from: &position, limit: cycleLimit, &observer)
        }
    }
}

/// What the loop works on; copied to locals, so that the compiler keeps it in registers.
///
/// Safety: the machine outlives its hart. `x` holds 33 words, and register numbers come from five-bit fields or are
/// `Instruction.discard`. `memory` holds `dataByteCount` bytes, and every access goes through `load` or `store`.
/// `index` is at most `textCount`, the index of `.endOfText`, which is never passed: branches and jumps are checked
/// against it, and it ends the loop.
private struct Hart {
    let instructions: UnsafePointer<Instruction>
    let textCount: UInt
    let textBase: UInt64
    let x: Registers
    let memory: UnsafeMutableRawPointer

    /// Where the run stands.
    struct Position {
        var index: Int
        var cycle: UInt64
    }

    // Arithmetic wraps as the instruction set demands; index and cycle grow by one per instruction and are bounded by
    // `textCount` and `limit`.
    func run<Observer: ExecutionObserver & ~Copyable>(
        from position: inout Position,
        limit: UInt64,
        _ observer: inout Observer
    ) -> Halt {
        var (index, cycle) = (position.index, position.cycle)
        defer { position = Position(index: index, cycle: cycle) }
        while cycle < limit {
            let instruction = instructions[index]
            let a = x[Int(instruction.first)]
            let b = x[Int(instruction.second)]
            let immediate = UInt64(bitPattern: Int64(instruction.immediate))
            let destination = x + Int(instruction.destination)
            // Address of a load or store.
            let effective = a &+ immediate
            observer.willExecute(instruction, at: index, cycle: cycle, x)
            var next = index &+ 1
            switch instruction.operation {
            case .add: destination.pointee = a &+ b
            case .addi: destination.pointee = a &+ immediate
            case .sub: destination.pointee = a &- b
            case .addw: destination.pointee = word(a &+ b)
            case .addiw: destination.pointee = word(a &+ immediate)
            case .subw: destination.pointee = word(a &- b)

            case .slt: destination.pointee = signed(a) < signed(b) ? 1 : 0
            case .slti: destination.pointee = signed(a) < signed(immediate) ? 1 : 0
            case .sltu: destination.pointee = a < b ? 1 : 0
            case .sltiu: destination.pointee = a < immediate ? 1 : 0

            case .and: destination.pointee = a & b
            case .andi: destination.pointee = a & immediate
            case .or: destination.pointee = a | b
            case .ori: destination.pointee = a | immediate
            case .xor: destination.pointee = a ^ b
            case .xori: destination.pointee = a ^ immediate

            // Masking shifts take the amount's low six (five) bits.
            case .sll: destination.pointee = a &<< b
            case .slli: destination.pointee = a &<< immediate
            case .srl: destination.pointee = a &>> b
            case .srli: destination.pointee = a &>> immediate
            case .sra: destination.pointee = unsigned(signed(a) &>> signed(b))
            case .srai: destination.pointee = unsigned(signed(a) &>> signed(immediate))
            case .sllw: destination.pointee = word(UInt64(low(a) &<< low(b)))
            case .slliw: destination.pointee = word(UInt64(low(a) &<< low(immediate)))
            case .srlw: destination.pointee = word(UInt64(low(a) &>> low(b)))
            case .srliw: destination.pointee = word(UInt64(low(a) &>> low(immediate)))
            case .sraw: destination.pointee = extended(signedLow(a) &>> signedLow(b))
            case .sraiw: destination.pointee = extended(signedLow(a) &>> signedLow(immediate))

            case .mul: destination.pointee = a &* b
            case .mulh: destination.pointee = unsigned(signed(a).multipliedFullWidth(by: signed(b)).high)
            case .mulhsu:
                // a is b's partner less 2^64 when it is negative, so the product's high half is less by b.
                let high = a.multipliedFullWidth(by: b).high
                destination.pointee = high &- (signed(a) < 0 ? b : 0)
            case .mulhu: destination.pointee = a.multipliedFullWidth(by: b).high
            case .mulw: destination.pointee = word(a &* b)

            case .div: destination.pointee = unsigned(quotient(signed(a), signed(b)))
            case .divu: destination.pointee = b == 0 ? .max : a / b
            case .rem: destination.pointee = unsigned(remainder(signed(a), signed(b)))
            case .remu: destination.pointee = b == 0 ? a : a % b
            case .divw: destination.pointee = extended(quotient(signedLow(a), signedLow(b)))
            case .divuw: destination.pointee = low(b) == 0 ? .max : word(UInt64(low(a) / low(b)))
            case .remw: destination.pointee = extended(remainder(signedLow(a), signedLow(b)))
            case .remuw: destination.pointee = word(UInt64(low(b) == 0 ? low(a) : low(a) % low(b)))

            case .lb:
                guard let value = load(Int8.self, effective, &observer) else { return fault(.load, effective) }
                destination.pointee = extended(value)
            case .lh:
                guard let value = load(Int16.self, effective, &observer) else { return fault(.load, effective) }
                destination.pointee = extended(value)
            case .lw:
                guard let value = load(Int32.self, effective, &observer) else { return fault(.load, effective) }
                destination.pointee = extended(value)
            case .ld:
                guard let value = load(UInt64.self, effective, &observer) else { return fault(.load, effective) }
                destination.pointee = value
            case .lbu:
                guard let value = load(UInt8.self, effective, &observer) else { return fault(.load, effective) }
                destination.pointee = UInt64(value)
            case .lhu:
                guard let value = load(UInt16.self, effective, &observer) else { return fault(.load, effective) }
                destination.pointee = UInt64(value)
            case .lwu:
                guard let value = load(UInt32.self, effective, &observer) else { return fault(.load, effective) }
                destination.pointee = UInt64(value)

            case .sb:
                guard store(UInt8(truncatingIfNeeded: b), effective, &observer) else { return fault(.store, effective) }
            case .sh:
                guard store(UInt16(truncatingIfNeeded: b), effective, &observer) else {
                    return fault(.store, effective)
                }
            case .sw:
                guard store(UInt32(truncatingIfNeeded: b), effective, &observer) else {
                    return fault(.store, effective)
                }
            case .sd:
                guard store(b, effective, &observer) else { return fault(.store, effective) }

            case .beq:
                if a == b, !jump(from: index, by: immediate, &next) {
                    return fault(.fetch, address(index) &+ immediate)
                }
            case .bne:
                if a != b, !jump(from: index, by: immediate, &next) {
                    return fault(.fetch, address(index) &+ immediate)
                }
            case .blt:
                if signed(a) < signed(b), !jump(from: index, by: immediate, &next) {
                    return fault(.fetch, address(index) &+ immediate)
                }
            case .bge:
                if signed(a) >= signed(b), !jump(from: index, by: immediate, &next) {
                    return fault(.fetch, address(index) &+ immediate)
                }
            case .bltu:
                if a < b, !jump(from: index, by: immediate, &next) { return fault(.fetch, address(index) &+ immediate) }
            case .bgeu:
                if a >= b, !jump(from: index, by: immediate, &next) {
                    return fault(.fetch, address(index) &+ immediate)
                }

            case .jal:
                let link = address(index) &+ 4
                guard jump(from: index, by: immediate, &next) else { return fault(.fetch, address(index) &+ immediate) }
                destination.pointee = link
            case .jalr:
                let target = (a &+ immediate) & ~1
                let link = address(index) &+ 4
                guard jump(from: index, by: target &- address(index), &next) else { return fault(.fetch, target) }
                destination.pointee = link

            case .lui: destination.pointee = immediate
            case .auipc: destination.pointee = address(index) &+ immediate

            case .fence: break
            case .ecall: return Halt(kind: .call)
            case .ebreak: return Halt(kind: .breakpoint)
            case .illegal: return Halt(kind: .illegal)
            case .endOfText: return fault(.fetch, address(index))
            }
            observer.didExecute(instruction, x)
            index = next
            cycle &+= 1
        }
        return Halt(kind: .cycleLimit, operand: limit)
    }

    /// Address of an instruction.
    @inline(__always)
    private func address(_ index: Int) -> UInt64 { textBase &+ 4 &* UInt64(truncatingIfNeeded: index) }

    /// Ends the loop at this instruction.
    @inline(__always)
    private func fault(_ kind: Halt.Kind, _ address: UInt64) -> Halt { Halt(kind: kind, operand: address) }

    /// Sets the next index for a jump by `distance` bytes; false when the target is no instruction.
    @inline(__always)
    private func jump(from index: Int, by distance: UInt64, _ next: inout Int) -> Bool {
        next = index &+ Int(truncatingIfNeeded: signed(distance) &>> 2)
        return distance & 3 == 0 && UInt(bitPattern: next) < textCount
    }

    /// The value at an address; nil when it is misaligned or not in data memory.
    @inline(__always)
    private func load<Value: FixedWidthInteger & BitwiseCopyable, Observer: ExecutionObserver & ~Copyable>(
        _ type: Value.Type,
        _ address: UInt64,
        _ observer: inout Observer
    ) -> Value? {
        let width = UInt64(Value.bitWidth / 8)
        let offset = address &- MachineLayout.dataBase
        guard address & (width &- 1) == 0, offset < MachineLayout.loadableByteCount || isOutput(address) else {
            return nil
        }
        observer.willAccess(Int(truncatingIfNeeded: offset), of: memory)
        return memory.load(fromByteOffset: Int(truncatingIfNeeded: offset), as: Value.self)
    }

    /// Stores a value; false when the address is misaligned or may not be stored to.
    @inline(__always)
    private func store<Value: FixedWidthInteger & BitwiseCopyable, Observer: ExecutionObserver & ~Copyable>(
        _ value: Value,
        _ address: UInt64,
        _ observer: inout Observer
    ) -> Bool {
        let width = UInt64(Value.bitWidth / 8)
        let offset = address &- MachineLayout.dataBase
        guard address & (width &- 1) == 0, offset < MachineLayout.storableByteCount || isOutput(address) else {
            return false
        }
        observer.willAccess(Int(truncatingIfNeeded: offset), of: memory)
        memory.storeBytes(of: value, toByteOffset: Int(truncatingIfNeeded: offset), as: Value.self)
        return true
    }

    /// Whether an aligned access at `address` meets the output, which starts and ends at multiples of eight.
    @inline(__always)
    private func isOutput(_ address: UInt64) -> Bool {
        MachineRegion.output.addresses.contains(address)
    }
}

// MARK: Views of a register

@inline(__always)
private func signed(_ value: UInt64) -> Int64 { Int64(bitPattern: value) }

@inline(__always)
private func unsigned(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) }

@inline(__always)
private func low(_ value: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: value) }

@inline(__always)
private func signedLow(_ value: UInt64) -> Int32 { Int32(truncatingIfNeeded: value) }

/// A narrow signed number, sign-extended.
@inline(__always)
private func extended<Value: FixedWidthInteger & SignedInteger>(_ value: Value) -> UInt64 {
    UInt64(truncatingIfNeeded: value)
}

/// The low 32 bits, sign-extended.
@inline(__always)
private func word(_ value: UInt64) -> UInt64 { extended(signedLow(value)) }

/// Quotient towards zero; -1 for division by zero, and the least number for its own negation (chapter "M").
@inline(__always)
private func quotient<Value: FixedWidthInteger & SignedInteger>(_ a: Value, _ b: Value) -> Value {
    if b == 0 { return -1 }
    if b == -1 { return 0 &- a }
    return a / b
}

/// Remainder with the dividend's sign; the dividend for division by zero, and 0 for the overflowing quotient.
@inline(__always)
private func remainder<Value: FixedWidthInteger & SignedInteger>(_ a: Value, _ b: Value) -> Value {
    if b == 0 { return a }
    if b == -1 { return 0 }
    return a % b
}
