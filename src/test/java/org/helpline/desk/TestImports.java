package org.helpline.desk;

import java.nio.file.Path;

/** Imports that come to this. */
record TestImports(Clientele.Report report) implements Clientele.Importing {

    @Override
    public Clientele.Report again() {
        return report;
    }

    @Override
    public Clientele.Report replace(Path file) {
        return report;
    }

    @Override
    public String progress() {
        return "";
    }
}
