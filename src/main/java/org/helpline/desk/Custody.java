package org.helpline.desk;

import org.helpline.access.AuditLog;
import org.helpline.access.Tokens;

/**
 * What administrators look after beside settings.
 *
 * @param tokens the programs'
 * @param audit who did what
 * @param forgetter has callers forgotten
 */
public record Custody(Tokens tokens, AuditLog audit, Forgetter forgetter) {}
