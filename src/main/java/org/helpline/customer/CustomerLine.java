package org.helpline.customer;

import java.util.List;

/** A customer as imported. {@code numbers} in the form in which they are matched, each once. */
record CustomerLine(
        String id,
        String name,
        String company,
        List<String> numbers,
        String email,
        String language,
        String revenue,
        String satisfaction,
        String lastContact,
        String notes,
        boolean vip,
        List<String> tags,
        List<String> orders) {}
