package org.helpline.clients;

import java.io.IOException;
import java.nio.file.Path;

/** Callers and agents by baresip, which logs in by MD5 alone. */
abstract class BaresipContract extends PhoneContract {

    BaresipContract(String make, String... settings) {
        super(make, "MD5", settings);
    }

    /** The account of whoever calls. */
    String callersAccount() {
        return Baresip.caller();
    }

    /** The account of whoever registers; answers by hand. */
    String agentsAccount(String user, String secret) {
        return Baresip.agent(user, secret, server().sipPort(), "manual");
    }

    @Override
    final RealPhone caller(Path folder) throws IOException, InterruptedException {
        return caller(folder, callersAccount());
    }

    static Baresip caller(Path folder, String account) throws IOException, InterruptedException {
        return Baresip.start(folder, account, RealPhone.says(folder, CALLERS_TONE));
    }

    @Override
    final RealPhone agent(Path folder, String user, String secret) throws IOException, InterruptedException {
        return Baresip.start(folder, agentsAccount(user, secret), RealPhone.says(folder, AGENTS_TONE));
    }
}
