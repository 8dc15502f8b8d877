/// The pairing-friendly curve BLS12-381.
package enum BLS12381 {}
