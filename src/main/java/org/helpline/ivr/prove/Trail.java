package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A call as it was explored: ways one after another, through one script or through several that hand it on. Immutable. */
public final class Trail {

    private final List<Part> parts;

    /** The ways within one script and those that it runs. */
    record Part(Family family, List<Leg> legs) {}

    private Trail(List<Part> parts) {
        this.parts = parts;
    }

    /** The call that goes these ways, from its begin. */
    static Trail of(Family family, List<Leg> legs) {
        return new Trail(List.of(new Part(family, List.copyOf(legs))));
    }

    /** The same, and then {@code next} in the script that it hands the call to. */
    public Trail then(Trail next) {
        List<Part> all = new ArrayList<>(parts);
        all.addAll(next.parts);
        return new Trail(List.copyOf(all));
    }

    List<Part> parts() {
        return parts;
    }

    /** The same finding with this call, or with the reason why none is shown. */
    Finding show(Finding finding, String name) {
        Optional<String> call = asTest(name);
        return call.isPresent() ? finding.shownBy(call) : finding.because(Example.whyNone(parts));
    }

    /**
     * The call as a test file writes it.
     *
     * @param name told apart from others of its file
     * @return empty when no test can bring it about
     */
    public Optional<String> asTest(String name) {
        return Example.of(parts, name);
    }
}
