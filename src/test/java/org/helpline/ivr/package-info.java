/** What the tests of this room share. */
@org.jspecify.annotations.NullMarked
package org.helpline.ivr;
