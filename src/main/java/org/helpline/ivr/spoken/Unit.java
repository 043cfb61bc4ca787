package org.helpline.ivr.spoken;

/** What is counted in durations and in money. */
enum Unit {
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    LIRA,
    KURUS,
    RUBLE,
    KOPECK,
    RUPIAH,
    SEN,
    DOLLAR,
    EURO,
    CENT,
    POUND,
    PENNY
}
