package org.helpline.app;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.helpline.core.FactSink;
import org.helpline.core.Published;

/** Hands each fact to all who listen: the journal and the desk. Any thread. */
final class FactFan implements FactSink {

    private final List<FactSink> sinks = new CopyOnWriteArrayList<>();

    void add(FactSink sink) {
        sinks.add(sink);
    }

    @Override
    public void publish(Published published) {
        for (FactSink sink : sinks) {
            sink.publish(published);
        }
    }
}
