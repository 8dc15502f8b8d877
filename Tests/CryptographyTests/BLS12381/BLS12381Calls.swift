import Accelerators

/// The C interface to BLS12-381 on arrays: nil where the call reports a failure.
enum BLSCall {
    static func g1Add(_ p: [UInt8], _ q: [UInt8]) -> [UInt8]? {
        precondition(p.count == 96 && q.count == 96)
        return Call.output(96) { zkvm_bls12_g1_add(p, q, $0) }
    }

    static func g2Add(_ p: [UInt8], _ q: [UInt8]) -> [UInt8]? {
        precondition(p.count == 192 && q.count == 192)
        return Call.output(192) { zkvm_bls12_g2_add(p, q, $0) }
    }

    static func g1MSM(_ pairs: [UInt8]) -> [UInt8]? {
        precondition(pairs.count % 128 == 0)
        return Call.output(96) { zkvm_bls12_g1_msm(pairs, pairs.count / 128, $0) }
    }

    static func g2MSM(_ pairs: [UInt8]) -> [UInt8]? {
        precondition(pairs.count % 224 == 0)
        return Call.output(192) { zkvm_bls12_g2_msm(pairs, pairs.count / 224, $0) }
    }

    static func pairing(_ pairs: [UInt8]) -> Bool? {
        precondition(pairs.count % 288 == 0)
        var verified = false
        return zkvm_bls12_pairing(pairs, pairs.count / 288, &verified) == ZKVM_EOK ? verified : nil
    }

    static func mapToG1(_ element: [UInt8]) -> [UInt8]? {
        precondition(element.count == 48)
        return Call.output(96) { zkvm_bls12_map_fp_to_g1(element, $0) }
    }

    static func mapToG2(_ element: [UInt8]) -> [UInt8]? {
        precondition(element.count == 96)
        return Call.output(192) { zkvm_bls12_map_fp2_to_g2(element, $0) }
    }
}
