import EVM
import Primitives

/// Writes codes that mean something: instructions find their operands, loops end, most calls reach somebody.
///
/// A code is a sequence of phrases. A phrase leaves the stack as it found it or higher, never lower, so that phrases
/// can be nested in loops and branches.
struct CodeGenerator {
    var random: FuzzRandom
    var writer = CodeWriter()
    let world: FuzzWorld
    /// Which of the world's contracts the code is of, or is created by.
    let contractIndex: Int
    /// How many creations deep this code stands: codes that create codes must come to an end.
    let nesting: Int

    init(random: FuzzRandom, world: FuzzWorld, contractIndex: Int, nesting: Int = 0) {
        self.random = random
        self.world = world
        self.contractIndex = contractIndex
        self.nesting = nesting
    }

    /// Whether phrases may change state.
    var changesState: Bool { nesting > 0 || FuzzWorld.changesState(contractIndex: contractIndex) }

    /// A contract's code, of about so many phrases.
    mutating func contract(phraseCount: Int) -> [UInt8] {
        if random.chance(3) { return arbitraryBytes() }
        for _ in 0..<phraseCount { phrase(depth: 0) }
        ending()
        return writer.finished()
    }

    /// Bytes that nobody wrote as code, with as many opcodes among them as not.
    mutating func arbitraryBytes() -> [UInt8] {
        (0..<random.within(1...60)).map { _ in
            random.chance(50) ? random.pick(Opcode.allCases).rawValue : UInt8(truncatingIfNeeded: random.next())
        }
    }

    /// One phrase.
    ///
    /// - Parameter depth: Loops and branches around it.
    mutating func phrase(depth: Int) {
        if writer.height > 12 { spill(min(writer.height, random.within(4...12))) }
        let kind = random.pick(weighted: depth < 2 ? Phrase.all : Phrase.flat)
        switch kind {
        case .arithmetic: arithmetic()
        case .environment: environmentRead()
        case .memory: memoryAccess()
        case .copying: copying()
        case .hash: hash()
        case .storage: storageAccess()
        case .transient: transientAccess()
        case .stack: stackShuffle()
        case .log: log()
        case .call: call()
        case .precompile: precompileCall()
        case .creation: creation()
        case .returnData: returnDataAccess()
        case .gasProbe: gasProbe()
        case .loop: loop(depth: depth)
        case .branch: branch(depth: depth)
        case .rarity: rarity()
        }
    }

    /// Pushes operands that are missing for so many.
    mutating func ensure(_ count: Int) {
        while writer.height < count { pushWord() }
    }

    /// Pushes a word, sometimes with leading zeros.
    mutating func pushWord() {
        if random.chance(10) {
            let width = random.within(1...32)
            writer.push(random.uniformWord() >> (256 &- 8 &* random.within(1...width)), width: width)
        } else {
            writer.push(random.word())
        }
    }

    /// Moves items from the stack to memory, where logs and hashes find them.
    mutating func spill(_ count: Int) {
        let first = random.below(6)
        for index in 0..<count {
            writer.push((first &+ index) &* 32)
            writer.op(.mstore)
        }
    }

    /// Ends the code: nearly always after showing what is on the stack.
    private mutating func ending() {
        if contractIndex > 0, random.chance(15) {
            // What the code has done is undone: later phrases of the caller may see traces of it.
            pushRange()
            return writer.op(.revert)
        }
        if writer.height > 0, random.chance(80) {
            let count = min(writer.height, 10)
            spill(count)
            if changesState {
                writer.push((count &+ 6) &* 32)
                writer.push(0)
                writer.op(random.chance(80) ? .log0 : .return)
                return finishQuietly()
            }
        }
        switch random.below(20) {
        case 0:
            writer.op(.invalid)
        case 1, 2:
            pushRange()
            writer.op(.revert)
        case 3 where changesState:
            writer.push(world.address(&random))
            writer.op(.selfdestruct)
        case 4...12:
            pushRange()
            writer.op(.return)
        default:
            finishQuietly()
        }
    }

    private mutating func finishQuietly() {
        if random.chance(50) || !writer.data.isEmpty { writer.op(.stop) }
    }

    /// Pushes a size and an offset for RETURN, REVERT and their like.
    mutating func pushRange() {
        writer.push(random.memorySize())
        writer.push(random.memoryOffset())
    }
}

/// What a phrase is about.
enum Phrase {
    case arithmetic, environment, memory, copying, hash, storage, transient, stack, log, call, precompile, creation
    case returnData, gasProbe, loop, branch, rarity

    /// Phrases that contain no others.
    static let flat: [(weight: Int, value: Phrase)] = [
        (30, .arithmetic), (8, .environment), (9, .memory), (6, .copying), (3, .hash), (12, .storage), (4, .transient),
        (7, .stack), (4, .log), (14, .call), (7, .precompile), (4, .creation), (4, .returnData), (4, .gasProbe),
        (1, .rarity),
    ]

    /// All phrases.
    static let all = flat + [(4, .loop), (5, .branch)]
}
