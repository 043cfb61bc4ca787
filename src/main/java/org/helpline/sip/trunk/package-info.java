/**
 * Trunks: how providers and PBXs are found, watched, logged in to, and what may go over them.
 *
 * <p>In: {@link org.helpline.config.TrunkSettings}, answers of name servers, responses to our REGISTER and OPTIONS. Out: {@link
 * org.helpline.sip.trunk.Targets}, {@link org.helpline.sip.trunk.TrunkStatus}. Thread: the edge loop, the first SIP loop, owns it all and publishes
 * snapshots; name servers are asked on virtual threads. Sources: RFC 3261 §10, §22; RFC 3263, 2782, 7616, 8760. Not here: calls, the
 * registrar of our own phones.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.sip.trunk;
