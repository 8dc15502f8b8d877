#!/usr/bin/env python3
"""Verifies a Groth16 proof of ours with two implementations that share no code with it, and sees them refuse changed ones.

usage: verify.py FILE

FILE is what `Groth16Benchmark export` prints, or - for standard input. py_ecc is the specification of Ethereum's pairing in Python,
zksnake the binding of arkworks. Exit status 1 when one of them disagrees, 4 when neither is installed.
"""

import json
import sys

R = 21888242871839275222246405745257275088548364400416034343698204186575808495617


def words(text):
    data = bytes.fromhex(text[2:])
    return [int.from_bytes(data[i : i + 32], "big") for i in range(0, len(data), 32)]


class Statement:
    """Key, proof and inputs as numbers: pairs for G1, (x, y) with (real, factor of i) each for G2."""

    def __init__(self, key, proof, inputs):
        g1 = lambda w: (w[0], w[1])
        g2 = lambda w: ((w[1], w[0]), (w[3], w[2]))
        self.alpha, self.beta, self.gamma, self.delta = g1(key[0:2]), g2(key[2:6]), g2(key[6:10]), g2(key[10:14])
        self.points = [g1(key[i : i + 2]) for i in range(14, len(key), 2)]
        self.a, self.b, self.c = g1(proof[0:2]), g2(proof[2:6]), g1(proof[6:8])
        self.inputs = inputs


def py_ecc_verifier():
    from py_ecc.optimized_bn128 import FQ, FQ2, FQ12, add, b, b2, is_on_curve, multiply, neg, pairing

    def g1(point):
        result = (FQ(point[0]), FQ(point[1]), FQ(1))
        assert is_on_curve(result, b)
        return result

    def g2(point):
        result = (FQ2(point[0]), FQ2(point[1]), FQ2.one())
        assert is_on_curve(result, b2)
        return result

    def verify(s):
        total = g1(s.points[0])
        for point, value in zip(s.points[1:], s.inputs, strict=True):
            total = add(total, multiply(g1(point), value))
        product = pairing(g2(s.b), neg(g1(s.a)))
        for q, p in ((g2(s.beta), g1(s.alpha)), (g2(s.gamma), total), (g2(s.delta), g1(s.c))):
            product *= pairing(q, p)
        return product == FQ12.one()

    return verify


def zksnake_verifier():
    from zksnake.ecc import EllipticCurve
    from zksnake.groth16 import Groth16, Proof, VerifyingKey

    curve = EllipticCurve("BN254")

    def verify(s):
        system = Groth16.__new__(Groth16)
        system.E = curve
        system.verifying_key = VerifyingKey(
            curve(*s.alpha), curve(*s.beta), curve(*s.gamma), curve(*s.delta), [curve(*p) for p in s.points]
        )
        return system.verify(Proof(curve(*s.a), curve(*s.b), curve(*s.c)), [1] + s.inputs)

    return verify


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    with sys.stdin if sys.argv[1] == "-" else open(sys.argv[1], encoding="utf-8") as file:
        document = json.load(file)
    key, proof = words(document["key"]), words(document["proof"])
    inputs = [int(value, 16) for value in document["inputs"]]
    good = Statement(key, proof, inputs)
    # Points of the right groups, so that the equation is what refuses: A and C exchanged, and another input.
    bad = {
        "an input plus one": Statement(key, proof, [(inputs[0] + 1) % R] + inputs[1:]),
        "A and C exchanged": Statement(key, proof[6:8] + proof[2:6] + proof[0:2], inputs),
    }
    failed = False
    found = 0
    for name, make in (("py_ecc", py_ecc_verifier), ("zksnake", zksnake_verifier)):
        try:
            verify = make()
        except ImportError:
            print(f"{name}: not installed, skipped")
            continue
        found += 1
        verdicts = {"the proof": (verify(good), True)} | {what: (verify(s), False) for what, s in bad.items()}
        for what, (got, expected) in verdicts.items():
            print(f"{name}: {what} {'accepted' if got else 'refused'}{'' if got == expected else ', WRONG'}")
            failed = failed or got != expected
    if found == 0:
        raise SystemExit(4)
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
