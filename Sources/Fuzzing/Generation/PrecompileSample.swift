import EVM
import HostAccelerators
import Primitives
import StateTransition

/// A call of a precompile: an input at or near an edge, and the price where a simple formula tells it.
struct PrecompileSample {
    var address: Address
    var input: [UInt8]
    /// Gas of a run on this input; nil where the formula is not simple.
    var gas: UInt64?

    /// A sample for one of the fork's precompiles.
    static func random(_ random: inout FuzzRandom, fork: Fork) -> PrecompileSample {
        var samples: [(weight: Int, value: (inout FuzzRandom) -> PrecompileSample)] = [
            (4, ecrecover), (3, hash), (3, identity), (5, modexp), (4, bn254Addition), (4, bn254Multiplication),
            (2, bn254Pairing), (3, blake2f), (2, pointEvaluation),
        ]
        if fork.hasBLS12381 {
            samples += [
                (2, bls12G1Addition), (2, bls12G1MSM), (2, bls12G2Addition), (1, bls12G2MSM), (1, bls12Pairing),
                (1, bls12MapFp), (1, bls12MapFp2),
            ]
        }
        if fork.hasSecp256r1 { samples.append((4, p256Verify)) }
        var sample = random.pick(weighted: samples)(&random)
        if random.chance(20) { sample.damage(&random) }
        return sample
    }

    private init(_ address: UInt64, _ input: [UInt8], gas: UInt64?) {
        self.address = Address(address)
        self.input = input
        self.gas = gas
    }

    /// Changes one thing about the input: a byte, or its length.
    private mutating func damage(_ random: inout FuzzRandom) {
        switch random.below(4) {
        case 0 where !input.isEmpty: input.removeLast()
        case 1: input.append(0)
        case 2 where !input.isEmpty: input[random.below(input.count)] ^= 1 << UInt8(random.below(8))
        case 3: input = Array(input.prefix(random.below(input.count &+ 1)))
        default: input = []
        }
    }
}

// The precompiles of all forks here.
extension PrecompileSample {
    private static func ecrecover(_ random: inout FuzzRandom) -> PrecompileSample {
        let hash = Bytes32(random.uniformWord())
        let signature = random.pick(FuzzWorld.authorityKeys).sign(hash)
        var parity = UInt256(27 &+ UInt64(signature.yParity))
        var r = signature.r
        var s = signature.s
        // n, the order of the group, and the halves of its range.
        let order = UInt256(
            l0: 0xbfd2_5e8c_d036_4141,
            l1: 0xbaae_dce6_af48_a03b,
            l2: 0xffff_ffff_ffff_fffe,
            l3: .max
        )
        switch random.below(10) {
        case 0: parity = random.pick([0, 1, 26, 27, 28, 29, 35, 1 << 8 | 27])
        case 1: r = random.pick([.zero, .one, order, order &- 1, order &+ 1, .max])
        case 2: s = random.pick([.zero, .one, order, order &- 1, order &+ 1, .max])
        // The other s of the same signature: the precompile takes it too.
        case 3:
            s = order &- s
            parity = UInt256(28 &- UInt64(signature.yParity))
        default: break
        }
        let input = hash.bytes + parity.bigEndianBytes + r.bigEndianBytes + s.bigEndianBytes
        return PrecompileSample(0x01, input, gas: 3000)
    }

    private static func hash(_ random: inout FuzzRandom) -> PrecompileSample {
        let input = data(&random)
        let words = UInt64(input.count &+ 31) / 32
        return random.chance(50)
            ? PrecompileSample(0x02, input, gas: 60 &+ 12 &* words)
            : PrecompileSample(0x03, input, gas: 600 &+ 120 &* words)
    }

    private static func identity(_ random: inout FuzzRandom) -> PrecompileSample {
        let input = data(&random)
        return PrecompileSample(0x04, input, gas: 15 &+ 3 &* (UInt64(input.count &+ 31) / 32))
    }

    private static func data(_ random: inout FuzzRandom) -> [UInt8] {
        random.bytes(
            random.chance(50) ? random.pick([0, 1, 31, 32, 33, 55, 56, 63, 64, 65, 119, 128]) : random.below(200)
        )
    }

    /// Lengths and contents, which need not agree (EIP-198, EIP-2565, EIP-7823, EIP-7883).
    private static func modexp(_ random: inout FuzzRandom) -> PrecompileSample {
        let lengths = (0..<3).map { _ in
            random.pick(weighted: [
                (12, random.below(4)), (16, random.pick([31, 32, 33])), (4, random.below(100)),
                (1, random.pick([255, 1023])),
            ])
        }
        var claimed = lengths.map { UInt256(UInt64($0)) }
        if random.chance(8) {
            claimed[random.below(3)] = random.pick([
                1024, 1025, UInt256(UInt64(UInt32.max)), UInt256(.max), UInt256.one << 64, .max,
            ])
        }
        var input = claimed.flatMap { $0.bigEndianBytes }
        for (index, length) in lengths.enumerated() {
            var part = random.bytes(length)
            if random.chance(25) { part = [UInt8](repeating: random.pick([0, 0xff]), count: length) }
            // Even moduli, one and zero take ways of their own.
            if index == 2, random.chance(30), length > 0 {
                part = [UInt8](repeating: 0, count: length)
                part[random.below(length)] = random.pick([0, 1, 2, 0x80])
            }
            // A short exponent in a long field counts by its highest bit.
            if index == 1, random.chance(50), length > 2 {
                part.replaceSubrange(0..<length &- 2, with: [UInt8](repeating: 0, count: length &- 2))
            }
            input += part
        }
        return PrecompileSample(0x05, input, gas: random.chance(30) ? random.pick([200, 500]) : nil)
    }

