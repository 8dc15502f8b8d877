// Doubles without a floating-point unit, for the one place that needs them: the capacity of Swift's hash tables.
//
// Values are rounded to the nearest, ties to even (IEEE 754). Capacities are normal numbers or zero; whatever else arises ends the
// run rather than give a wrong answer.
#include <stdbool.h>
#include <stdint.h>

typedef unsigned __int128 uint128;

static const uint64_t fraction_mask = ((uint64_t)1 << 52) - 1;

static uint64_t bits(double value) {
    union {
        double value;
        uint64_t bits;
    } both = {.value = value};
    return both.bits;
}

static double from_bits(uint64_t bits) {
    union {
        uint64_t bits;
        double value;
    } both = {.bits = bits};
    return both.value;
}

static bool is_zero(double a) { return bits(a) << 1 == 0; }

/// The biased exponent of a normal number.
static int exponent(double a) {
    int biased = (int)(bits(a) >> 52 & 0x7ff);
    if (biased == 0 || biased == 0x7ff) __builtin_trap();
    return biased;
}

static uint64_t significand(double a) { return (bits(a) & fraction_mask) | (uint64_t)1 << 52; }

/// `value * 2^(biased - 1075)` for a value that is not zero, of which `has_rest` tells that a little more was cut off.
static double rounded(uint64_t sign, uint128 value, bool has_rest, int biased) {
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
    return from_bits(sign | (uint64_t)biased << 52 | ((uint64_t)value & fraction_mask));
}

double __floatundidf(uint64_t value) { return value == 0 ? 0 : rounded(0, value, false, 1075); }

double __floatdidf(int64_t value) {
    if (value == 0) return 0;
    uint64_t sign = (uint64_t)value & (uint64_t)1 << 63;
    return rounded(sign, sign ? 0 - (uint64_t)value : (uint64_t)value, false, 1075);
}

int64_t __fixdfdi(double a) {
    if (is_zero(a)) return 0;
    int power = exponent(a) - 1075;
    if (power < -52) return 0;
    if (power > 10) __builtin_trap();
    uint64_t magnitude = power < 0 ? significand(a) >> -power : significand(a) << power;
    return bits(a) >> 63 ? (int64_t)(0 - magnitude) : (int64_t)magnitude;
}

double __muldf3(double a, double b) {
    uint64_t sign = (bits(a) ^ bits(b)) & (uint64_t)1 << 63;
    if (is_zero(a) || is_zero(b)) return from_bits(sign);
    return rounded(sign, (uint128)significand(a) * significand(b), false, exponent(a) + exponent(b) - 1075);
}

double __divdf3(double a, double b) {
    uint64_t sign = (bits(a) ^ bits(b)) & (uint64_t)1 << 63;
    if (is_zero(b)) __builtin_trap();
    if (is_zero(a)) return from_bits(sign);
    // 55 or 56 bits of the quotient, of which 53 stay.
    uint128 dividend = (uint128)significand(a) << 55;
    uint64_t divisor = significand(b);
    uint128 quotient = dividend / divisor;
    return rounded(sign, quotient, quotient * divisor != dividend, exponent(a) - exponent(b) + 1020);
}

double ceil(double a) {
    if (is_zero(a)) return a;
    int fraction_bits = 1075 - exponent(a);
    if (fraction_bits <= 0) return a;
    bool is_negative = bits(a) >> 63;
    if (fraction_bits > 52) return is_negative ? from_bits((uint64_t)1 << 63) : 1;
    uint64_t mask = ((uint64_t)1 << fraction_bits) - 1;
    if ((bits(a) & mask) == 0) return a;
    // A carry out of the fraction raises the exponent, as it should.
    return from_bits((bits(a) + (is_negative ? 0 : mask)) & ~mask);
}

/// -1, 0 or 1; ends the run on a NaN.
static int compare(double a, double b) {
    if (is_zero(a) && is_zero(b)) return 0;
    // Traps on what is not a number.
    if (!is_zero(a)) exponent(a);
    if (!is_zero(b)) exponent(b);
    int64_t x = (int64_t)bits(a), y = (int64_t)bits(b);
    // Two's complement of the magnitude, so that the order is that of the numbers.
    if (x < 0) x = (int64_t)(((uint64_t)1 << 63) - (uint64_t)x);
    if (y < 0) y = (int64_t)(((uint64_t)1 << 63) - (uint64_t)y);
    return (x > y) - (x < y);
}

int __eqdf2(double a, double b) { return compare(a, b); }
int __nedf2(double a, double b) { return compare(a, b); }
int __ltdf2(double a, double b) { return compare(a, b); }
int __ledf2(double a, double b) { return compare(a, b); }
int __gtdf2(double a, double b) { return compare(a, b); }
int __gedf2(double a, double b) { return compare(a, b); }

int __unorddf2(double a, double b) {
    return (bits(a) << 1) > (uint64_t)0x7ff << 53 || (bits(b) << 1) > (uint64_t)0x7ff << 53;
}
