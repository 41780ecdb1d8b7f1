package dev.roundup.standalone.up;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Steps that do not wait for each other. */
final class Together {
  private Together() {}

  /** Returns when all have ended; if any failed, it throws what the first of them threw. */
  static void run(Runnable... steps) {
    List<CompletableFuture<Void>> running =
        Arrays.stream(steps)
            .map(step -> CompletableFuture.runAsync(step, task -> new Thread(task).start()))
            .toList();
    try {
      CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