    /// Order of the coordinate field of BN254.
    private static let bn254Prime = UInt256(
        l0: 0x3c20_8c16_d87c_fd47,
        l1: 0x9781_6a91_6871_ca8d,
        l2: 0xb850_45b6_8181_585d,
        l3: 0x3064_4e72_e131_a029
    )
    /// Order of the groups of BN254.
    private static let bn254Order = UInt256(
        l0: 0x43e1_f593_f000_0001,
        l1: 0x2833_e848_79b9_7091,
        l2: 0xb850_45b6_8181_585d,
        l3: 0x3064_4e72_e131_a029
    )

    private static func bn254Point(_ random: inout FuzzRandom) -> [UInt8] {
        switch random.below(14) {
        case 0, 1: return [UInt8](repeating: 0, count: 64)
        case 2: return coordinates(1, bn254Prime &- 2)
        case 3: return coordinates(1, random.pick([1, 3, bn254Prime &+ 2]))
        case 4: return coordinates(random.pick([bn254Prime, bn254Prime &- 1, bn254Prime &+ 1, .max]), 2)
        case 5: return coordinates(0, random.pick([1, bn254Prime]))
        default: return random.pick(PrecompileVectors.bn254G1)
        }
    }

    private static func coordinates(_ x: UInt256, _ y: UInt256) -> [UInt8] {
        x.bigEndianBytes + y.bigEndianBytes
    }

    private static func bn254Addition(_ random: inout FuzzRandom) -> PrecompileSample {
        PrecompileSample(0x06, bn254Point(&random) + bn254Point(&random), gas: 150)
    }

    private static func bn254Multiplication(_ random: inout FuzzRandom) -> PrecompileSample {
        let scalar =
            random.chance(40)
            ? random.pick([0, 1, 2, bn254Order &- 1, bn254Order, bn254Order &+ 1, .max]) : random.word()
        return PrecompileSample(0x07, bn254Point(&random) + scalar.bigEndianBytes, gas: 6000)
    }

    private static func bn254Pairing(_ random: inout FuzzRandom) -> PrecompileSample {
        var input: [UInt8] = []
        if random.chance(40) {
            // e(P, Q) e(-P, Q) = 1
            input += coordinates(1, 2) + PrecompileVectors.bn254G2[0]
            input += coordinates(1, bn254Prime &- 2) + PrecompileVectors.bn254G2[0]
        } else {
            for _ in 0..<random.below(3) {
                var second = random.pick(PrecompileVectors.bn254G2)
                if random.chance(15) { second = [UInt8](repeating: 0, count: 128) }
                if random.chance(10) { second = Array(second[64...]) + Array(second[..<64]) }
                if random.chance(10) { second[random.below(128)] ^= 1 }
                input += bn254Point(&random) + second
            }
        }
        return PrecompileSample(0x08, input, gas: 45_000 &+ 34_000 &* UInt64(input.count / 192))
    }

    private static func blake2f(_ random: inout FuzzRandom) -> PrecompileSample {
        var input = PrecompileVectors.blake2f[0]
        let rounds = UInt32(random.chance(95) ? random.below(30) : random.below(3000))
        input.replaceSubrange(0..<4, with: withUnsafeBytes(of: rounds.bigEndian) { Array($0) })
        input.replaceSubrange(4..<212, with: random.bytes(208))
        input[212] = random.pick([0, 1, 1, 0, 0, 1, 2, 0xff])
        return PrecompileSample(0x09, input, gas: UInt64(rounds))
    }

    private static func pointEvaluation(_ random: inout FuzzRandom) -> PrecompileSample {
        var input = random.pick(PrecompileVectors.pointEvaluation)
        if random.chance(30) {
            let start = random.pick([0, 32, 64, 96, 144])
            input[start &+ random.below(8)] ^= 1 << UInt8(random.below(8))
        }
        return PrecompileSample(0x0a, input, gas: 50_000)
    }
}

// EIP-2537 and EIP-7951.
extension PrecompileSample {
    /// Order of the coordinate field of BLS12-381, 64 bytes as EIP-2537 pads it.
    private static let bls12Prime: [UInt8] =
        Hex.decode(
            "000000000000000000000000000000001a0111ea397fe69a4b1ba7b6434bacd7"
                + "64774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab"
        ) ?? []

    private static func bls12G1(_ random: inout FuzzRandom) -> [UInt8] {
        bls12Point(&random, PrecompileVectors.bls12G1, PrecompileVectors.bls12G1OutsideSubgroup)
    }

