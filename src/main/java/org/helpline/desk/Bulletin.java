package org.helpline.desk;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Tells every page that something beside calls has changed: what it is, they ask for themselves, each as much as it may see. Confined to the desk's loop. */
final class Bulletin {

    private final Set<Consumer<String>> pages = new LinkedHashSet<>();

    void attach(Consumer<String> page) {
        pages.add(page);
    }

    void detach(Consumer<String> page) {
        pages.remove(page);
    }

    /** {@code what} has changed: {@code messages}. */
    void tell(String what) {
        String text = DeskJson.text(DeskJson.object().put("type", what));
        List.copyOf(pages).forEach(p -> p.accept(text));
    }
}
