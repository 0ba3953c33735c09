/**
 * What the machine, its container and this process have and use: CPU, memory, load, disk space and file descriptors,
 * through OSHI. It is enough to have this module on the class path; see {@link io.selfheal.oshi.OshiPlugin}.
 */
@NullMarked
package io.selfheal.oshi;

import org.jspecify.annotations.NullMarked;
