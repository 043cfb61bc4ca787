package org.helpline.app;

import java.util.function.Supplier;
import org.helpline.config.ReportSettings;
import org.helpline.config.SettingsReader;

/** Reports are counted by the settings in force: a changed formula holds for the past, too. Any thread. */
final class ReportsReload implements Reload.Part, Supplier<ReportSettings> {

    private volatile ReportSettings inForce; // set by the reload alone

    ReportsReload(ReportSettings started) {
        this.inForce = started;
    }

    @Override
    public ReportSettings get() {
        return inForce;
    }

    @Override
    public boolean covers(String key) {
        return key.startsWith("reports.");
    }

    @Override
    public String take(SettingsReader.Read before, SettingsReader.Read next) {
        ReportSettings was = inForce;
        ReportSettings read = next.settings().reports();
        ReportSettings taken = new ReportSettings(
                read.zone(), read.terms().with(read.terms().level(), was.terms().within()), read.schedules());
        inForce = taken; // the time of queues.service-level waits for the next start, as on the boards
        return was.equals(taken) ? "" : "reports: counted and sent as reports.ini says now";
    }
}
