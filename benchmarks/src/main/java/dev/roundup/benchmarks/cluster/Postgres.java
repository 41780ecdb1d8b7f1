package dev.roundup.benchmarks.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of our own on a fresh directory, from Debian's package, on loopback only, tuned for
 * writing but not for losing: it waits for the disk at every commit.
 */
public final class Postgres implements AutoCloseable {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

  private final Path binaries;
  private final Path directory;
  private final int port;

  private Postgres(Path binaries, Path directory, int port) {
    this.binaries = binaries;
    this.directory = directory;
    this.port = port;
  }

  /** Starts it and waits until it takes connections. */
  public static Postgres start() {
    Path directory = Scratch.directory("postgres");
    Postgres server = new Postgres(newest(), directory, freePort());
    if (isRoot()) {
      server.run(List.of("chown", "postgres", directory.toString()));
    }
    Path data = directory.resolve("data");
    server.asUser("initdb", "-D", data.toString(), "-A", "trust", "-U", "bench", "-E", "UTF8");
    server.asUser(
        "pg_ctl",
        "-D",
        data.toString(),
        "-w",
        "-l",
        directory.resolve("log").toString(),
        "-o",
        "-c listen_addresses=127.0.0.1 -c port="
            + server.port
            + " -c unix_socket_directories="
            + directory
            + " -c shared_buffers=1GB -c work_mem=64MB -c max_wal_size=8GB"
            + " -c checkpoint_timeout=15min -c wal_compression=lz4",
        "start");
    return server;
  }

  /** For JDBC. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=bench";
  }

  /** PostgreSQL refuses to be run by root. */
  private void asUser(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(binaries.resolve(program).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private void run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException("This did not work: " + String.join(" ", command));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Path newest() {
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .max(Comparator.comparing(path -> Integer.valueOf(path.getFileName().toString())))
          .orElseThrow()
          .resolve("bin");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "There is no PostgreSQL under " + INSTALLED + ": apt-get install postgresql", e);
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    asUser("pg_ctl", "-D", directory.resolve("data").toString(), "-m", "immediate", "-w", "stop");
    Scratch.delete(directory);
  }
}
