import Cryptography
import Groth16
import Primitives
import ProofProver
import Testing

@Suite("Digests of circuits")
struct CircuitDigestTests {
    typealias Fr = BN254.Fr

    /// A circuit as its numbers: public and private variables, and three rows for each constraint.
    private struct Plan {
        var publicCount = 2
        var privateCount = 3
        /// For each constraint the terms of A, B, C: a coefficient and a variable, 0 being one, then the public ones.
        var constraints: [[[(Int, Int)]]] = [
            [[(1, 0), (3, 1)], [(-1, 3)], [(2, 4), (5, 5)]],
            [[(7, 2)], [(1, 3), (1, 4)], []],
            [[(1, 5)], [(1, 5)], [(-3, 1), (1, 2)]],
        ]

        var system: R1CS {
            var builder = ConstraintBuilder(.shape)
            var variables = [Variable.one]
            for _ in 0..<publicCount { variables.append(builder.allocatePublic { _ in .zero }) }
            for _ in 0..<privateCount { variables.append(builder.allocatePrivate { _ in .zero }) }
            for constraint in constraints {
                let rows = constraint.map { terms in
                    LinearCombination(terms.map { .init(Plan.element($0.0), variables[$0.1]) })
                }
                builder.constrain("row", rows[0], rows[1], rows[2])
            }
            return builder.constraintSystem
        }

        static func element(_ value: Int) -> Fr {
            value < 0 ? -Fr(UInt64(-value)) : Fr(UInt64(value))
        }
    }

    @Test("Every change of a circuit changes the digest, and no two changes give the same")
    func everyChange() {
        let plan = Plan()
        var digests: [Bytes32] = [plan.system.digest]
        #expect(Plan().system.digest == digests[0])
        func add(_ change: (inout Plan) -> Void) {
            var other = plan
            change(&other)
            digests.append(other.system.digest)
        }
        for (row, constraint) in plan.constraints.enumerated() {
            add { $0.constraints.remove(at: row) }
            add { $0.constraints.insert([[], [], []], at: row) }
            for (matrix, terms) in constraint.enumerated() {
                add { $0.constraints[row][matrix].append((11, 0)) }
                for index in terms.indices {
                    add { $0.constraints[row][matrix].remove(at: index) }
                    add { $0.constraints[row][matrix][index].0 += 13 }
                    // A number that no other change leads to.
                    add {
                        $0.constraints[row][matrix][index] = (
                            17 + index, ($0.constraints[row][matrix][index].1 + 1) % 6
                        )
                    }
                }
            }
        }
        // The same rows for other columns, or in another order.
        add { $0.privateCount += 1 }
        add { $0.publicCount += 1 }
        add { ($0.publicCount, $0.privateCount) = (3, 2) }
        add { $0.constraints.swapAt(0, 1) }
        add { $0.constraints[0].swapAt(0, 1) }
        add { $0.constraints[0].swapAt(1, 2) }
        #expect(Set(digests).count == digests.count)
    }

    @Test("The digest is the one that is written down, over several blocks of rows")
    func writtenDown() {
        var builder = ConstraintBuilder(.shape)
        let input = builder.allocatePublic { _ in .zero }
        var value = builder.allocatePrivate { _ in .zero }
        for step in 0..<4100 {
            let sum = LinearCombination(value) * Fr(UInt64(step % 7 + 1)) + LinearCombination(input)
            value = builder.product("step", sum, LinearCombination(value) - .one)
        }
        let system = builder.constraintSystem
        #expect(system.constraintCount == 4100)

        func long(_ number: Int) -> [UInt8] { withUnsafeBytes(of: UInt64(number).bigEndian) { Array($0) } }
        func short(_ number: Int) -> [UInt8] { withUnsafeBytes(of: UInt32(number).bigEndian) { Array($0) } }
        var bytes = Array("rollupsim/groth16/circuit/2".utf8)
        bytes += long(system.publicCount) + long(system.privateCount) + long(4100)
        for matrix in [system.a, system.b, system.c] {
            var places: [UInt256: Int] = [:]
            var values: [UInt8] = []
            var blocks: [[UInt8]] = [[], []]
            var entryCount = 0
            for index in 0..<4100 {
                let row = matrix.row(index)
                entryCount += row.count
                blocks[index / 4096] += short(row.count)
                for (column, coefficient) in row {
                    if places[coefficient.value] == nil {
                        places[coefficient.value] = places.count
                        values += coefficient.bigEndianBytes
                    }
                    blocks[index / 4096] += short(column) + short(places[coefficient.value] ?? -1)
                }
            }
            bytes += long(entryCount) + long(places.count) + Keccak256.hash(values).bytes
            for block in blocks { bytes += Keccak256.hash(block).bytes }
        }
        #expect(system.digest == Keccak256.hash(bytes))
    }

    @Test("The verifying key alone is the proving key's, and a file has the size that is foretold")
    func verifyingKeyAlone() throws {
        for system in [Plan().system, SampleCircuit.squarings(.shape, length: 100, start: 0).constraintSystem] {
            let key = try InsecureSetup.provingKey(of: system, seed: SampleCircuit.seed, workers: .one)
            #expect(try InsecureSetup.verifyingKey(of: system, seed: SampleCircuit.seed) == key.verifyingKey)
            #expect(ProvingKey.fileSize(of: system) == key.encoded.count)
        }
    }
}
