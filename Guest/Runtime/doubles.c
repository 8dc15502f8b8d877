// Doubles without a floating-point unit, for the one place that needs them: the capacity of Swift's hash tables.
//
// Values are rounded to the nearest, ties to even (IEEE 754). Capacities are normal numbers or zero; whatever else arises ends the
// run rather than give a wrong answer.
#include <stdbool.h>
#include <stdint.h>

typedef unsigned __int128 uint128;

/// A double's representation. The ABI passes doubles in integer registers, and what is written on them as doubles the compiler
/// would turn into calls of these very functions.
typedef uint64_t float64;

static const uint64_t fraction_mask = ((uint64_t)1 << 52) - 1;

static bool is_zero(float64 a) { return a << 1 == 0; }

/// The biased exponent of a normal number.
static int exponent(float64 a) {
    int biased = (int)(a >> 52 & 0x7ff);
    if (biased == 0 || biased == 0x7ff) __builtin_trap();
    return biased;
}

static uint64_t significand(float64 a) { return (a & fraction_mask) | (uint64_t)1 << 52; }

/// `value * 2^(biased - 1075)` for a value that is not zero, of which `has_rest` tells that a little more was cut off.
static float64 rounded(uint64_t sign, uint128 value, bool has_rest, int biased) {
    int extra = -53;
    for (uint128 rest = value; rest != 0; rest >>= 1) extra += 1;
    if (extra < 0) {
        if (has_rest) __builtin_trap();
        value <<= -extra;
    } else if (extra > 0) {
        uint128 half = (uint128)1 << (extra - 1);
        uint128 lost = value & (half << 1) - 1;
        value >>= extra;
        if (lost > half || (lost == half && (has_rest || (value & 1)))) value += 1;
    }
    biased += extra;
    if (value >> 53 != 0) {
        value >>= 1;
        biased += 1;
    }
    if (biased <= 0 || biased >= 0x7ff) __builtin_trap();
    return sign | (uint64_t)biased << 52 | ((uint64_t)value & fraction_mask);
}

float64 __floatundidf(uint64_t value) { return value == 0 ? 0 : rounded(0, value, false, 1075); }

float64 __floatdidf(int64_t value) {
    if (value == 0) return 0;
    uint64_t sign = (uint64_t)value & (uint64_t)1 << 63;
    return rounded(sign, sign ? 0 - (uint64_t)value : (uint64_t)value, false, 1075);
}

int64_t __fixdfdi(float64 a) {
    if (is_zero(a)) return 0;
    int power = exponent(a) - 1075;
    if (power < -52) return 0;
    if (power > 10) __builtin_trap();
    uint64_t magnitude = power < 0 ? significand(a) >> -power : significand(a) << power;
    return a >> 63 ? (int64_t)(0 - magnitude) : (int64_t)magnitude;
}

float64 __muldf3(float64 a, float64 b) {
    uint64_t sign = (a ^ b) & (uint64_t)1 << 63;
    if (is_zero(a) || is_zero(b)) return sign;
    return rounded(sign, (uint128)significand(a) * significand(b), false, exponent(a) + exponent(b) - 1075);
}

float64 __divdf3(float64 a, float64 b) {
    uint64_t sign = (a ^ b) & (uint64_t)1 << 63;
    if (is_zero(b)) __builtin_trap();
    if (is_zero(a)) return sign;
    // 55 or 56 bits of the quotient, of which 53 stay.
    uint128 dividend = (uint128)significand(a) << 55;
    uint64_t divisor = significand(b);
    uint128 quotient = dividend / divisor;
    return rounded(sign, quotient, quotient * divisor != dividend, exponent(a) - exponent(b) + 1020);
}

float64 ceil(float64 a) {
    if (is_zero(a)) return a;
    int fraction_bits = 1075 - exponent(a);
    if (fraction_bits <= 0) return a;
    bool is_negative = a >> 63;
    if (fraction_bits > 52) return is_negative ? (uint64_t)1 << 63 : (uint64_t)1023 << 52;
    uint64_t mask = ((uint64_t)1 << fraction_bits) - 1;
    if ((a & mask) == 0) return a;
    // A carry out of the fraction raises the exponent, as it should.
    return (a + (is_negative ? 0 : mask)) & ~mask;
}

static bool is_nan(float64 a) { return a << 1 > (uint64_t)0x7ff << 53; }

/// -1, 0 or 1, for infinities too; ends the run on a NaN, which has no place among the numbers.
static int compare(float64 a, float64 b) {
    if (is_nan(a) || is_nan(b)) __builtin_trap();
    int64_t x = (int64_t)a, y = (int64_t)b;
    // Two's complement of the magnitude: the order is that of the numbers, and both zeros are 0.
    if (x < 0) x = (int64_t)(((uint64_t)1 << 63) - (uint64_t)x);
    if (y < 0) y = (int64_t)(((uint64_t)1 << 63) - (uint64_t)y);
    return (x > y) - (x < y);
}

int __eqdf2(float64 a, float64 b) { return compare(a, b); }
int __nedf2(float64 a, float64 b) { return compare(a, b); }
int __ltdf2(float64 a, float64 b) { return compare(a, b); }
int __ledf2(float64 a, float64 b) { return compare(a, b); }
int __gtdf2(float64 a, float64 b) { return compare(a, b); }
int __gedf2(float64 a, float64 b) { return compare(a, b); }

int __unorddf2(float64 a, float64 b) { return is_nan(a) || is_nan(b); }
