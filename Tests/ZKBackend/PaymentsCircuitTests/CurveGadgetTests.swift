import Cryptography
import Groth16
import PaymentsCircuit
import Primitives
import TestSupport
import Testing

@Suite("Curve gadgets of the payments circuit")
struct CurveGadgetTests {
    typealias Fr = BN254.Fr
    typealias Point = BabyJubjub.Point

    private var random = SplitMix64(seed: 0x6375_7276_65)

    /// Points of every sort: the neutral one, of order 2, 4 and 8, of order l, and of the whole group.
    private func points() throws -> [Point] {
        let generator = try BabyJubjubTests.point(
            "995203441582195749578291179787384436505546430278305826713579947235728471134",
            "5472060717959818805561601436314318772137091100104008585924551046643952123905"
        )
        let small = generator.multiplied(by: BabyJubjub.order)
        return [.identity, small.multiplied(by: 4), small.multiplied(by: 2), small, BabyJubjub.base, generator]
    }

    private mutating func randomPoint() throws -> Point {
        try points()[5].multiplied(by: UInt256(truncatingBigEndian: random.bytes(32)))
    }

    private func coordinates(_ points: Point...) -> [Fr] { points.flatMap { [$0.x, $0.y] } }

    private func bits(_ value: UInt256, count: Int) -> [Fr] {
        (0..<count).map { Fr((value >> $0).l0 & 1) }
    }

    @Test("Sums agree with the native law, exceptions included")
    mutating func sums() throws {
        let points = try points() + [randomPoint(), randomPoint()]
        for p in points {
            for q in points {
                let circuit = try GadgetCircuit(inputs: coordinates(p, q)) { builder, inputs in
                    let sum = builder.sum(
                        CircuitPoint(x: inputs[0], y: inputs[1]),
                        CircuitPoint(x: inputs[2], y: inputs[3])
                    )
                    return [sum.x, sum.y]
                }
                #expect(circuit.outputs == coordinates(p + q))
                #expect(circuit.constraintCount == 6)
                circuit.expectInnerValuesDetermined()
            }
        }
    }

    @Test("Doublings agree with the native law, exceptions included")
    mutating func doublings() throws {
        for p in try points() + [randomPoint(), randomPoint()] {
            let circuit = try GadgetCircuit(inputs: coordinates(p)) { builder, inputs in
                let double = builder.doubled(CircuitPoint(x: inputs[0], y: inputs[1]))
                return [double.x, double.y]
            }
            #expect(circuit.outputs == coordinates(p + p))
            #expect(circuit.constraintCount == 5)
            circuit.expectInnerValuesDetermined()
        }
    }

    @Test("The curve's equation holds for points of the curve alone")
    mutating func equation() throws {
        for point in try points() + [randomPoint()] {
            for (dx, dy) in [(Fr.zero, Fr.zero), (.one, .zero), (.zero, .one), (Fr.random(using: &random), .zero)] {
                let moved = Point(x: point.x + dx, y: point.y + dy)
                let circuit = try GadgetCircuit(inputs: coordinates(moved)) { builder, inputs in
                    builder.constrainOnCurve(CircuitPoint(x: inputs[0], y: inputs[1]))
                    return []
                }
                #expect(ConstraintHunt(circuit.system, circuit.assignment).isSatisfied == moved.isOnCurve)
                #expect(circuit.constraintCount == 3)
            }
        }
    }

    @Test("Multiples of the base agree with native ones")
    mutating func baseMultiples() throws {
        let order = BabyJubjub.order
        let scalars = [0, 1, 7, 8, order &- 1, order, order &+ 1, (UInt256(1) << 251) &- 1]
        for scalar in scalars + [UInt256(truncatingBigEndian: random.bytes(31))] {
            let circuit = try GadgetCircuit(inputs: bits(scalar, count: 251)) { builder, bits in
                for bit in bits { builder.constrain("bit", bit, bit - .one, .zero) }
                let multiple = builder.baseMultiple(bits)
                return [multiple.x, multiple.y]
            }
            #expect(circuit.outputs == coordinates(BabyJubjub.base.multiplied(by: scalar)))
            #expect(circuit.constraintCount - 251 == 748)
            circuit.expectDetermined(using: &random)
        }
    }

