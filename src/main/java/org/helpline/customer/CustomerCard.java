package org.helpline.customer;

import java.util.List;

/**
 * What a script may ask of a customer. It never prints itself.
 *
 * @param language what the customer chose last, else what the file says; empty if neither is known
 * @param satisfaction as the file has it, else the caller's last score: {@code 4 of 5}
 * @param lastContact as the file has it
 */
public record CustomerCard(
        String id,
        String name,
        String company,
        String email,
        String language,
        String revenue,
        String satisfaction,
        String lastContact,
        boolean vip,
        List<String> tags) {

    @Override
    public String toString() {
        return "CustomerCard[" + id + "]";
    }
}
