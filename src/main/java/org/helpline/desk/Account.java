package org.helpline.desk;

import org.helpline.config.AcdSettings.Role;

/**
 * A person who may log in.
 *
 * @param name 1 to 32 of a-z, 0-9, '.', '-', '_'; an agent's account has the agent's name
 * @param role what the desk shows and allows
 * @param hash Argon2id in PHC form; never leaves the accounts file and this record
 */
record Account(String name, Role role, String hash) {

    /** Never the hash. */
    @Override
    public String toString() {
        return name + " (" + role + ")";
    }
}
