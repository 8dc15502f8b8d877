/// `PoseidonHash.vy`: Poseidon of two values over BN254's scalar field, as circom's library has it.
public enum PoseidonHash {}
