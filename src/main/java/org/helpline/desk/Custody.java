package org.helpline.desk;

import org.helpline.access.AuditLog;
import org.helpline.access.Tokens;

/**
 * What administrators look after beside settings.
 *
 * @param tokens the programs'
 * @param audit who did what
 */
public record Custody(Tokens tokens, AuditLog audit) {}
