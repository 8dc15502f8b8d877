import Cryptography
import Primitives

// The digest of a circuit: Keccak-256 of a tag, the numbers of public and private columns and of constraints, and each
// matrix. A matrix is its number of entries, its number of different values, Keccak-256 of these in the order of their
// first entries, and Keccak-256 of each block of rows, the last one shorter. A block is, row by row, the number of the
// row's entries, then each entry's column and the place of its value. Numbers before the blocks are 8 bytes, in them 4,
// values 32, all big-endian. Names of constraints do not count.
extension R1CS {
    /// The first bytes that are hashed: these ASCII bytes.
    private static let digestTag = "rollupsim/groth16/circuit/2"
    /// Rows of a block, so that a circuit of any size is hashed in little memory.
    private static let digestBlock = 4096

    /// The digest of a system from its parts.
    static func hash(publicCount: Int, privateCount: Int, _ matrices: [SparseMatrix]) -> Bytes32 {
        var bytes = Array(digestTag.utf8)
        func append(_ number: Int) {
            withUnsafeBytes(of: UInt64(number).bigEndian) { bytes.append(contentsOf: $0) }
        }
        append(publicCount)
        append(privateCount)
        append(matrices.first?.rowCount ?? 0)
        var memory: [UInt8] = []
        for matrix in matrices {
            append(matrix.entryCount)
            append(matrix.values.count)
            bytes.append(contentsOf: Keccak256.hash(matrix.values.flatMap(\.bigEndianBytes)).bytes)
            for start in stride(from: 0, to: matrix.rowCount, by: digestBlock) {
                let rows = start..<min(start + digestBlock, matrix.rowCount)
                bytes.append(contentsOf: matrix.hash(of: rows, &memory).bytes)
            }
        }
        return Keccak256.hash(bytes)
    }
}

extension SparseMatrix {
    /// Bytes of a number in a block.
    private static let numberSize = 4

    /// Keccak-256 of some rows.
    ///
    /// - Parameters:
    ///   - rows: Some rows, at least one.
    ///   - memory: Space for them, which grows when it must.
    fileprivate func hash(of rows: Range<Int>, _ memory: inout [UInt8]) -> Bytes32 {
        let entries = entries(ofRow: rows.lowerBound).lowerBound..<rowEnds[rows.upperBound - 1]
        let size = (rows.count + 2 * entries.count) * Self.numberSize
        if memory.count < size { memory = [UInt8](repeating: 0, count: size) }
        return memory.withUnsafeMutableBytes { memory in
            guard var position = memory.baseAddress else { return Keccak256.empty }
            func store(_ number: UInt32) {
                position.storeBytes(of: number.bigEndian, as: UInt32.self)
                position += Self.numberSize
            }
            columns.withUnsafeBufferPointer { columns in
                valueNumbers.withUnsafeBufferPointer { numbers in
                    for row in rows {
                        let entries = self.entries(ofRow: row)
                        store(UInt32(truncatingIfNeeded: entries.count))
                        for entry in entries {
                            store(columns[entry])
                            store(numbers[entry])
                        }
                    }
                }
            }
            return Keccak256.hash(UnsafeRawBufferPointer(rebasing: memory[..<size]))
        }
    }
}
