package dev.roundup.schemas.cli;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * The signals that ask a process to stop. Java itself would answer them with an exit code of 128
 * and more, also after the cleanest stop, and what watches over processes takes that for a failure.
 */
public final class Signals {
  /** What the process ends with: SIGTERM is an order that was carried out, Ctrl-C breaks off. */
  private static final Map<String, Integer> EXIT_CODES = Map.of("TERM", 0, "INT", 130);

  private Signals() {}

  /**
   * The exit code that the first signal asks for, once it comes. A second one ends the process at
   * once.
   */
  public static CompletableFuture<Integer> stop() {
    CompletableFuture<Integer> stop = new CompletableFuture<>();
    EXIT_CODES.forEach(
        (signal, exitCode) ->
            onSignal(
                signal,
                () -> {
                  if (!stop.complete(exitCode)) {
                    Runtime.getRuntime().halt(exitCode);
                  }
                }));
    return stop;
  }

  /**
   * Blocks until an app has ended by itself, or a signal asks for its end; closing it is left to
   * the caller.
   *
   * @param signal from {@link #stop()}
   * @param app blocks until the app has ended, and gives its exit code
   * @return the exit code of the process
   */
  public static int first(CompletableFuture<Integer> signal, Callable<Integer> app) {
    CompletableFuture<Integer> end = new CompletableFuture<>();
    Thread watch = new Thread(() -> watch(app, end), "app-watch");
    watch.setDaemon(true);
    watch.start();
    return signal.applyToEither(end, exitCode -> exitCode).join();
  }

  private static void watch(Callable<Integer> app, CompletableFuture<Integer> end) {
    try {
      end.complete(app.call());
    } catch (Exception e) {
      end.completeExceptionally(e);
    }
  }

  /** By reflection: the only way to a signal is a class that the compiler warns of. */
  private static void onSignal(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This Java cannot handle signals", e);
    }
  }
}
