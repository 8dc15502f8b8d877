/// The moduli of the calls for modular arithmetic, by their number in a1.
///
/// All are primes above 2^253 and below 2^256, which `ModularArithmeticChip` relies on. They are part of the machine's
/// digest; the executor has the same (`ModularArithmetic` in GuestExecutor), and a test compares them.
package enum ModulusTable {
    /// Four words each, least significant first: the base field's order and the group's order of secp256k1 (SEC 2,
    /// version 2.0, section 2.4.1), then those of alt_bn128 (EIP-197).
    package static let moduli: [[UInt64]] = [
        [0xffff_fffe_ffff_fc2f, 0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff],
        [0xbfd2_5e8c_d036_4141, 0xbaae_dce6_af48_a03b, 0xffff_ffff_ffff_fffe, 0xffff_ffff_ffff_ffff],
        [0x3c20_8c16_d87c_fd47, 0x9781_6a91_6871_ca8d, 0xb850_45b6_8181_585d, 0x3064_4e72_e131_a029],
        [0x43e1_f593_f000_0001, 0x2833_e848_79b9_7091, 0xb850_45b6_8181_585d, 0x3064_4e72_e131_a029],
    ]
}
