/**
 * The journal in a file: one event a line, as JSON. Start at {@link io.selfheal.journal.FileJournal}; the schema is in
 * {@code docs/journal.md}.
 */
@NullMarked
package io.selfheal.journal;

import org.jspecify.annotations.NullMarked;
