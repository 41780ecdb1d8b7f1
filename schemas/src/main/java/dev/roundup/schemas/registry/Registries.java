package dev.roundup.schemas.registry;

/** Makes a registry client of a configuration. */
public final class Registries {
  private Registries() {}

  /** A client that remembers answers; {@code mock://scope} is a registry in this process. */
  public static Registry of(RegistryConfig config) {
    String scheme = config.urls().get(0).getScheme();
    Registry registry =
        scheme.equals("mock")
            ? MemoryRegistry.scope(config.urls().get(0).getRawAuthority())
            : new HttpRegistry(config);
    return new CachingRegistry(registry, config.caches(), System::nanoTime);
  }
}
