import GuestExecutor
import ProofVerifier
import RISCVMachine
import RISCVProver

/// Whether what a row says to the rest of the machine is true, by the instruction set and not by the chip.
enum RowMeaning {
    /// One instruction is executed as it should be, or the row says nothing.
    case isTrue
    /// Something else.
    case isFalse
    /// It needs what the rest of the machine never has: an instruction that does not exist, an entry that is no word, a
    /// time beyond the clock's.
    case isImpossible

    private typealias Entry = IsolatedChip.Entry

    init(_ shown: [String: IsolatedChip.Entry], of family: InstructionFamily) {
        if shown.values.allSatisfy(\.multiplicity.isZero) {
            self = .isTrue
            return
        }
        guard let accesses = Accesses(shown), let claim = Claim(accesses) else {
            self = .isFalse
            return
        }
        guard claim.isPossible else {
            self = .isImpossible
            return
        }
        self = claim.family == family && claim.isTrue ? .isTrue : .isFalse
    }

    /// What a row shows, with each multiplicity as it must be.
    private struct Accesses {
        let control: (before: [Goldilocks], after: [Goldilocks])
        let instruction: [Goldilocks]
        /// Old and new entries by name.
        private(set) var entries: [String: (old: [Goldilocks], new: [Goldilocks])] = [:]

        init?(_ shown: [String: Entry]) {
            guard let before = shown["control in"], let after = shown["control out"],
                let instruction = shown["instruction"],
                before.multiplicity == -.one, after.multiplicity == .one, instruction.multiplicity == .one
            else { return nil }
            control = (before.tuple, after.tuple)
            self.instruction = instruction.tuple
            for (name, old) in shown where name.hasSuffix(" old") {
                let access = String(name.dropLast(4))
                guard let new = shown["\(access) new"], old.multiplicity == -new.multiplicity else { return nil }
                if new.multiplicity.isZero { continue }
                guard new.multiplicity == .one else { return nil }
                entries[access] = (old.tuple, new.tuple)
            }
        }
    }

    /// The claim that an instruction has been executed, with its words put together.
    private struct Claim {
        let accesses: Accesses
        let operation: MachineOperation?
        let immediate: UInt64

        init?(_ accesses: Accesses) {
            self.accesses = accesses
            operation = MachineOperation(rawValue: accesses.instruction[1].value)
            immediate = Self.word(accesses.instruction, 6)
        }

        private static let immediateForms: Set<MachineOperation> = [
            .andi, .ori, .xori, .slli, .srli, .srai, .slliw, .srliw, .sraiw,
        ]

        private static func word(_ tuple: [Goldilocks], _ place: Int) -> UInt64 {
            tuple[place].value & 0xffff_ffff | tuple[place + 1].value << 32
        }

        private static func isWord(_ tuple: [Goldilocks], _ place: Int) -> Bool {
            tuple[place].value < 1 << 32 && tuple[place + 1].value < 1 << 32
        }

        var time: UInt64 { accesses.control.before[1].value }
        var family: InstructionFamily? {
            operation.flatMap { number in
                GuestExecutor.Operation.allCases.first { MachineOperation($0) == number }?.family
            }
        }

        /// Whether the rest of the machine could offer all this.
        var isPossible: Bool {
            let instruction = accesses.instruction
            guard let operation, time < 1 << 32, time % 4 == 1, instruction[0].value < 1 << 32,
                instruction[2].value < 32, instruction[4].value < 32, instruction[5].value < 32,
                instruction[3].value == (instruction[2].isZero ? 0 : 1), Self.isWord(instruction, 6),
                hasFields(of: operation)
            else { return false }
            return accesses.entries.values.allSatisfy { Self.isEntry($0.old) }
        }

        /// Whether the fields that an operation does not have are 0, and its immediate is one that a word can hold.
        private func hasFields(of operation: MachineOperation) -> Bool {
            let value = Int64(bitPattern: immediate)
            let isSmall = (-2048...2047).contains(value)
            return switch operation {
            case .slli, .srli, .srai: (0..<64).contains(value) && accesses.instruction[5].isZero
            case .slliw, .srliw, .sraiw: (0..<32).contains(value) && accesses.instruction[5].isZero
            case .andi, .ori, .xori, .lb, .lh, .lw, .ld, .lbu, .lhu, .lwu: isSmall && accesses.instruction[5].isZero
            case .sb, .sh, .sw, .sd: isSmall
            default: immediate == 0 || family != .bitwise && family != .shift
            }
        }

