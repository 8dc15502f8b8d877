import ProofKernels
import ProofVerifier

extension Kernels {
    /// All that the row kernels make of a sample of 512 elements: every operation, over both fields, and leaves of one
    /// interaction and of two.
    func rowResults(on sample: [UInt64]) -> [UInt64] {
        let (columnCount, lanes) = (3, 16)
        let kinds = [
            PROOF_ROW_ADD, PROOF_ROW_SUBTRACT, PROOF_ROW_MULTIPLY, PROOF_ROW_ADD_CONSTANT,
            PROOF_ROW_SUBTRACT_FROM_CONSTANT, PROOF_ROW_MULTIPLY_CONSTANT, PROOF_ROW_CONSTANT,
        ]
        // Each operation reads the result before it and a column.
        var operations = kinds.enumerated().map { index, kind in
            proof_row_operation(
                operation: UInt32(kind.rawValue),
                destination: UInt32(index),
                left: UInt32(index == 0 ? 0 : columnCount + index - 1),
                right: UInt32(index % columnCount),
                constant: sample[index]
            )
        }
        for index in kinds.indices {
            operations.append(
                proof_row_operation(
                    operation: UInt32(PROOF_ROW_EMIT.rawValue),
                    destination: 0,
                    left: UInt32(columnCount + index),
                    right: 0,
                    constant: UInt64(index)
                )
            )
        }
        func element(_ index: Int) -> (UInt64, UInt64, UInt64) { (sample[index], sample[index + 1], sample[index + 2]) }
        let elements = (0..<4).map { proof_tuple_element(place: UInt32($0), reserved: 0, factor: element(40 + $0)) }
        let interactions = (0..<3).map { index in
            proof_interaction(
                multiplicity: UInt32(index),
                first_element: UInt32(index),
                element_count: 2,
                reserved: 0,
                constant: element(50 + index)
            )
        }
        let leaves = [
            proof_leaf(first: 0, second: 2, weight: element(60)),
            proof_leaf(first: 1, second: PROOF_NO_INTERACTION, weight: element(61)),
        ]
        var results: [UInt64] = []
        sample.withUnsafeBufferPointer { sample in
            operations.withUnsafeBufferPointer { operations in
                elements.withUnsafeBufferPointer { elements in
                    interactions.withUnsafeBufferPointer { interactions in
                        leaves.withUnsafeBufferPointer { leaves in
                            guard let words = sample.baseAddress else { return }
                            var rows = proof_rows(
                                column_count: columnCount,
                                operations: operations.baseAddress,
                                operation_count: operations.count,
                                coefficients: words + 9,
                                elements: elements.baseAddress,
                                interactions: interactions.baseAddress,
                                leaves: leaves.baseAddress,
                                leaf_count: leaves.count,
                                denominator_factor: (words[70], words[71], words[72])
                            )
                            results = rowResults(&rows, words, registerCount: kinds.count, lanes: lanes)
                        }
                    }
                }
            }
        }
        return results
    }

    private func rowResults(
        _ rows: inout proof_rows,
        _ sample: UnsafePointer<UInt64>,
        registerCount: Int,
        lanes: Int
    ) -> [UInt64] {
        let table = table.pointee
        let columns: [UnsafePointer<UInt64>?] = (0..<rows.column_count).map { sample + 3 * lanes * $0 }
        let (columnCount, leafCount) = (rows.column_count, rows.leaf_count)
        var registers = [UInt64](repeating: 0, count: 3 * registerCount * lanes)
        var sums = [UInt64](repeating: 1, count: 3 * lanes)
        var totals = [UInt64](repeating: 2, count: 3 * leafCount)
        var fractions = Array(UnsafeBufferPointer(start: sample, count: 6 * lanes))
        var planes = Array(UnsafeBufferPointer(start: sample, count: 6 * lanes))
        var lines = [UInt64](repeating: 3, count: 2 * lanes)
        fractions.withUnsafeMutableBufferPointer { fractions in
            guard let numerators = fractions.baseAddress else { return }
            let denominators = numerators + 3 * lanes
            table.rows_evaluate(&rows, columns, lanes, &registers, &sums)
            table.rows_add_leaves(&rows, columns, lanes, &registers, &sums)
            table.rows_add_leaf_sums(&rows, columns, lanes, &registers, sample, lanes, &totals)
            for leaf in 0..<leafCount {
                table.rows_fractions(&rows, leaf, columns, lanes, &registers, numerators, denominators, Int32(leaf))
            }
        }
        let base = registers + sums
        table.rows_evaluate_cubic(&rows, columns, lanes, lanes, &registers, &sums)
        table.rows_add_leaves_cubic(&rows, columns, lanes, lanes, &registers, &sums)
        table.planes_add_weighted(&sums, sample, lanes, lanes, &totals)
        table.planes_fold(&planes, 2 * lanes, lanes, lanes, sample)
        table.planes_fold_base(&planes, lanes, sample, sample + lanes, lanes, sample + 7)
        lines.withUnsafeMutableBufferPointer { lines in
            guard let values = lines.baseAddress else { return }
            table.words_extend_line(values, values + lanes, sample, sample + 3 * columnCount, lanes)
            table.words_add(values, values + lanes, lanes)
        }
        return base + registers + sums + totals + fractions + planes + lines
    }
}
