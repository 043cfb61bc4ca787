package org.helpline.sip.transport;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what JAIN-SIP wants to log. Its texts hold raw bytes of the peer's message, so none is passed on: only that it
 * complained, at debug level. Whether debug is on is asked once, for JAIN-SIP asks dozens of times a message.
 */
final class Slf4jStackLogger implements StackLogger {

    private static final Logger LOG = LoggerFactory.getLogger("jain-sip");

    private final boolean debug = LOG.isDebugEnabled();

    private void complained() {
        if (debug) {
            LOG.debug("the parser complained");
        }
    }

    @Override
    public void logStackTrace() {}

    @Override
    public void logStackTrace(int level) {}

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public void logException(Throwable fault) {
        complained();
    }

    @Override
    public void logDebug(String text) {}

    @Override
    public void logDebug(String text, Exception fault) {}

    @Override
    public void logTrace(String text) {}

    @Override
    public void logFatalError(String text) {
        complained();
    }

    @Override
    public void logError(String text) {
        complained();
    }

    @Override
    public void logError(String text, Exception fault) {
        complained();
    }

    @Override
    public void logWarning(String text) {
        complained();
    }

    @Override
    public void logInfo(String text) {}

    @Override
    public boolean isLoggingEnabled() {
        return false; // building the texts costs more than they tell
    }

    @Override
    public boolean isLoggingEnabled(int level) {
        return false;
    }

    @Override
    public void disableLogging() {}

    @Override
    public void enableLogging() {}

    @Override
    public void setBuildTimeStamp(String stamp) {}

    @Override
    public void setStackProperties(Properties properties) {}

    @Override
    public String getLoggerName() {
        return "jain-sip";
    }
}
