/**
 * Transactions: the four machines of RFC 3261 §17 and their table.
 *
 * <p>In: messages from the transport. Out: requests to the {@link org.helpline.sip.transaction.TransactionUser}, responses to the {@link org.helpline.sip.transaction.ClientUser}. Thread: the SIP loop that owns the Call-ID. Sources: RFC 3261 §17, RFC 6026. Not here: dialogs.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.sip.transaction;
