package io.selfheal.examples.gallery;

import io.selfheal.examples.gallery.Vigil.Peace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Runs the gallery of faults: a shop in a JVM of its own, under a constant load of 200 requests a second, for each of them
 * with selfheal and without, one after the other; and, if asked, what is to be left alone. Prints a table.
 */
public final class Gallery {
    private final Wishes wishes;
    private final Premises premises;
    private final Table table;

    private Gallery(Wishes wishes, Premises premises, Table table) {
        this.wishes = wishes;
        this.premises = premises;
        this.table = table;
    }

    /**
     * Runs it. Ends with 0 if everything was healed that should be, and everything left alone that should be; with 1 if not.
     * That something was healed later than it should is marked in the table, since it may be the machine's fault.
     *
     * @param arguments see {@code --help}
     * @throws Exception if a shop cannot be started
     */
    public static void main(String... arguments) throws Exception {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Wishes.USAGE);
            return;
        }
        Wishes wishes;
        try {
            wishes = Wishes.of(arguments);
        } catch (IllegalArgumentException | NoSuchElementException wrong) {
            System.err.println(wrong.getMessage());
            System.err.print(Wishes.USAGE);
            System.exit(2);
            return;
        }
        System.exit(run(wishes, Files.createTempDirectory("selfheal-gallery-")) ? 0 : 1);
    }

    /** Whether all went as it should. */
    static boolean run(Wishes wishes, Path folder) throws Exception {
        Premises premises = new Premises(folder, Sandbox.here(), wishes.flags(), ShopProcess.class, List.of());
        return new Gallery(wishes, premises, new Table(System.out)).run();
    }

    private boolean run() throws Exception {
        boolean good = true;
        if (!wishes.faults().isEmpty()) {
            table.faults();
        }
        for (Fault fault : wishes.faults()) {
            for (boolean heals : wishes.heals()) {
                Result result = trial(fault, heals);
                table.line(result);
                good &= !heals || result.healed().isPresent();
            }
        }
        if (!wishes.controls().isEmpty()) {
            table.controls();
        }
        for (Control control : wishes.controls()) {
            Peace peace = vigil(control);
            table.line(peace);
            good &= peace.kept();
        }
        table.say("\nlogs, journals, evidence and every answer: " + premises.folder());
        return good;
    }

    private Result trial(Fault fault, boolean heals) throws Exception {
        String name = fault.name() + (heals ? "-with" : "-without");
        return new Trial(fault, heals ? premises.in(name, "heal") : premises.in(name)).run();
    }

    private Peace vigil(Control control) throws Exception {
        Premises shops =
                control.warm() ? premises.in(control.name(), "heal") : premises.in(control.name(), "heal", "cold");
        return new Vigil(control, shops, wishes.each()).run();
    }
}
