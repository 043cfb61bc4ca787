/**
 * Messages that callers leave: each queue's box, its files, and the e-mails that tell of them.
 *
 * <p>In: recordings that the hallway hands over. Out: boxes for desks and commands, e-mails. Thread: any; the store's threads read and write, files and mail servers are for virtual
 * threads. Sources: RFC 5321, 5322, 2045 (through Angus Mail), 3207, 8314. Not here: recording (media), who may see what (desk).
 */
@org.jspecify.annotations.NullMarked
package org.helpline.voicemail;
