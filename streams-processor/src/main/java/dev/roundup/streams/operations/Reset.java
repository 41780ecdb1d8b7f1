package dev.roundup.streams.operations;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.topic.Topic;
import dev.roundup.streams.topology.SeriesTopics;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.utils.Utils;

/**
 * Forgets everything that follows from the log: committed offsets, changelogs, what is under way
 * between meetups and series, local state; other instances' local state goes at their next start,
 * by the ids of the topics that are made anew. The next start builds it anew from the first fact
 * on. The log, the dead letters and the roundups stay; the roundups are published again.
 *
 * @param admin of the cluster
 * @param group the application id
 * @param stateDirectory of this instance, which the caller holds
 * @param instanceId of this instance
 */
public record Reset(Admin admin, String group, Path stateDirectory, String instanceId) {
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(30);

  /**
   * What there is to delete.
   *
   * @param localState null if there is none
   */
  public record Plan(boolean offsets, Set<String> topics, Path localState) {
    /** Whether there is nothing. */
    public boolean isEmpty() {
      return !offsets && topics.isEmpty() && localState == null;
    }

    /** One line for each thing. */
    public List<String> lines() {
      TreeSet<String> lines = new TreeSet<>();
      topics.forEach(topic -> lines.add("topic " + topic));
      if (offsets) {
        lines.add("committed offsets of the processor's group");
      }
      if (localState != null) {
        lines.add("directory " + localState.toAbsolutePath());
      }
      return List.copyOf(lines);
    }
  }

  /**
   * Waits for instances that do not run any more: Kafka has those as members whose directory is
   * lost until their session ends, which a broker that has just started counts from its start.
   */
  public void awaitStopped() {
    removeOwnMembers();
    long end = System.nanoTime() + LONGEST_WAIT_NANOS;
    while (!members().isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  /**
   * Finds out what there is to delete.
   *
   * @throws Failure if the processor runs somewhere
   */
  public Plan plan() {
    removeOwnMembers();
    requireNoMembers();
    Path local = stateDirectory.resolve(group);
    return new Plan(
        !AdminCalls.await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
            .isEmpty(),
        derivedTopics(),
        Files.exists(local) ? local : null);
  }

  /** Deletes it. */
  public void carryOut(Plan plan) {
    requireNoMembers();
    if (plan.offsets()) {
      AdminCalls.await(admin.deleteConsumerGroups(List.of(group)).all());
    }
    AdminCalls.await(admin.deleteTopics(plan.topics()).all());
    awaitGone(plan.topics());
    if (plan.localState() != null) {
      delete(plan.localState().toFile());
    }
  }

  private Set<String> derivedTopics() {
    Set<String> linking = Set.copyOf(SeriesTopics.ALL.stream().map(Topic::name).toList());
    // no store's name has a hyphen: group-canary-visits-changelog is of the group called
    // group-canary
    Pattern changelog = Pattern.compile(Pattern.quote(group) + "-[^-]+-changelog");
    Set<String> derived = new TreeSet<>();
    for (String topic : AdminCalls.await(admin.listTopics().names())) {
      if (changelog.matcher(topic).matches() || linking.contains(topic)) {
        derived.add(topic);
      }
    }
    return derived;
  }

  /**
   * A stopped instance stays a member for a while, so that it is back quickly. Whoever holds its
   * directory knows that it does not run.
   */
  private void removeOwnMembers() {
    List<MemberToRemove> own =
        members().stream()
            .flatMap(member -> member.groupInstanceId().stream())
            .filter(id -> id.startsWith(instanceId))
            .map(MemberToRemove::new)
            .toList();
    if (!own.isEmpty()) {
      AdminCalls.await(
          admin
              .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions(own))
              .all());
    }
  }

  private void requireNoMembers() {
    Collection<MemberDescription> members = members();
    if (!members.isEmpty()) {
      Set<String> hosts = new TreeSet<>();
      members.forEach(member -> hosts.add(member.host().replaceFirst("^/", "")));
      throw new Failure(
          ExitCode.BUSY,
          "The processor runs, or did so until a moment ago, on "
              + String.join(", ", hosts)
              + ". Stop every instance of "
              + group
              + " and try again.");
    }
  }

  private Collection<MemberDescription> members() {
    boolean known =
        AdminCalls.await(admin.listGroups().all()).stream()
            .anyMatch(listing -> listing.groupId().equals(group));
    return known
        ? AdminCalls.await(admin.describeConsumerGroups(List.of(group)).all()).get(group).members()
        : List.of();
  }

  /** Kafka answers before every broker has forgotten a topic. */
  private void awaitGone(Set<String> topics) {
    long end = System.nanoTime() + LONGEST_WAIT_NANOS;
    Set<String> left = new TreeSet<>(topics);
    left.retainAll(AdminCalls.await(admin.listTopics().names()));
    while (!left.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      left.retainAll(AdminCalls.await(admin.listTopics().names()));
    }
    if (!left.isEmpty()) {
      throw new Failure(
          ExitCode.KAFKA, "Kafka has not deleted " + left + " yet. Run the reset again.");
    }
  }

  private static void delete(File directory) {
    try {
      Utils.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
