package org.helpline.interaction;

/** Who put the caller on hold. */
enum HoldBy {
    DESK("desk"),
    PHONE("phone");

    private final String word;

    HoldBy(String word) {
        this.word = word;
    }

    /** As facts say it. */
    String word() {
        return word;
    }
}
