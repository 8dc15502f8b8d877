import Accelerators

/// The C interface on arrays: nil where the call reports a failure.
enum Call {
    static func ripemd160(_ data: [UInt8]) -> [UInt8]? {
        output(32) { zkvm_ripemd160(data, data.count, $0) }
    }

    static func blake2f(rounds: UInt32, state: [UInt8], message: [UInt8], offset: [UInt8], final: UInt8) -> [UInt8]? {
        precondition(state.count == 64 && message.count == 128 && offset.count == 16)
        var state = state
        return zkvm_blake2f(rounds, &state, message, offset, final) == ZKVM_EOK ? state : nil
    }

    static func add(_ p: [UInt8], _ q: [UInt8]) -> [UInt8]? {
        precondition(p.count == 64 && q.count == 64)
        return output(64) { zkvm_bn254_g1_add(p, q, $0) }
    }

    static func multiply(_ p: [UInt8], _ scalar: [UInt8]) -> [UInt8]? {
        precondition(p.count == 64 && scalar.count == 32)
        return output(64) { zkvm_bn254_g1_mul(p, scalar, $0) }
    }

    static func pairing(_ pairs: [UInt8]) -> Bool? {
        precondition(pairs.count % 192 == 0)
        var verified = false
        return zkvm_bn254_pairing(pairs, pairs.count / 192, &verified) == ZKVM_EOK ? verified : nil
    }

    static func evaluatePoint(commitment: [UInt8], z: [UInt8], y: [UInt8], proof: [UInt8]) -> Bool? {
        precondition(commitment.count == 48 && z.count == 32 && y.count == 32 && proof.count == 48)
        var verified = false
        return zkvm_kzg_point_eval(commitment, z, y, proof, &verified) == ZKVM_EOK ? verified : nil
    }

    /// A buffer that holds something else before the call, so that an output left unwritten shows.
    static func output(_ count: Int, _ call: (UnsafeMutablePointer<UInt8>) -> zkvm_status) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0xa5, count: max(count, 1))
        let status = bytes.withUnsafeMutableBufferPointer { buffer in buffer.baseAddress.map(call) }
        return status == ZKVM_EOK ? Array(bytes.prefix(count)) : nil
    }
}
