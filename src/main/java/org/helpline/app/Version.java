package org.helpline.app;

import picocli.CommandLine.IVersionProvider;

/** The version of this build and of the Java it runs on. */
final class Version implements IVersionProvider {

    /** From the jar's manifest; {@code development} when run from classes. */
    static String ofHelpline() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"Helpline " + ofHelpline() + " on Java " + Runtime.version()};
    }
}
