/// `AccountHash.vy`: the leaf of an account of a payments ledger, for `EscapableRollup`.
public enum AccountHash {}

/// `EdDSAVerifier.vy`: signatures over Baby Jubjub, which payments of a ledger carry, for `EscapableRollup`.
public enum EdDSAVerifier {}
