package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.ArrayList;
import java.util.List;
import org.helpline.sip.transaction.Answer;
import org.helpline.sip.transaction.ServerTransaction;
import org.helpline.sip.transport.Flow;

/** Remembers what was answered. */
public final class FakeServerTransaction implements ServerTransaction {

    public final List<SIPResponse> responses = new ArrayList<>();
    private final SIPRequest request;
    private final Flow flow;

    public FakeServerTransaction(SIPRequest request, Flow flow) {
        this.request = request;
        this.flow = flow;
    }

    public List<Integer> statuses() {
        return responses.stream().map(SIPResponse::getStatusCode).toList();
    }

    public SIPResponse last() {
        return responses.getLast();
    }

    @Override
    public SIPRequest request() {
        return request;
    }

    @Override
    public Flow flow() {
        return flow;
    }

    @Override
    public void respond(SIPResponse response) {
        responses.add(response);
    }

    @Override
    public void respond(Answer answer) {
        respond(answer.message(request));
    }

    @Override
    public boolean isAnswered() {
        return responses.stream().anyMatch(r -> r.getStatusCode() >= 200);
    }
}
