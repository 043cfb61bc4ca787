package org.helpline.ivr.spoken;

/**
 * A number with a fraction.
 *
 * @param whole what stands before the point, without its sign
 * @param fraction the digits behind it, one to six, of which the last is not zero
 */
record Decimal(boolean negative, long whole, String fraction) {}