        /// Whether a tuple of the memory bus is about a cell that exists.
        private static func isEntry(_ tuple: [Goldilocks]) -> Bool {
            let address = tuple[1].value
            guard isWord(tuple, 2), tuple[4].value < 1 << 32, let space = MemorySpace(rawValue: tuple[0].value) else {
                return false
            }
            if space == .register { return address < 32 }
            let isInput = MachineRegion.input.addresses.contains(address)
            return address.isMultiple(of: 8) && Arithmetic.isData(address) && isInput == (space == .input)
        }

        /// Whether it is what the instruction set says.
        var isTrue: Bool {
            guard let operation, let family else { return false }
            let instruction = accesses.instruction
            guard accesses.control.before[0] == instruction[0],
                accesses.control.after == [instruction[0] + 4, Goldilocks(time + 4)]
            else { return false }
            switch family {
            case .bitwise, .shift:
                guard let a = read("first", instruction[4], 0), let b = secondOperand, accesses.entries.count <= 3
                else { return false }
                return writes(Arithmetic.result(operation, a, b))
            case .load: return isTrueLoad(operation)
            case .store: return isTrueStore(operation)
            default: return false
            }
        }

        /// The register that rs2 names, or the immediate of a form that has one, in whose place no register is read.
        private var secondOperand: UInt64? {
            guard let operation, Self.immediateForms.contains(operation) else {
                return immediate == 0 ? read("second", accesses.instruction[5], 1) : nil
            }
            return accesses.entries["second"] == nil && accesses.instruction[5].isZero ? immediate : nil
        }

        /// A read of a register at its time.
        private func read(_ name: String, _ register: Goldilocks, _ slot: UInt64) -> UInt64? {
            guard let (old, new) = accesses.entries[name], old[2...3] == new[2...3],
                isAccess(old, new, MemorySpace.register, at: register, slot)
            else { return nil }
            return Self.word(old, 2)
        }

        private func isAccess(
            _ old: [Goldilocks],
            _ new: [Goldilocks],
            _ space: MemorySpace,
            at address: Goldilocks,
            _ slot: UInt64
        ) -> Bool {
            let cell = [Goldilocks(space.rawValue), address]
            return Array(old[..<2]) == cell && Array(new[..<2]) == cell && new[4].value == time + slot
                && old[4].value < new[4].value
        }

        private func writes(_ result: UInt64?) -> Bool {
            let instruction = accesses.instruction
            guard let result, let (old, new) = accesses.entries["result"],
                isAccess(old, new, .register, at: instruction[2], 3)
            else { return false }
            let kept = instruction[3].isZero ? 0 : result
            return Self.isWord(new, 2) && Self.word(new, 2) == kept
        }

        private func isTrueLoad(_ operation: MachineOperation) -> Bool {
            guard let base = read("base", accesses.instruction[4], 0), let (old, new) = accesses.entries["word"],
                old[2...3] == new[2...3], accesses.entries.count == 3, accesses.instruction[5].isZero
            else { return false }
            let address = base &+ immediate
            let space: MemorySpace = MachineRegion.input.addresses.contains(address) ? .input : .memory
            guard isAccess(old, new, space, at: Goldilocks(address & ~7), 2), Arithmetic.isData(address) else {
                return false
            }
            return writes(Arithmetic.loaded(operation, from: Self.word(old, 2), at: address))
        }

        private func isTrueStore(_ operation: MachineOperation) -> Bool {
            guard let base = read("base", accesses.instruction[4], 0),
                let source = read("source", accesses.instruction[5], 1),
                let (old, new) = accesses.entries["word"], accesses.entries.count == 3
            else { return false }
            let address = base &+ immediate
            guard isAccess(old, new, .memory, at: Goldilocks(address & ~7), 2), Arithmetic.isData(address),
                !MachineRegion.input.addresses.contains(address), Self.isWord(new, 2)
            else { return false }
            return Self.word(new, 2) == Arithmetic.stored(operation, source, over: Self.word(old, 2), at: address)
        }
    }
}
