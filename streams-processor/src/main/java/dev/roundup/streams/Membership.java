package dev.roundup.streams;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream threads of one instance as members of their group. They are static members, so that a
 * restart goes unnoticed; for the same reason the group waits for a thread that has failed until
 * its session ends, and nobody works on its partitions meanwhile.
 */
final class Membership {
  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
  private static final int PATIENCE_SECONDS = 3;

  private final Admin admin;
  private final String group;
  private final String instanceId;

  Membership(Admin admin, String group, String instanceId) {
    this.admin = admin;
    this.group = group;
    this.instanceId = instanceId;
  }

  /** Takes a thread out of the group at once; if Kafka does not answer, its session has to end. */
  void leave(Thread thread) {
    String member = instanceId + thread.getName().substring(thread.getName().lastIndexOf('-'));
    try {
      admin
          .removeMembersFromConsumerGroup(
              group, new RemoveMembersFromConsumerGroupOptions(List.of(new MemberToRemove(member))))
          .all()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.info(
          "A thread that has failed is still a member of the group until its session ends."
              + " member={} reason={}",
          member,
          e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
