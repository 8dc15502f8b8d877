import Primitives

/// Keys of the storage slots that most contracts have: the system contracts keep their counters there, and compilers
/// put a contract's first variables there.
enum FirstSlots {
    /// Number of slots whose keys are known.
    static let count = 8

    /// Key of a slot in its storage trie; nil beyond the first.
    static func key(of slot: UInt256) -> NibblePath? {
        guard let index = slot.asUInt64, index < UInt64(count) else { return nil }
        return NibblePath(hashes[Int(index)])
    }

    /// Keccak-256 of the slots' numbers, 32 bytes each.
    private static let hashes: InlineArray<8, Bytes32> = [
        Bytes32(
            w0: 0x290d_ecd9_548b_62a8,
            w1: 0xd603_45a9_8838_6fc8,
            w2: 0x4ba6_bc95_4840_08f6,
            w3: 0x362f_9316_0ef3_e563
        ),
        Bytes32(
            w0: 0xb10e_2d52_7612_073b,
            w1: 0x26ee_cdfd_717e_6a32,
            w2: 0x0cf4_4b4a_fac2_b073,
            w3: 0x2d9f_cbe2_b7fa_0cf6
        ),
        Bytes32(
            w0: 0x4057_87fa_12a8_23e0,
            w1: 0xf2b7_631c_c41b_3ba8,
            w2: 0x828b_3321_ca81_1111,
            w3: 0xfa75_cd3a_a3bb_5ace
        ),
        Bytes32(
            w0: 0xc257_5a0e_9e59_3c00,
            w1: 0xf959_f8c9_2f12_db28,
            w2: 0x69c3_395a_3b05_02d0,
            w3: 0x5e25_1644_6f71_f85b
        ),
        Bytes32(
            w0: 0x8a35_acfb_c15f_f81a,
            w1: 0x39ae_7d34_4fd7_09f2,
            w2: 0x8e86_00b4_aa8c_65c6,
            w3: 0xb64b_fe7f_e36b_d19b
        ),
        Bytes32(
            w0: 0x036b_6384_b5ec_a791,
            w1: 0xc627_6115_2d0c_79bb,
            w2: 0x0604_c104_a5fb_6f4e,
            w3: 0xb070_3f31_54bb_3db0
        ),
        Bytes32(
            w0: 0xf652_2223_13e2_8459,
            w1: 0x528d_920b_6511_5c16,
            w2: 0xc04f_3efc_82aa_edc9,
            w3: 0x7be5_9f3f_377c_0d3f
        ),
        Bytes32(
            w0: 0xa66c_c928_b5ed_b82a,
            w1: 0xf9bd_4992_2954_155a,
            w2: 0xb7b0_9426_94be_a4ce,
            w3: 0x4466_1d9a_8736_c688
        ),
    ]
}