    @Test("Multiples of a point agree with native ones, for all sorts of points")
    mutating func multiples() throws {
        let scalars = [0, 1, 2, 3, Fr.modulus &- 1, BabyJubjub.order, (UInt256(1) << 254) &- 1]
        for (index, point) in try (points() + [randomPoint()]).enumerated() {
            for scalar in scalars + [UInt256(truncatingBigEndian: random.bytes(31))] {
                let inputs = coordinates(point) + bits(scalar, count: 254)
                let circuit = try GadgetCircuit(inputs: inputs) { builder, inputs in
                    let multiple = builder.multiple(
                        Array(inputs[2...]),
                        of: CircuitPoint(x: inputs[0], y: inputs[1])
                    )
                    return [multiple.x, multiple.y]
                }
                #expect(circuit.outputs == coordinates(point.multiplied(by: scalar)))
                #expect(circuit.constraintCount == 2541)
                if index == 6 { circuit.expectInnerValuesDetermined() }
            }
        }
    }

    /// A signature's circuit: key, R, S, message and the bit that demands it.
    private func signatureCircuit(
        _ signature: EdDSA.Signature,
        message: Fr,
        publicKey: Point,
        isActive: Bool = true
    ) throws -> GadgetCircuit {
        try GadgetCircuit(inputs: coordinates(publicKey) + [message, isActive ? .one : .zero]) { builder, inputs in
            builder.constrain("bit", inputs[3], inputs[3] - .one, .zero)
            let circuitSignature = builder.allocateSignature(signature)
            builder.verify(
                circuitSignature,
                message: inputs[2],
                publicKey: CircuitPoint(x: inputs[0], y: inputs[1]),
                isActive: inputs[3]
            )
            return []
        }
    }

    @Test("Signatures are accepted and refused as by the native verifier")
    mutating func signatures() throws {
        let key = SigningKey(seed: [9])
        let message = Fr.random(using: &random)
        let signature = key.sign(message)
        let circuit = try signatureCircuit(signature, message: message, publicKey: key.publicKey)
        #expect(circuit.constraintCount - 1 == 4294)
        let hunt = ConstraintHunt(circuit.system, circuit.assignment)
        #expect(hunt.isSatisfied)
        #expect(hunt.changeableColumns(using: &random).isEmpty)
        // The inputs in front, then the coordinates of R; S is held by its bits.
        #expect(hunt.movableColumns(inputs: Set(1...6)).isEmpty)

        var changed = [signature, signature, signature]
        changed[0].s = signature.s ^ 1
        changed[1].r.x += .one
        changed[2].r = signature.r + BabyJubjub.base
        var cases: [(signature: EdDSA.Signature, message: Fr, key: Point)] = changed.map {
            ($0, message, key.publicKey)
        }
        cases.append((signature, message + .one, key.publicKey))
        cases.append((signature, message, SigningKey(seed: [8]).publicKey))
        cases.append((signature, message, -key.publicKey))
        for (signature, message, publicKey) in cases {
            #expect(!EdDSA.verify(signature, message: message, publicKey: publicKey))
            for isActive in [true, false] {
                let circuit = try signatureCircuit(
                    signature,
                    message: message,
                    publicKey: publicKey,
                    isActive: isActive
                )
                #expect(ConstraintHunt(circuit.system, circuit.assignment).isSatisfied == !isActive)
            }
        }
    }

    @Test("S plus the order is the same signature, which the native verifier alone refuses")
    mutating func responseAboveTheOrder() throws {
        let key = SigningKey(seed: [9])
        // A response that leaves room for the order below 2^251.
        var message = Fr.one
        while (key.sign(message).s &+ BabyJubjub.order) >> 251 != UInt256() { message += .one }
        var signature = key.sign(message)
        signature.s = signature.s &+ BabyJubjub.order
        #expect(!EdDSA.verify(signature, message: message, publicKey: key.publicKey))
        let circuit = try signatureCircuit(signature, message: message, publicKey: key.publicKey)
        #expect(ConstraintHunt(circuit.system, circuit.assignment).isSatisfied)
    }
}
