package import Groth16

extension ConstraintBuilder {
    /// The root that a leaf leads to with the siblings on its way.
    ///
    /// 241 constraints a level.
    ///
    /// - Requires: `index` are bits, the lowest first, as many as siblings.
    package mutating func merkleRoot(
        leaf: LinearCombination,
        index: [LinearCombination],
        siblings: [LinearCombination]
    ) -> LinearCombination {
        within("Merkle path") { builder in
            var node = leaf
            for (isRight, sibling) in zip(index, siblings) {
                // The pair is (node, sibling), exchanged if the bit is one.
                let left = builder.select("order", isRight, sibling, else: node)
                node = builder.poseidon(left, node + sibling - left)
            }
            return node
        }
    }
}
