package org.helpline.app;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.helpline.core.ScreenPop;
import org.helpline.customer.Customers;
import org.helpline.desk.DeskAccess;
import org.helpline.journal.CallQuery;
import org.helpline.journal.CallRecord;
import org.helpline.journal.CallRecords;
import org.helpline.journal.Found;
import org.helpline.journal.LegVerdict;
import org.helpline.journal.Reading;

/** What programs read of the journal and of the customers. Any thread. */
record ApiRecords(CallRecords records, Customers file) implements DeskAccess.Records {

    private static final int MOST_CUSTOMERS = 20;

    @Override
    public CompletionStage<Reading<List<CallRecord>>> calls(CallQuery query) {
        return records.list(query);
    }

    @Override
    public CompletionStage<Reading<Found>> call(String name) {
        return records.find(name);
    }

    @Override
    public CompletionStage<Reading<Map<String, List<LegVerdict>>>> sounds(List<String> calls) {
        return records.sounds(calls);
    }

    @Override
    public CompletionStage<List<ScreenPop.Match>> customers(String number) {
        return file.byNumber(number, MOST_CUSTOMERS);
    }
}
