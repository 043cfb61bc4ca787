package org.helpline.desk;

import java.util.function.Supplier;
import org.helpline.config.ReportSettings;
import org.helpline.journal.measure.Figures;

/**
 * Where the desk finds the numbers of reports.
 *
 * @param settings those in force
 */
public record Reports(Figures figures, Supplier<ReportSettings> settings) {}