    private static func bls12G2(_ random: inout FuzzRandom) -> [UInt8] {
        bls12Point(&random, PrecompileVectors.bls12G2, PrecompileVectors.bls12G2OutsideSubgroup)
    }

    private static func bls12Point(_ random: inout FuzzRandom, _ points: [[UInt8]], _ outside: [[UInt8]]) -> [UInt8] {
        var point = random.pick(points)
        switch random.below(16) {
        case 0, 1: return [UInt8](repeating: 0, count: point.count)
        case 2: return random.pick(outside)
        case 3: point[random.below(point.count)] ^= 1 << UInt8(random.below(8))
        case 4: point.replaceSubrange(0..<64, with: bls12FieldElement(&random))
        default: break
        }
        return point
    }

    /// A field element, or one that is just none.
    private static func bls12FieldElement(_ random: inout FuzzRandom) -> [UInt8] {
        var element = bls12Prime
        switch random.below(8) {
        case 0: break
        case 1: element[63] &-= 1
        case 2: element[63] &+= 1
        case 3: element = [UInt8](repeating: 0, count: 64)
        case 4: element = [UInt8](repeating: 0, count: 63) + [1]
        default: element = [UInt8](repeating: 0, count: 17) + random.bytes(47)
        }
        return element
    }

    private static func bls12G1Addition(_ random: inout FuzzRandom) -> PrecompileSample {
        PrecompileSample(0x0b, bls12G1(&random) + bls12G1(&random), gas: 375)
    }

    /// Of one or two points: prices 12,000 gas per point with the discounts 1000 and 949 in a thousand.
    private static func bls12G1MSM(_ random: inout FuzzRandom) -> PrecompileSample {
        let count = random.within(1...2)
        let input = (0..<count).flatMap { _ in bls12G1(&random) + bls12Scalar(&random) }
        return PrecompileSample(0x0c, input, gas: count == 1 ? 12_000 : 22_776)
    }

    private static func bls12Scalar(_ random: inout FuzzRandom) -> [UInt8] {
        // The order of the groups; larger scalars are taken modulo it.
        let order = UInt256(
            l0: 0xffff_ffff_0000_0001,
            l1: 0x53bd_a402_fffe_5bfe,
            l2: 0x3339_d808_09a1_d805,
            l3: 0x73ed_a753_299d_7d48
        )
        let scalar = random.chance(30) ? random.pick([.zero, .one, order, order &- 1, order &+ 1]) : random.word()
        return scalar.bigEndianBytes
    }

    private static func bls12G2Addition(_ random: inout FuzzRandom) -> PrecompileSample {
        PrecompileSample(0x0d, bls12G2(&random) + bls12G2(&random), gas: 600)
    }

    private static func bls12G2MSM(_ random: inout FuzzRandom) -> PrecompileSample {
        PrecompileSample(0x0e, bls12G2(&random) + bls12Scalar(&random), gas: 22_500)
    }

    private static func bls12Pairing(_ random: inout FuzzRandom) -> PrecompileSample {
        var input: [UInt8] = []
        if random.chance(50) {
            input += PrecompileVectors.bls12G1[0] + PrecompileVectors.bls12G2[0]
            input += PrecompileVectors.bls12G1[1] + PrecompileVectors.bls12G2[0]
        } else {
            for _ in 0..<random.below(3) { input += bls12G1(&random) + bls12G2(&random) }
        }
        return PrecompileSample(0x0f, input, gas: 37_700 &+ 32_600 &* UInt64(input.count / 384))
    }

    private static func bls12MapFp(_ random: inout FuzzRandom) -> PrecompileSample {
        PrecompileSample(0x10, bls12FieldElement(&random), gas: 5500)
    }

    private static func bls12MapFp2(_ random: inout FuzzRandom) -> PrecompileSample {
        PrecompileSample(0x11, bls12FieldElement(&random) + bls12FieldElement(&random), gas: 23_800)
    }

    private static func p256Verify(_ random: inout FuzzRandom) -> PrecompileSample {
        var input = random.pick(PrecompileVectors.p256)
        // n and p of secp256r1.
        let order = UInt256(
            l0: 0xf3b9_cac2_fc63_2551,
            l1: 0xbce6_faad_a717_9e84,
            l2: .max,
            l3: 0xffff_ffff_0000_0000
        )
        let prime = UInt256(l0: .max, l1: 0xffff_ffff, l2: 0, l3: 0xffff_ffff_0000_0001)
        switch random.below(6) {
        case 0:
            let value = random.pick([.zero, .one, order, order &- 1, order &+ 1, .max])
            let start = random.pick([32, 64])
            input.replaceSubrange(start..<start &+ 32, with: value.bigEndianBytes)
        case 1:
            let value = random.pick([.zero, prime, prime &- 1, prime &+ 1, .max])
            let start = random.pick([96, 128])
            input.replaceSubrange(start..<start &+ 32, with: value.bigEndianBytes)
        case 2: input.replaceSubrange(96..<160, with: [UInt8](repeating: 0, count: 64))
        default: break
        }
        return PrecompileSample(0x100, input, gas: 6900)
    }
}
