/**
 * What Linux tells about a process and its container in files, read so that it can still be read when no descriptor is left.
 * For selfheal's own modules; not for hosts.
 */
@NullMarked
package io.selfheal.linux;

import org.jspecify.annotations.NullMarked;
