package dev.roundup.producer;

import picocli.CommandLine.Command;

/** The verb {@code producer}: all that brings facts onto the log. */
@Command(
    name = "producer",
    description = "Brings facts onto the log, by verbs of its own.",
    synopsisSubcommandLabel = "VERB",
    subcommands = {PublishCommand.class, FactsCommand.class})
public final class ProducerCommand {}
